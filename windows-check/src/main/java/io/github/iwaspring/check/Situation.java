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

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.support.OperatingSystem;

/**
 * A sign-in after somebody has changed something on the desk: one row of a table.
 */
final class Situation {

	/**
	 * The situation that needs no change of the desk: AD FS under a name that the domain
	 * does not know.
	 */
	private static final String UNKNOWN_SERVICE = "unknown-service";

	private Situation() {
	}

	static String row(Desk desk, String situation) throws InterruptedException {
		if (!OperatingSystem.isWindows()) {
			return "%-18s %-28s %-14s %s".formatted(situation, "skipped", "", "SSPI exists on Windows only");
		}
		String service = situation.equals(UNKNOWN_SERVICE) ? "HTTP/" + desk.unknownHost() : null;
		SignIn signIn = SignIn.start(desk, IwaChannelBinding.AUTO, service).await();
		return "%-18s %-28s %-14s %s".formatted(situation, signIn.end(), signIn.stage(), signIn.status());
	}

}
