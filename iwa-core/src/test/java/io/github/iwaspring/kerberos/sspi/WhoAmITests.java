package io.github.iwaspring.kerberos.sspi;

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
 * Tests for {@link WhoAmI}, with other programs in the place of {@code whoami.exe}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the other programs are those of a POSIX system")
class WhoAmITests {

	private static final Charset CP850 = Charset.forName("IBM850");

	@Test
	void isTheOneLineThatTheProgramWrites() {
		assertThat(ask("printf 'jane.doe@contoso.com\\r\\n'")).isEqualTo("jane.doe@contoso.com");
	}

	@Test
	void isDecodedByTheCodePageOfTheConsole() {
		assertThat(ask("printf 'j\\204ger@contoso.com\\r\\n'")).isEqualTo("j\u00e4ger@contoso.com");
	}

	@Test
	void isNothingWhereTheBytesAreNotOfTheCodePage() {
		assertThat(new WhoAmI(shell("printf 'j\\204ger@contoso.com\\r\\n'"), Duration.ofSeconds(10),
				() -> StandardCharsets.UTF_8)
			.userPrincipalName()).isNull();
	}

	/**
	 * A local account (exit code 1 and a message), no output, several lines, a down-level
	 * name, spaces, two signs, control characters, and an answer without an end.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "echo 'ERROR: Unable to get User Principal Name (UPN)'; exit 1",
			"echo jane@contoso.com; exit 1", "true", "printf 'jane@contoso.com\\r\\njohn@contoso.com\\r\\n'",
			"printf '\\r\\njane@contoso.com'", "echo 'CORP\\\\jdoe'", "echo 'jane doe@contoso.com'",
			"echo janecontoso.com", "printf 'jane\\007@contoso.com'", "echo jane@", "echo @contoso.com",
			"echo jane@contoso..com", "echo '<jane@contoso.com>'", "head -c 100000 /dev/zero | tr '\\0' a" })
	void isNothingWhereTheAnswerIsNotOneName(String script) {
		assertThat(ask(script)).isNull();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			value = { "echo jane@contoso.com; exit 3, exit code 3", "echo janecontoso.com, not one user principal name",
					"head -c 2000 /dev/zero | tr '\\0' a, longer than 1024",
					"printf 'j\\204ne@contoso.com', code page" })
	void tellsAtDebugWhyThereIsNoneAndNeverWhatItRead(String script, String reason) {
		try (DebugLog log = DebugLog.of(WhoAmI.class)) {
			new WhoAmI(shell(script), Duration.ofSeconds(10), () -> StandardCharsets.UTF_8).userPrincipalName();
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("DEBUG whoami /upn ")
				.contains(reason)
				.doesNotContain("j\u00e4ne", "jane", "contoso");
		}
	}

	@Test
	void tellsAtDebugThatItTookTooLongOrCouldNotBeRun() {
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

	@Test
	void tellsNothingWhereThereIsAName() {
		try (DebugLog log = DebugLog.of(WhoAmI.class)) {
			ask("echo jane@contoso.com");
			assertThat(log.lines()).isEmpty();
		}
	}

	@Test
	void isNothingWithoutAProgram() {
		assertThat(new WhoAmI(List.of("/no/such/whoami.exe", "/upn"), Duration.ofSeconds(10), () -> CP850)
			.userPrincipalName()).isNull();
	}

	@Test
	@Timeout(5)
	void endsAProgramThatTakesTooLong() {
		String marker = "3601." + ProcessHandle.current().pid();
		assertThat(new WhoAmI(List.of("sleep", marker), Duration.ofMillis(200), () -> CP850).userPrincipalName())
			.isNull();
		await(() -> ProcessHandle.current()
			.children()
			.noneMatch((child) -> child.info().commandLine().orElse("").contains(marker)));
	}

	@Test
	@Timeout(5)
	void endsAProgramThatClosedItsOutputAndStays() {
		assertThat(new WhoAmI(shell("echo jane@contoso.com; exec >&- 2>&-; exec sleep 3600"), Duration.ofMillis(300),
				() -> CP850)
			.userPrincipalName()).isNull();
	}

	@Test
	@Timeout(5)
	void keepsAnInterrupt() {
		Thread.currentThread().interrupt();
		assertThat(new WhoAmI(List.of("sleep", "3600"), Duration.ofSeconds(10), () -> CP850).userPrincipalName())
			.isNull();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void runsTheProgramOfTheSystemFolderAndNoOther() {
		assertThat(WhoAmI.command("/windows")).containsExactly("/windows/System32/whoami.exe", "/upn");
		assertThat(WhoAmI.command("windows")).isEmpty();
		assertThat(WhoAmI.command("")).isEmpty();
		assertThat(WhoAmI.command(null)).isEmpty();
		assertThat(new WhoAmI(List.of(), Duration.ofSeconds(10), () -> CP850).userPrincipalName()).isNull();
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

}
