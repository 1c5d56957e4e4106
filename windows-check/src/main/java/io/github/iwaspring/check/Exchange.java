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

package io.github.iwaspring.check;

import java.security.cert.X509Certificate;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.SpnegoContext;
import io.github.iwaspring.kerberos.sspi.SspiCredentials;
import org.jspecify.annotations.Nullable;

/**
 * The library's own way to the first token for a service, without sending it.
 */
final class Exchange {

	private final SspiCredentials credentials = new SspiCredentials(Desk.kerberos(null, IwaChannelBinding.AUTO),
			IwaChannelBinding.AUTO);

	private final @Nullable ChannelBinding binding;

	/**
	 * Creates exchanges that are bound to a certificate, if there is one.
	 */
	Exchange(@Nullable X509Certificate certificate) {
		this.binding = (certificate != null) ? ChannelBinding.tlsServerEndPoint(certificate) : null;
	}

	boolean isBound() {
		return this.binding != null;
	}

	/**
	 * Makes the token and forgets it.
	 * @return its size in bytes
	 * @throws io.github.iwaspring.IwaException if there is none that may be sent
	 */
	int run(String host) {
		try (SpnegoContext context = this.credentials.current().createContext(host, () -> this.binding)) {
			return context.nextToken(null).length;
		}
	}

}
