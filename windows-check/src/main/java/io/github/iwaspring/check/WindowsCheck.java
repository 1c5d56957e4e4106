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

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.iwaspring.IwaChannelBinding;

/**
 * Checks a Windows desk, and writes one masked text file. The exit code is the number of
 * checks that failed, or {@value #NOT_RUN} if none ran. Where there is no Windows, the
 * checks that need it are skipped.
 */
public final class WindowsCheck {

	private static final int NOT_RUN = 100;

	private static final Duration LIMIT = Duration.ofSeconds(90);

	private static final Duration OVERALL_LIMIT = Duration.ofMinutes(4);

	private WindowsCheck() {
	}

	/**
	 * Runs the checks.
	 * @param arguments {@code --name=value}
	 */
	public static void main(String[] arguments) {
		LibraryLog log = LibraryLog.install();
		int failures = NOT_RUN;
		try {
			failures = run(Arguments.of(arguments), log);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage() + System.lineSeparator() + Arguments.USAGE);
		}
		catch (Exception ex) {
			System.err.println("Nothing was checked: " + ex);
		}
		System.exit(failures); // a check that Windows blocks must not keep the program
	}

	private static int run(Arguments arguments, LibraryLog log) throws Exception {
		Desk desk = Desk.of(arguments);
		Report.ownNames().forEach(desk::mask);
		String situation = arguments.optional("destructive");
		if (situation != null) {
			System.out.println(Report.masked(Situation.row(desk, situation), desk.names()));
			return 0;
		}
		Report report = new Report();
		report.line("iwa-windows-check " + version() + ", " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
		report.line("authority " + arguments.required("authority") + ", client " + desk.settings().clientId()
				+ ", scopes " + String.join(" ", desk.scopes()));
		report.line("");
		new Limits(LIMIT, OVERALL_LIMIT).run(checks(), desk, report);
		report.line("");
		log.lines().forEach((line) -> report.line("log: " + line));
		String federation = desk.knownFederationHost();
		report.line("AD FS host: " + ((federation != null) ? federation : "unknown"));
		report.line(report.summary());
		System.out.println(report.summary());
		System.out.println("Report: " + report
			.write(Path.of(arguments.values().getOrDefault("report", "iwa-windows-check.txt")), desk.names()));
		return Math.min(report.failures(), NOT_RUN - 1);
	}

	private static Map<String, Check> checks() {
		Map<String, Check> checks = new LinkedHashMap<>();
		checks.put("facts", new FactsCheck());
		checks.put("user", new UserCheck());
		checks.put("token", new TokenCheck());
		checks.put("statuses", new StatusCheck());
		checks.put("handles", new HandleCheck());
		checks.put("sign-in-auto", new SignInCheck(IwaChannelBinding.AUTO));
		checks.put("sign-in-always", new SignInCheck(IwaChannelBinding.ALWAYS));
		checks.put("sign-in-never", new SignInCheck(IwaChannelBinding.NEVER));
		checks.put("dpapi", new ProtectionCheck());
		checks.put("replacement", new ReplacementCheck());
		checks.put("lock", new LockCheck());
		checks.put("folder", new FolderCheck());
		checks.put("doctor", new DoctorCheck());
		return checks;
	}

	private static String version() {
		String version = WindowsCheck.class.getPackage().getImplementationVersion();
		return (version != null) ? version : "(classes)";
	}

}
