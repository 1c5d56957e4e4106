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

import java.util.List;
import java.util.Locale;

import io.github.iwaspring.kerberos.sspi.SspiProbe;
import io.github.iwaspring.support.OperatingSystem;
import io.github.iwaspring.support.Redaction;

/**
 * The names of the user: that of the credentials, which becomes the principal, and the
 * user principal name.
 */
final class UserCheck implements Check {

	@Override
	public Result run(Desk desk) {
		if (!OperatingSystem.isWindows()) {
			return Result.skip("SSPI exists on Windows only");
		}
		SspiProbe windows = SspiProbe.load();
		SspiProbe.Name credentials = windows.credentialsName();
		SspiProbe.Name principal = windows.userPrincipalName();
		desk.mask(credentials.value());
		desk.mask(principal.value());
		List<String> details = List
			.of("user principal name: " + ((principal.value() != null) ? Redaction.userName(principal.value())
					: "none, GetUserNameEx failed with error " + principal.status()));
		String name = credentials.value();
		if (name == null || name.isEmpty()) {
			return Result.fail("Windows does not name the user: " + hex(credentials.status()), details);
		}
		String shown = form(name) + ": " + Redaction.userName(name);
		if (isLocal(name)) {
			return Result.fail(shown + ", a local account, which has no Kerberos ticket", details);
		}
		return (name.indexOf('\\') > 0) ? Result.pass(shown, details)
				: Result.fail(shown + ", where DOMAIN\\user was expected; please report it", details);
	}

	private static String form(String name) {
		if (name.indexOf('\\') > 0) {
			return "DOMAIN\\user";
		}
		return (name.indexOf('@') > 0) ? "user@domain" : "user without a domain";
	}

	private static boolean isLocal(String name) {
		String computer = System.getenv("COMPUTERNAME");
		return computer != null && name.toLowerCase(Locale.ROOT).startsWith(computer.toLowerCase(Locale.ROOT) + "\\");
	}

	static String hex(int status) {
		return String.format("0x%08X", status);
	}

}
