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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.iwaspring.kerberos.sspi.SspiProbe;
import io.github.iwaspring.support.OperatingSystem;
import io.github.iwaspring.support.Redaction;

/**
 * The names of the user: that of the credentials, which becomes the principal, and the
 * user principal name.
 */
final class UserCheck implements Check {

	private static final long LIMIT_SECONDS = 2;

	@Override
	public Result run(Desk desk) throws InterruptedException {
		if (!OperatingSystem.isWindows()) {
			return Result.skip("SSPI exists on Windows only");
		}
		SspiProbe windows = SspiProbe.load();
		SspiProbe.Name credentials = windows.credentialsName();
		desk.mask(credentials.value());
		List<String> details = List.of("user principal name: " + userPrincipalName(windows, desk));
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

	/**
	 * Asks for the user principal name, for as long as the library does.
	 */
	private static String userPrincipalName(SspiProbe windows, Desk desk) throws InterruptedException {
		FutureTask<SspiProbe.Name> task = new FutureTask<>(() -> {
			SspiProbe.Name found = windows.userPrincipalName();
			desk.mask(found.value()); // also if nobody waits any more
			return found;
		});
		Thread thread = new Thread(task, "iwa-check-user-principal-name");
		thread.setDaemon(true);
		thread.start();
		try {
			SspiProbe.Name found = task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
			return (found.value() != null) ? Redaction.userName(found.value())
					: "none, GetUserNameEx failed with error " + found.status();
		}
		catch (TimeoutException ex) {
			return "none, GetUserNameEx took longer than " + LIMIT_SECONDS + " s";
		}
		catch (ExecutionException ex) {
			return "none, GetUserNameEx could not be called: " + ex.getCause();
		}
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
