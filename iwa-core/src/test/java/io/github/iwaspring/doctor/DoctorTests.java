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

package io.github.iwaspring.doctor;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaReport;
import io.github.iwaspring.IwaReport.Check;
import io.github.iwaspring.IwaReport.Status;
import io.github.iwaspring.signin.SignInTrace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Doctor}: what each check finds in a sign-in.
 */
class DoctorTests {

	@ParameterizedTest
	@CsvSource({ "PROVIDER_UNAVAILABLE, KERBEROS, java", "USERNAME_UNKNOWN, USERNAME, user",
			"HOST_UNKNOWN, USER_REALM, connection", "CONNECTION_FAILED, USER_REALM, connection",
			"TLS_UNTRUSTED, USER_REALM, connection", "PROXY_AUTHENTICATION_REQUIRED, USER_REALM, connection",
			"TIMEOUT, USER_REALM, connection", "CONFIGURATION_REFUSED, USER_REALM, connection",
			"MANAGED_USER, USER_REALM, user-realm", "DOMAIN_UNKNOWN, USER_REALM, user-realm",
			"RESPONSE_INVALID, USER_REALM, user-realm", "CONNECTION_FAILED, FEDERATION_METADATA, federation-metadata",
			"FEDERATION_ENDPOINT_MISSING, FEDERATION_METADATA, federation-metadata",
			"FEDERATION_HOST_UNTRUSTED, WS_TRUST, federation-host", "SPN_UNKNOWN, KERBEROS, federation-host",
			"KDC_UNREACHABLE, KERBEROS, service-ticket", "TIMEOUT, KERBEROS, service-ticket",
			"ENCRYPTION_TYPE_UNSUPPORTED, KERBEROS, service-ticket", "TICKET_EXPIRED, KERBEROS, ticket",
			"TICKET_MISSING, KERBEROS, ticket", "CLOCK_SKEW, KERBEROS, clock", "NEGOTIATE_REJECTED, WS_TRUST, ws-trust",
			"TIMEOUT, WS_TRUST, ws-trust", "CONSENT_REQUIRED, TOKEN, token", "UNEXPECTED, TOKEN, token" })
	void failureBelongsToOneCheckAndLaterOnesAreSkipped(IwaErrorCode code, Stage stage, String id) {
		List<? extends Check> checks = Doctor.examine(new Evidences().failed(Evidences.failure(code, stage)));
		assertThat(checks).filteredOn((check) -> check.status() == Status.FAIL)
			.singleElement()
			.isEqualTo(new Report.Row(id, Status.FAIL, "It failed for alice@contoso.com.", "Mend it.", code, stage,
					null, null));
		assertThat(checks).filteredOn((check) -> check.status() == Status.SKIPPED)
			.allSatisfy(
					(check) -> assertThat(check.description()).isEqualTo("Not reached, because '" + id + "' failed."));
		assertThat(checks).filteredOn((check) -> List.of("authority", "api").contains(check.id()))
			.allSatisfy((check) -> assertThat(check.status()).isEqualTo(Status.PASS));
	}

	@ParameterizedTest
	@EnumSource
	void everyCodeAtEveryStageFailsExactlyOneCheck(Stage stage) {
		for (IwaErrorCode code : IwaErrorCode.values()) {
			IwaException failure = Evidences.failure(code, stage);
			for (Evidence evidence : List.of(new Evidences().anonymous(failure), new Evidences().failed(failure),
					new Evidences().clockOffset(Duration.ofHours(1)).failed(failure))) {
				assertThat(Doctor.examine(evidence)).filteredOn((check) -> check.status() == Status.FAIL)
					.as(code + " at " + stage)
					.singleElement()
					.satisfies((check) -> assertThat(check.code()).isEqualTo(code));
			}
		}
	}

	@Test
	void missingTicketSkipsEveryCheckThatNeedsIt() {
		List<? extends Check> checks = Doctor
			.examine(new Evidences().anonymous(Evidences.failure(IwaErrorCode.KERBEROS_FAILED, Stage.KERBEROS)));
		assertThat(checks).filteredOn((check) -> check.status() == Status.PASS)
			.extracting(Check::id)
			.containsExactly("java", "authority", "api");
		assertThat(check(checks, "ticket").status()).isEqualTo(Status.FAIL);
	}

