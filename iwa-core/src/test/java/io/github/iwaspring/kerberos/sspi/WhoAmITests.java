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

package io.github.iwaspring.kerberos.sspi;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WhoAmI}, with other programs instead of {@code whoami.exe}.
 */
class WhoAmITests {

	private static final Charset CP850 = Charset.forName("IBM850");

	@PosixOnly
	@Test
	void userPrincipalNameReturnsLineOfProgram() {
		assertThat(ask("printf 'jane.doe@contoso.com\\r\\n'")).isEqualTo("jane.doe@contoso.com");
	}

	@PosixOnly
	@Test
	void userPrincipalNameDecodesByCodePageOfConsole() {
		assertThat(ask("printf 'j\\204ger@contoso.com\\r\\n'")).isEqualTo("j\u00e4ger@contoso.com");
	}

	@PosixOnly
	@Test
	void userPrincipalNameWhenOutputIsNotInCodePageThenReturnsNull() {
		assertThat(new WhoAmI(shell("printf 'j\\204ger@contoso.com\\r\\n'"), Duration.ofSeconds(10),
				() -> StandardCharsets.UTF_8)
			.userPrincipalName()).isNull();
	}

	/**
	 * A local account (exit code 1 and a message), no output, several lines, a down-level
	 * name, spaces, control characters, incomplete names, and endless output.
	 */
	@PosixOnly
	@ParameterizedTest
	@ValueSource(strings = { "echo 'ERROR: Unable to get User Principal Name (UPN)'; exit 1",
			"echo jane@contoso.com; exit 1", "true", "printf 'jane@contoso.com\\r\\njohn@contoso.com\\r\\n'",
			"printf '\\r\\njane@contoso.com'", "echo 'CORP\\\\jdoe'", "echo 'jane doe@contoso.com'",
			"echo janecontoso.com", "printf 'jane\\007@contoso.com'", "echo jane@", "echo @contoso.com",
			"echo jane@contoso..com", "echo '<jane@contoso.com>'", "head -c 100000 /dev/zero | tr '\\0' a" })
	void userPrincipalNameWhenOutputIsNotOneNameThenReturnsNull(String script) {
		assertThat(ask(script)).isNull();
	}

