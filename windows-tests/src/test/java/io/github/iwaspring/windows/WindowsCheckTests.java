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

package io.github.iwaspring.windows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.check.WindowsCheck;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import io.github.iwaspring.windows.WindowsJvm.Ended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The check of a Windows desk, in the Windows JVM. The jar of a build that packages is
 * run as it is handed out; a build that only tests runs its classes.
 */
class WindowsCheckTests {

	private EmbeddedDirectory directory;

	@TempDir
	private Path folder;

	@BeforeEach
	void start() {
		this.directory = EmbeddedDirectory.start((options) -> options.extendedProtection(true));
	}

	@AfterEach
	void stop() {
		this.directory.close();
	}

	/**
	 * Wine 8 counts no handles, and lets others read a folder if its permissions do.
	 */
	@Test
	void healthyDeskPassesEveryCheckAndNamesNobody() throws Exception {
		readableByOthers(false);
		Ended ended = run(desk());
		String report = report();
		assertThat(ended.status()).as(report).isZero();
		assertThat(report).contains("PASS  facts                  Windows 10", "JNA 5.")
			.contains("PASS  user                   DOMAIN\\user: CONTOSO\\a***",
					"user principal name: a***@contoso.com")
			.contains("PASS  token                  HTTP/localhost: a token of Kerberos",
					"mechanism: 1.2.840.113554.1.2.2 Kerberos", "bound to the certificate of AD FS")
			.contains("PASS  statuses", "HTTP/nowhere.invalid: status 0x8009", "HTTP/192.0.2.1: status 0x8009")
			.contains("SKIP  handles                1000 exchanges took")
			.contains("PASS  sign-in-auto           channel-binding=auto: signed in", "HTTP 200, the ticket was bound")
			.contains("PASS  sign-in-always         channel-binding=always: signed in")
			.contains("PASS  sign-in-never          channel-binding=never: rejected", "HTTP 401")
			.contains("PASS  dpapi                  DPAPI took a text", "header: iwa-cache-1 dpapi")
			.contains("PASS  replacement", "PASS  lock", "PASS  folder                 %LOCALAPPDATA%")
			.contains("PASS  doctor                 Healthy twice", "source of the token: INTEGRATED",
					"source of the token: CACHE")
			.contains("13 checks: 12 passed, 0 failed, 1 skipped");
		assertThat(report).as("neither a name nor a token")
			.doesNotContainIgnoringCase("alice")
			.doesNotContainPattern("[A-Za-z0-9+/_=-]{65}");
		assertThat(ended.lines()).as("what is shown on the console")
			.contains("doctor", "13 checks: 12 passed, 0 failed, 1 skipped")
			.noneMatch((line) -> line.contains("Exception"));
	}

	@Test
	void exitCodeCountsTheFailuresOfAUserWithoutTicketWhoseFolderIsOpen() throws Exception {
		readableByOthers(true);
		Desk desk = desk();
		desk.jvm()
			.with("KRB5CCNAME", "FILE:" + this.folder.resolve("no-such-cache"))
			.with("STANDIN_NAME", "CONTOSO\\alice");
		Ended ended = run(desk);
		String report = report();
		assertThat(report.lines().filter((line) -> line.startsWith("FAIL")).map((line) -> line.split(" +")[1]))
			.as(report)
			.containsExactly("token", "sign-in-auto", "sign-in-always", "sign-in-never", "folder", "doctor")
			.hasSize(ended.status());
		assertThat(report)
			.contains("ticket-missing (KERBEROS)", "PASS  user", "PASS  dpapi", "SKIP  handles",
					"AD FS host: localhost")
			.doesNotContainIgnoringCase("alice");
		assertThat(this.directory.log().requests(Hop.TOKEN)).isEmpty();
	}

	@Test
	void situationIsOneRowForTheTableOfTheScript() throws Exception {
		Ended ended = run(desk(), "--destructive=unknown-service");
		assertThat(ended.status()).isZero();
		assertThat(ended.lines()).last()
			.asString()
			.matches("unknown-service +(spn-unknown|kerberos-failed) +KERBEROS +SEC_E_[A-Z_]+, 0x8009[0-9A-F]{4}");
		assertThat(this.folder.resolve("report.txt")).doesNotExist();
	}

	@Test
	void missingArgumentIsNoResult() throws Exception {
		assertThat(new WindowsJvm().end(WindowsCheck.class, "--client-id=1").status()).isEqualTo(100);
	}

	private Desk desk() throws IOException {
		return Desk.of(this.directory, User.ALICE);
	}

	private Ended run(Desk desk, String... more) throws Exception {
		Map<String, String> properties = desk.properties();
		List<String> arguments = new ArrayList<>(List.of("--authority=" + properties.get("iwa.authority"),
				"--client-id=" + properties.get("iwa.client-id"), "--scopes=" + properties.get("iwa.scopes"),
				"--trusted-authority-hosts=" + properties.get("iwa.trusted-authority-hosts"),
				"--trust-store=" + Wine.path(this.directory.certificate()),
				"--report=" + Wine.path(this.folder.resolve("report.txt"))));
		arguments.addAll(List.of(more));
		Path classes = Path.of(WindowsCheck.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		return Files.isDirectory(classes) ? desk.jvm().end(WindowsCheck.class, arguments.toArray(String[]::new))
				: desk.jvm().end(classes.resolveSibling("iwa-windows-check.jar"), arguments.toArray(String[]::new));
	}

	private static void readableByOthers(boolean readable) throws IOException {
		Path local = Path.of("users", System.getProperty("user.name"), "AppData", "Local");
		Files.setPosixFilePermissions(Wine.get().drive().resolve(local),
				PosixFilePermissions.fromString(readable ? "rwxr-xr-x" : "rwx------"));
	}

	private String report() throws IOException {
		return Files.readString(this.folder.resolve("report.txt"), StandardCharsets.UTF_8);
	}

}
