/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.test.kerberos;

import java.util.Base64;

import org.ietf.jgss.ChannelBinding;
import org.ietf.jgss.GSSManager;

/**
 * A program that binds a ticket with the platform's GSSAPI and prints the token.
 */
final class PlatformTokenPrinter {

	static final int NO_LIBRARY = 77;

	private PlatformTokenPrinter() {
	}

	/**
	 * Prints the token.
	 * @param args {@code public} or {@code internal} for the API that makes the channel
	 * binding, and its application data in Base64
	 */
	public static void main(String[] args) throws Exception {
		if (GSSManager.getInstance().getMechs().length == 0) {
			System.exit(NO_LIBRARY);
		}
		byte[] data = Base64.getDecoder().decode(args[1]);
		ChannelBinding binding = args[0].equals("public") ? new ChannelBinding(data) : Bindings.withoutAddresses(data);
		System.out.print(Base64.getEncoder().encodeToString(SpnegoClient.initiate(SpnegoClient.SPNEGO, binding)));
	}

}
