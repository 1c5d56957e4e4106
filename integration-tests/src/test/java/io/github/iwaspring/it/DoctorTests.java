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

package io.github.iwaspring.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaReport;
import io.github.iwaspring.IwaReport.Check;
import io.github.iwaspring.IwaReport.Status;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.tenant.User;
import org.assertj.core.api.AbstractStringAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the doctor: every check passes where nothing is wrong, else the first check
 * that fails names what is wrong.
 */
@ExtendWith(OutputCaptureExtension.class)
class DoctorTests {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void everyCheckPassesWhenNothingIsWrong() {
		IwaReport report = report(this.directory.properties());
		assertThat(report.checks()).as(report.toText())
			.allSatisfy((check) -> assertThat(check.status()).isEqualTo(Status.PASS));
		assertThat(report.checks()).extracting(Check::id)
			.containsExactly("java", "ticket", "user", "authority", "connection", "clock", "user-realm",
					"federation-metadata", "federation-host", "service-ticket", "channel-binding", "ws-trust", "token",
					"api");
		assertThat(report.isHealthy()).isTrue();
		assertThat(this.directory.log().hops()).containsExactly(Hop.USER_REALM, Hop.METADATA, Hop.WS_TRUST, Hop.TOKEN);
	}

	@Test
	void reportDescribesTicketTokenConnectionAndApi() {
		IwaReport report = report(this.directory.properties());
		assertDescription(report, "ticket").contains("expires at 2").contains("-cts-hmac-");
		assertDescription(report, "service-ticket").contains("HTTP/localhost");
		assertDescription(report, "token").contains("orders").contains(this.directory.tenantId());
		assertDescription(report, "connection").contains("directly").contains("issued by '");
		assertDescription(report, "api").contains(this.directory.apiUrl().toString());
	}