	@PosixOnly
	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			value = { "echo jane@contoso.com; exit 3, exit code 3", "echo janecontoso.com, not one user principal name",
					"head -c 2000 /dev/zero | tr '\\0' a, longer than 1024",
					"printf 'j\\204ne@contoso.com', code page" })
	void userPrincipalNameWhenNullThenLogsReasonWithoutOutput(String script, String reason) {
		try (DebugLog log = DebugLog.of(WhoAmI.class)) {
			new WhoAmI(shell(script), Duration.ofSeconds(10), () -> StandardCharsets.UTF_8).userPrincipalName();
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("DEBUG whoami /upn ")
				.contains(reason)
				.doesNotContain("j\u00e4ne", "jane", "contoso");
		}
	}

	@PosixOnly
	@Test
	void userPrincipalNameWhenProgramFailsThenLogsReason() {
		try (DebugLog log = DebugLog.of(WhoAmI.class)) {
			new WhoAmI(List.of("sleep", "3600"), Duration.ofMillis(50), () -> CP850).userPrincipalName();
			new WhoAmI(shell("exec >&- 2>&-; exec sleep 3600"), Duration.ofMillis(50), () -> CP850).userPrincipalName();
			new WhoAmI(List.of("/no/such/whoami.exe", "/upn"), Duration.ofSeconds(10), () -> CP850).userPrincipalName();
			new WhoAmI(List.of(), Duration.ofSeconds(10), () -> CP850).userPrincipalName();
			assertThat(log.lines()).satisfiesExactly((line) -> assertThat(line).contains("longer than 50 ms"),
					(line) -> assertThat(line).contains("longer than 50 ms"),
					(line) -> assertThat(line).contains("could not be run"),
					(line) -> assertThat(line).contains("SystemRoot"));
		}
	}

	@PosixOnly
	@Test
	void userPrincipalNameWhenFoundThenLogsNothing() {
		try (DebugLog log = DebugLog.of(WhoAmI.class)) {
			ask("echo jane@contoso.com");
			assertThat(log.lines()).isEmpty();
		}
	}

	@PosixOnly
	@Test
	void userPrincipalNameWhenProgramMissingThenReturnsNull() {
		assertThat(new WhoAmI(List.of("/no/such/whoami.exe", "/upn"), Duration.ofSeconds(10), () -> CP850)
			.userPrincipalName()).isNull();
	}

	@PosixOnly
	@Test
	@Timeout(5)
	void userPrincipalNameWhenProgramTakesTooLongThenEndsIt() {
		String marker = "3601." + ProcessHandle.current().pid();
		assertThat(new WhoAmI(List.of("sleep", marker), Duration.ofMillis(200), () -> CP850).userPrincipalName())
			.isNull();
		await(() -> ProcessHandle.current()
			.children()
			.noneMatch((child) -> child.info().commandLine().orElse("").contains(marker)));
	}

	@PosixOnly
	@Test
	@Timeout(5)
	void userPrincipalNameWhenProgramClosesOutputAndStaysThenEndsIt() {
		assertThat(new WhoAmI(shell("echo jane@contoso.com; exec >&- 2>&-; exec sleep 3600"), Duration.ofMillis(300),
				() -> CP850)
			.userPrincipalName()).isNull();
	}

	@PosixOnly
	@Test
	@Timeout(5)
	void userPrincipalNameWhenInterruptedThenRestoresFlag() {
		Thread.currentThread().interrupt();
		assertThat(new WhoAmI(List.of("sleep", "3600"), Duration.ofSeconds(10), () -> CP850).userPrincipalName())
			.isNull();
		assertThat(Thread.interrupted()).isTrue();
	}

	@PosixOnly
	@Test
	void commandIsThatOfTheSystemFolder() {
		assertThat(WhoAmI.command("/windows")).containsExactly("/windows/System32/whoami.exe", "/upn");
		assertThat(WhoAmI.command("windows")).isEmpty();
		assertThat(WhoAmI.command("")).isEmpty();
		assertThat(WhoAmI.command(null)).isEmpty();
		assertThat(new WhoAmI(List.of(), Duration.ofSeconds(10), () -> CP850).userPrincipalName()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "437, IBM437", "850, IBM850", "852, IBM852", "858, IBM00858", "866, IBM866", "857, IBM857",
			"932, windows-31j", "936, x-mswin-936", "949, x-windows-949", "950, x-windows-950", "874, x-windows-874",
			"1252, windows-1252", "65001, UTF-8", "0, US-ASCII", "12345, US-ASCII" })
	void charsetReturnsThatOfTheCodePage(int codePage, String charset) {
		assertThat(WhoAmI.charset(codePage)).isEqualTo(Charset.forName(charset));
	}

	@Test
	void charsetWhenCodePageUnknownThenLogsIt() {
		try (DebugLog log = DebugLog.of(WhoAmI.class)) {
			WhoAmI.charset(850);
			assertThat(log.lines()).isEmpty();
			WhoAmI.charset(12345);
			assertThat(log.lines()).singleElement().asString().startsWith("DEBUG ").contains("12345", "ASCII");
		}
	}

	private static void await(BooleanSupplier condition) {
		while (!condition.getAsBoolean()) {
			Thread.onSpinWait();
		}
	}

	private static String ask(String script) {
		return new WhoAmI(shell(script), Duration.ofSeconds(10), () -> CP850).userPrincipalName();
	}

	private static List<String> shell(String script) {
		return List.of("/bin/sh", "-c", script);
	}

	/**
	 * A test that runs programs of a POSIX system.
	 */
	@Retention(RetentionPolicy.RUNTIME)
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs programs of a POSIX system")
	private @interface PosixOnly {

	}

}
