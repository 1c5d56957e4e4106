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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.fixtures.SilentKdc;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.kerberos.TicketRequest;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sign-ins with the platform's Kerberos, which is MIT's library in a separate JVM.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@ExtendWith(SilentKdc.class)
class NativeKerberosTests {

	private static final Duration TEN_HOURS = Duration.ofHours(10);

	private static final String SIGNED_IN_AS_ALICE = "INTEGRATED " + User.ALICE.upn();

	@TempDir
	private Path folder;

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void ticketInFileSignsInAndSwitchIsLogged() throws IOException {
		try (MitKerberos mit = file(); ForkedApplication application = start(mit)) {
			mit.kinit(User.ALICE);
			assertThat(application.ask("switch")).as("before the first use").isEqualTo("null");
			assertThat(application.ask("token")).isEqualTo(SIGNED_IN_AS_ALICE);
			assertThat(application.ask("switch")).isEqualTo("true");
			assertThat(mit.klist()).contains("HTTP/localhost@CONTOSO.COM");
			assertThat(application.log()).containsOnlyOnce("sun.security.jgss.native=true")
				.containsPattern("INFO .*This JVM now uses the platform's GSSAPI")
				.doesNotContain(User.ALICE.upn());
		}
	}

	@Test
	void tenSignInsTakeOneServiceTicketAndKeepFingerprint() throws IOException {
		try (MitKerberos mit = file(); ForkedApplication application = start(mit)) {
			mit.kinit(User.ALICE);
			String fingerprint = application.ask("fingerprint");
			for (int time = 0; time < 10; time++) {
				assertThat(application.ask("token")).isEqualTo(SIGNED_IN_AS_ALICE);
				application.ask("sign-out");
			}
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).hasSize(10);
			assertThat(this.directory.log().tickets(TicketRequest.Kind.SERVICE_TICKET)).isOne();
			assertThat(application.ask("fingerprint")).isEqualTo(fingerprint);
			mit.kinit(User.ALICE);
			assertThat(application.ask("fingerprint")).isNotEqualTo(fingerprint);
		}
	}

	@Test
	void doctorDescribesTicketOfPlatform() throws IOException {
		try (MitKerberos mit = file(); ForkedApplication application = start(mit)) {
			mit.kinit(User.ALICE);
			assertThat(application.ask("doctor")).contains("\"healthy\":true",
					"The ticket of a***@CONTOSO.COM expires at 2", "with the platform's Kerberos (GSSAPI)",
					"the ticket is requested for HTTP/localhost");
		}
	}

	@Test
	void userOfOtherRealmSignsIn() throws IOException {
		try (MitKerberos mit = file();
				ForkedApplication application = start(mit, Map.of("iwa.user-domain", "contoso.com"))) {
			mit.kinit(User.JANE);
			assertThat(application.ask("token")).isEqualTo("INTEGRATED " + User.JANE.upn());
		}
	}

	@Test
	void missingOrExpiredTicketSendsNothingAndKinitHelpsAtOnce() throws IOException {
		try (MitKerberos mit = file(); ForkedApplication application = start(mit)) {
			assertThat(application.ask("token")).startsWith("ticket-missing KERBEROS ")
				.contains(cache())
				.contains("kinit");
			this.directory.kinit(User.ALICE, Path.of(cache()), Duration.ofMinutes(-10));
			assertThat(application.ask("token")).startsWith("ticket-expired KERBEROS ").contains("kinit");
			assertThat(this.directory.log().requests()).isEmpty();
			mit.kinit(User.ALICE);
			assertThat(application.ask("token")).isEqualTo(SIGNED_IN_AS_ALICE);
		}
	}

	@Test
	void missingTicketDoesNotAffectValidOrRefreshableToken() throws IOException {
		try (MitKerberos mit = file(); ForkedApplication application = start(mit)) {
			mit.kinit(User.ALICE);
			application.ask("token");
			mit.kdestroy();
			assertThat(application.ask("token")).isEqualTo("CACHE " + User.ALICE.upn());
			assertThat(application.ask("forced")).isEqualTo("REFRESH " + User.ALICE.upn());
			this.directory.expireRefreshTokens();
			assertThat(application.ask("forced")).startsWith("ticket-missing KERBEROS ");
		}
	}

	@Test
	void ticketOfOtherPrincipalIsRejectedUntilFormerUserSignsOut() throws IOException {
		try (MitKerberos mit = file(); ForkedApplication application = start(mit)) {
			mit.kinit(User.ALICE);
			application.ask("token");
			mit.kinit(User.BOB);
			assertThat(application.ask("token")).isEqualTo("CACHE " + User.ALICE.upn());
			assertThat(application.ask("forced")).startsWith("user-mismatch USERNAME ");
			application.ask("sign-out");
			assertThat(application.ask("token")).isEqualTo("INTEGRATED " + User.BOB.upn());
		}
	}

	@Test
	void ticketReplacedDuringSignInIsNotUsed() throws IOException {
		try (MitKerberos mit = file(); ForkedApplication application = start(mit)) {
			mit.kinit(User.ALICE);
			this.directory.on(Hop.METADATA).intercept((request, hop) -> {
				this.directory.kinit(User.BOB, Path.of(cache()), TEN_HOURS);
				return hop.respond(request);
			});
			assertThat(application.ask("token")).startsWith("ticket-missing KERBEROS ")
				.contains("no longer contains a Kerberos ticket of the principal");
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).as("requests with a ticket of Bob").isEmpty();
		}
	}

	@Test
	void subjectOfCallerIsIgnored() throws IOException {
		try (MitKerberos mit = file(); ForkedApplication application = start(mit)) {
			mit.kinit(User.ALICE);
			assertThat(application.ask("as-subject")).isEqualTo(SIGNED_IN_AS_ALICE);
		}
	}

	@Test
	void unknownServicePrincipalIsNamed() throws IOException {
		try (MitKerberos mit = file();
				ForkedApplication application = start(mit,
						Map.of("iwa.kerberos.service-principal", "HTTP/sts.contoso.com@CONTOSO.COM"))) {
			mit.kinit(User.ALICE);
			assertThat(application.ask("token")).startsWith("spn-unknown KERBEROS ")
				.contains("setspn -Q */sts.contoso.com");
		}
	}

	@Test
	void kerberosConfigurationThatPlatformIgnoresIsAWarning() throws IOException {
		try (MitKerberos mit = file();
				ForkedApplication application = start(mit, Map.of("iwa.kerberos.krb5-conf", "/etc/other.conf"))) {
			mit.kinit(User.ALICE);
			assertThat(application.ask("token")).isEqualTo(SIGNED_IN_AS_ALICE);
			assertThat(application.log()).containsPattern("WARN .*KRB5_CONFIG to /etc/other.conf");
		}
	}

	private String cache() {
		return this.folder.resolve("krb5cc").toString();
	}

	private MitKerberos file() {
		return MitKerberos.of(this.directory, "FILE:" + cache());
	}

	private ForkedApplication start(MitKerberos mit) throws IOException {
		return start(mit, Map.of());
	}

	private ForkedApplication start(MitKerberos mit, Map<String, String> more) throws IOException {
		return ForkedApplication.startNative(this.directory, mit, List.of(), more);
	}

}