	@ParameterizedTest
	@EnumSource(names = { "KDC_UNREACHABLE", "PASSWORD_EXPIRED", "KERBEROS_FAILED", "TIMEOUT", "SPN_UNKNOWN" })
	void knownPrincipalThatCannotLogInFailsTheTicketCheck(IwaErrorCode code) {
		SignInTrace trace = new SignInTrace("bob@CONTOSO.COM", false, null, null, Map.of(), Map.of(), Map.of(), false,
				false, null, Evidences.failure(code, Stage.KERBEROS));
		List<Report.Row> checks = Doctor.examine(new Evidence(new Evidences().succeeded().settings(), trace));
		assertThat(check(checks, "ticket").code()).isEqualTo(code);
		assertThat(check(checks, "service-ticket").description()).isEqualTo("Not reached, because 'ticket' failed.");
	}

	@Test
	void stepsBeforeTheFailureAreReported() {
		List<? extends Check> checks = Doctor.examine(new Evidences().proxy(Evidences.ENTRA, "proxy.contoso.com:8080")
			.failed(Evidences.failure(IwaErrorCode.NEGOTIATE_REJECTED, Stage.WS_TRUST)));
		assertThat(check(checks, "ticket").description())
			.isEqualTo("The ticket of alice@CONTOSO.COM expires at 2026-01-01T18:00:00Z (rc4-hmac).");
		assertThat(check(checks, "connection").description())
			.contains("login.microsoftonline.com is reached through the proxy proxy.contoso.com:8080");
		assertThat(check(checks, "federation-host").description()).contains("directly")
			.contains("HTTP/adfs.contoso.com");
		assertThat(check(checks, "channel-binding").status()).as("unbound, and refused").isEqualTo(Status.WARN);
		assertThat(check(checks, "token").status()).isEqualTo(Status.SKIPPED);
	}

	@ParameterizedTest
	@CsvSource({ "0, PASS, PASS", "-120, PASS, PASS", "121, WARN, WARN", "-300, WARN, WARN", "301, WARN, FAIL",
			"-3600, WARN, FAIL" })
	void wrongClockFailsIfItExplainsTheFailure(int seconds, Status otherwise, Status explaining) {
		Evidences evidences = new Evidences().clockOffset(Duration.ofSeconds(seconds));
		assertThat(check(Doctor.examine(evidences.succeeded()), "clock")).satisfies((clock) -> {
			assertThat(clock.status()).isEqualTo(otherwise);
			assertThat(clock.description()).contains((Math.abs(seconds) <= 2) ? "agrees" : Math.abs(seconds) + " s")
				.contains((seconds > 2) ? "behind" : "a");
		});
		assertThat(clock(evidences, IwaErrorCode.CONSENT_REQUIRED, Stage.TOKEN).status()).isEqualTo(otherwise);
		assertThat(clock(evidences, IwaErrorCode.FEDERATION_TRUST_BROKEN, Stage.TOKEN).status()).isEqualTo(explaining);
		assertThat(clock(evidences, IwaErrorCode.NEGOTIATE_REJECTED, Stage.WS_TRUST).status()).isEqualTo(explaining);
	}

	@Test
	void failureThatTheClockExplainsHasBothDescriptions() {
		Evidences evidences = new Evidences().clockOffset(Duration.ofHours(1));
		assertThat(clock(evidences, IwaErrorCode.FEDERATION_TRUST_BROKEN, Stage.TOKEN)).satisfies((clock) -> {
			assertThat(clock.code()).isEqualTo(IwaErrorCode.FEDERATION_TRUST_BROKEN);
			assertThat(clock.description()).contains("It failed").contains("3600 s behind");
			assertThat(clock.action()).startsWith("Synchronise this machine's clock").endsWith("Mend it.");
		});
	}

	private static Check clock(Evidences evidences, IwaErrorCode code, Stage stage) {
		return check(Doctor.examine(evidences.failed(Evidences.failure(code, stage))), "clock");
	}