	@Test
	void runNeitherUsesNorReplacesTokensOfApplication() {
		try (Application application = Application.start(this.directory.properties())) {
			String token = application.tokens().getToken().value();
			this.directory.log().clear();
			assertThat(application.bean(IwaDoctor.class).run().isHealthy()).isTrue();
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).hasSize(1);
			assertThat(application.tokens().getToken().value()).isEqualTo(token);
		}
	}

	@Test
	void missingTicketFailsTicketCheck() {
		this.directory.kdestroy(User.ALICE);
		IwaReport report = report(this.directory.properties());
		assertFirstFailure(report, "ticket", IwaErrorCode.TICKET_MISSING, "kinit");
		assertThat(report.checks().get(2)).satisfies((user) -> {
			assertThat(user.status()).isEqualTo(Status.SKIPPED);
			assertThat(user.description()).contains("'ticket'");
		});
		assertThat(this.directory.log().requests()).isEmpty();
	}

	@Test
	void expiredTicketFailsTicketCheck() {
		this.directory.kinit(User.ALICE, this.directory.ticketCache(User.ALICE), Duration.ofMinutes(-10));
		assertFirstFailure(report(this.directory.properties()), "ticket", IwaErrorCode.TICKET_EXPIRED, "kinit");
	}

	@Test
	void unknownDomainFailsUserRealmCheck() {
		assertFirstFailure(report(this.directory.properties(User.JANE), "iwa.user-domain="), "user-realm",
				IwaErrorCode.DOMAIN_UNKNOWN, "iwa.user-domain");
	}

	@Test
	void principalOfWrongRealmFailsTicketCheck() {
		String keytab = this.directory.keytab(User.BOB).toString();
		assertFirstFailure(
				report(this.directory.properties(), "iwa.kerberos.ticket-cache=", "iwa.kerberos.keytab=" + keytab,
						"iwa.kerberos.principal=bob@WRONG.COM", "iwa.user-domain=contoso.com"),
				"ticket", IwaErrorCode.TICKET_MISSING, "iwa.kerberos.principal");
	}

	@Test
	void unreachableDomainControllerFailsServiceTicketCheck(@TempDir Path folder) throws IOException {
		Path krb5Conf = Files.writeString(folder.resolve("krb5.conf"),
				Files.readString(this.directory.krb5Conf()).replaceAll("kdc = .*", "kdc = 127.0.0.1:" + closedPort()));
		IwaReport report = report(this.directory.properties(), "iwa.kerberos.krb5-conf=" + krb5Conf);
		assertFirstFailure(report, "service-ticket", IwaErrorCode.KDC_UNREACHABLE, "krb5.conf");
		assertThat(this.directory.log().requests(Hop.WS_TRUST)).isEmpty();
	}

	@Test
	void keytabLoginIsCheckedBeforeAnyRequest(@TempDir Path folder) throws IOException {
		IwaReport report = report(this.directory.properties(), withKeytabOfBob(this.directory.keytab(User.BOB)));
		assertThat(report.isHealthy()).as(report.toText()).isTrue();
		assertDescription(report, "ticket").contains("expires at 2").contains("-cts-hmac-");
		this.directory.log().clear();
		Path krb5Conf = Files.writeString(folder.resolve("krb5.conf"),
				Files.readString(this.directory.krb5Conf()).replaceAll("kdc = .*", "kdc = 127.0.0.1:" + closedPort()));
		assertFirstFailure(
				report(this.directory.properties(),
						withKeytabOfBob(this.directory.keytab(User.BOB), "iwa.kerberos.krb5-conf=" + krb5Conf)),
				"ticket", IwaErrorCode.KDC_UNREACHABLE, "krb5.conf");
		assertThat(this.directory.log().requests()).isEmpty();
	}

	@Test
	void staleKeytabFailsTicketCheck(@TempDir Path folder) throws IOException {
		Path stale = Files.write(folder.resolve("stale.keytab"),
				changeKeys(Files.readAllBytes(this.directory.keytab(User.BOB))));
		assertFirstFailure(report(this.directory.properties(), withKeytabOfBob(stale)), "ticket",
				IwaErrorCode.KERBEROS_FAILED, "keytab");
	}

	/**
	 * Changes only the key of every entry of a keytab.
	 */
	private static byte[] changeKeys(byte[] keytab) {
		ByteBuffer buffer = ByteBuffer.wrap(keytab).position(2);
		while (buffer.remaining() > Integer.BYTES) {
			int size = buffer.getInt();
			int next = buffer.position() + size;
			int names = buffer.getShort() + 1;
			for (int name = 0; name < names; name++) {
				int length = buffer.getShort();
				buffer.position(buffer.position() + length);
			}
			// name type, time, version, encryption type, length of the key
			int key = buffer.position() + 4 + 4 + 1 + 2 + 2;
			keytab[key] ^= 1;
			buffer.position(next);
		}
		return keytab;
	}

	private static String[] withKeytabOfBob(Path keytab, String... more) {
		return Stream.concat(Stream.of(more), Stream.of("iwa.kerberos.keytab=" + keytab, "iwa.kerberos.ticket-cache=",
				"iwa.kerberos.principal=" + User.BOB.principal()))
			.toArray(String[]::new);
	}

	@Test
	void unreachableFederationServiceFailsMetadataCheck() throws IOException {
		this.directory.announceMetadata(URI.create("https://localhost:" + closedPort() + "/adfs/services/trust/mex"));
		assertFirstFailure(report(this.directory.properties()), "federation-metadata", IwaErrorCode.CONNECTION_FAILED,
				"VPN");
	}

	@Test
	void metadataWithoutWindowsTransportFailsMetadataCheck() {
		this.directory.on(Hop.METADATA)
			.rewrite((body) -> body.replace("NegotiateAuthentication", "BasicAuthentication"));
		assertFirstFailure(report(this.directory.properties()), "federation-metadata",
				IwaErrorCode.FEDERATION_ENDPOINT_MISSING, "windowstransport");
	}

	@Test
	void managedUserFailsUserRealmCheck() {
		assertFirstFailure(report(this.directory.properties(User.MONA)), "user-realm", IwaErrorCode.MANAGED_USER,
				"federated with AD FS");
	}

	@Test
	void missingConsentFailsTokenCheck() {
		this.directory.on(Hop.TOKEN)
			.respond(Reply.json(400,
					Map.of("error", "invalid_grant", "suberror", "consent_required", "error_codes", List.of(65001),
							"error_description",
							"AADSTS65001: The user or administrator has not consented to use the " + "application.")));
		assertFirstFailure(report(this.directory.properties()), "token", IwaErrorCode.CONSENT_REQUIRED, "consent");
	}

	@Test
	void unknownClientIdFailsTokenCheck() {
		assertFirstFailure(report(this.directory.properties(), "iwa.client-id=5a0c7e5e-1111-2222-3333-444444444444"),
				"token", IwaErrorCode.APPLICATION_UNKNOWN, "iwa.client-id");
	}

	@Test
	void untrustedCertificateFailsConnectionCheckWithSubjectAndIssuer() {
		IwaReport report = report(this.directory.properties(), "iwa.http.ssl.bundle=");
		assertFirstFailure(report, "connection", IwaErrorCode.TLS_UNTRUSTED, "iwa.http.ssl.bundle");
		assertDescription(report, "connection")
			.containsPattern("certificate is for 'CN=[^']+' and was issued by 'CN=[^']+'");
		assertThat(this.directory.log().requests()).isEmpty();
	}

	@Test
	void unknownServicePrincipalFailsFederationHostCheck() {
		assertFirstFailure(report(this.directory.properties(), "iwa.kerberos.service-principal=HTTP/sts.contoso.com"),
				"federation-host", IwaErrorCode.SPN_UNKNOWN, "setspn -Q */sts.contoso.com");
	}

	@Test
	void reportIsLoggedAtStartUpWhenEnabled(CapturedOutput output) {
		try (Application application = Application.start(this.directory.properties(), "iwa.diagnostics.on-startup=true",
				"logging.level.root=info", "logging.level.io.github.iwaspring=debug")) {
			assertThat(application).isNotNull();
			Awaitility.await().until(() -> output.getAll().contains("14 passed"));
		}
		assertThat(this.directory.log().requests(Hop.WS_TRUST)).hasSize(1);
		assertThat(output.getAll()).containsPattern("INFO .*iwa.diagnostics.on-startup")
			.contains("14 passed")
			.doesNotContainIgnoringCase("alice@contoso.com")
			.doesNotContain("eyJ", "Assertion");
	}

	@Test
	void unresponsiveDirectoryFailsWithTimeout() {
		this.directory.on(Hop.USER_REALM).delay(Duration.ofSeconds(5));
		assertFirstFailure(report(this.directory.properties(), "iwa.token.acquire-timeout=1s"), "connection",
				IwaErrorCode.TIMEOUT, "iwa.");
	}

	/**
	 * Runs the doctor and asserts what holds for every report.
	 */
	private IwaReport report(Map<String, String> properties, String... more) {
		try (Application application = Application.start(properties, more)) {
			IwaReport report = application.bean(IwaDoctor.class).run();
			for (String shown : List.of(report.toText(), report.toAnsiText(), report.toJson(), report.toString(),
					report.withUserNames().toString())) {
				assertThat(shown.toLowerCase(Locale.ROOT)).doesNotContainPattern("alice|bob|mona|jdoe|jane")
					.doesNotContain("eyj", "assertion>", "bearer", "refresh_token");
			}
			assertThat(JsonParserFactory.getJsonParser().parseMap(report.toJson())).containsEntry("healthy",
					report.isHealthy());
			return report;
		}
	}

	private static void assertFirstFailure(IwaReport report, String id, IwaErrorCode code, String action) {
		assertThat(report.isHealthy()).isFalse();
		Check first = report.checks()
			.stream()
			.filter((check) -> check.status() == Status.FAIL)
			.findFirst()
			.orElseThrow(() -> new AssertionError(report.toText()));
		assertThat(first.id()).as(report.toText()).isEqualTo(id);
		assertThat(first.code()).as(report.toText()).isEqualTo(code);
		assertThat(first.action()).as(report.toText()).contains(action);
		assertThat(report.checks()).filteredOn((check) -> check.status() == Status.SKIPPED)
			.allSatisfy((check) -> assertThat(check.description()).contains("'" + id + "'"));
	}

	private static AbstractStringAssert<?> assertDescription(IwaReport report, String id) {
		return assertThat(report.checks()
			.stream()
			.filter((check) -> check.id().equals(id))
			.map(Check::description)
			.findFirst()
			.orElseThrow());
	}

	private static int closedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