	@Test
	void aliasIsAWarningOnlyIfTheProviderAsksDns() {
		DoctorSettings.Kerberos java = new DoctorSettings.Kerberos("x", null, false, false, IwaChannelBinding.AUTO);
		DoctorSettings.Kerberos mit = new DoctorSettings.Kerberos("x", null, true, false, IwaChannelBinding.AUTO);
		assertThat(Checks.alias(new Evidences().kerberos(java).succeeded(), Evidences.ADFS, (host) -> "web1")).isNull();
		Evidence evidence = new Evidences().kerberos(mit).succeeded();
		assertThat(Checks.alias(evidence, Evidences.ADFS, (host) -> "ADFS.contoso.com")).isNull();
		assertThat(Checks.alias(evidence, Evidences.ADFS, (host) -> null)).isNull();
		assertThat(Checks.alias(evidence, Evidences.ADFS, (host) -> "web1.contoso.com")).satisfies((found) -> {
			assertThat(found.status()).isEqualTo(Status.WARN);
			assertThat(found.description()).contains("HTTP/web1.contoso.com instead of HTTP/adfs.contoso.com");
			assertThat(found.action()).contains("dns_canonicalize_hostname");
		});
	}

	@Test
	void boundTicketPasses() {
		assertThat(check(Doctor.examine(new Evidences().bound().succeeded()), "channel-binding").description())
			.isEqualTo("The ticket is bound to its TLS connection (RFC 5929).");
	}

	@ParameterizedTest
	@CsvSource({ "AUTO, false, not possible with Java", "NEVER, true, 'never'", "AUTO, true, no single hash" })
	void unboundTicketIsExplained(IwaChannelBinding mode, boolean canBind, String description) {
		Evidence evidence = new Evidences()
			.kerberos(new DoctorSettings.Kerberos("Java's own Kerberos", null, false, canBind, mode))
			.succeeded();
		assertThat(check(Doctor.examine(evidence), "channel-binding")).satisfies((check) -> {
			assertThat(check.status()).isEqualTo(Status.PASS);
			assertThat(check.description()).contains(description);
		});
	}

	@Test
	void failureBeforeTheSignInIsARowNotAnException() {
		for (Throwable wrong : List.of(new IllegalStateException("secret"), new NoClassDefFoundError("secret"))) {
			IwaReport report = new Doctor(new Evidences().succeeded().settings(), () -> {
				throw sneaky(wrong);
			}).run();
			assertThat(report.isHealthy()).isFalse();
			assertThat(check(report.checks(), "token").code()).isEqualTo(IwaErrorCode.UNEXPECTED);
			assertThat(report.toJson()).contains(wrong.getClass().getName()).doesNotContain("secret");
		}
		IwaException known = Evidences.failure(IwaErrorCode.PROVIDER_UNAVAILABLE, Stage.KERBEROS);
		assertThat(check(new Doctor(new Evidences().succeeded().settings(), () -> {
			throw known;
		}).run().checks(), "java").code()).isEqualTo(IwaErrorCode.PROVIDER_UNAVAILABLE);
	}

	@Test
	void certificateNameControlsNeitherTerminalNorLog() {
		Evidence evidence = new Evidences()
			.certificate(Certificates.named("Mallory\u001B[2J\n2026-01-01 INFO all is well\u202E" + "x".repeat(1000)))
			.succeeded();
		IwaReport report = new Report(Doctor.examine(evidence), List.of());
		for (String shown : List.of(report.toText(), report.toJson(), report.withUserNames().toText())) {
			assertThat(shown).contains("Mallory?[2J 2026-01-01 INFO all is").doesNotContain("\u001B", "\u202E", "xxx");
		}
		assertThat(report.toText().lines()).as("rows").noneMatch((line) -> line.startsWith("2026"));
	}

	@Test
	void correlationIdIsReported() {
		IwaException failure = IwaException.of(IwaErrorCode.CONSENT_REQUIRED, Stage.TOKEN)
			.description("It failed.")
			.action("Mend it.")
			.correlationId("4711\u001B")
			.build();
		Check check = check(Doctor.examine(new Evidences().failed(failure)), "token");
		assertThat(check.correlationId()).isEqualTo("4711?");
		assertThat(check.stage()).isEqualTo(Stage.TOKEN);
		assertThat(check.description()).contains("4711?");
	}

	@Test
	void idsAreStable() {
		assertThat(Arrays.stream(CheckId.values()).map(CheckId::id)).containsExactly("java", "ticket", "user",
				"authority", "connection", "clock", "user-realm", "federation-metadata", "federation-host",
				"service-ticket", "channel-binding", "ws-trust", "token", "api");
	}

	private static RuntimeException sneaky(Throwable wrong) {
		if (wrong instanceof Error error) {
			throw error;
		}
		return (RuntimeException) wrong;
	}

	private static Check check(List<? extends Check> checks, String id) {
		return checks.stream().filter((check) -> check.id().equals(id)).findFirst().orElseThrow();
	}

}
