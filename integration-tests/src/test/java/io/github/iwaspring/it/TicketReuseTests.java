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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.kerberos.TicketRequest.Kind;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reuse of service tickets for the federation service, as long as a new ticket would be
 * no better.
 */
class TicketReuseTests {

	private static final Duration TEN_HOURS = Duration.ofHours(10);

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final Application application = Application.start(this.directory.properties());

	@AfterEach
	void stop() {
		this.application.close();
		this.directory.close();
	}

	@Test
	void tenSignInsTakeOneTicket() {
		for (int time = 0; time < 10; time++) {
			signIn(this.application, User.ALICE);
		}
		assertThat(this.directory.log().requests(Hop.WS_TRUST)).hasSize(10);
		assertThat(requested(Kind.AUTHENTICATION)).isZero();
		assertThat(requested(Kind.SERVICE_TICKET)).isOne();
	}

	@Test
	void tenSignInsWithKeytabTakeOneLogInAndOneTicket() {
		try (Application application = withKeytab(this.directory.keytab(User.BOB), User.BOB.principal())) {
			for (int time = 0; time < 10; time++) {
				signIn(application, User.BOB);
			}
		}
		assertThat(granted(Kind.AUTHENTICATION)).isOne();
		assertThat(requested(Kind.SERVICE_TICKET)).isOne();
	}

	@Test
	void tenSignInsWithKeytabAndNoRealmTakeOneLogInAndOneTicket() {
		try (Application application = withKeytab(this.directory.keytab(User.BOB), "bob")) {
			for (int time = 0; time < 10; time++) {
				signIn(application, User.BOB);
			}
		}
		assertThat(granted(Kind.AUTHENTICATION)).isOne();
		assertThat(requested(Kind.SERVICE_TICKET)).isOne();
	}

	@Test
	void userOfOtherRealmGetsCrossRealmTicketOnce() {
		try (Application application = Application.start(this.directory.properties(User.JANE))) {
			signIn(application, User.JANE);
			int once = requested(Kind.SERVICE_TICKET);
			signIn(application, User.JANE);
			assertThat(requested(Kind.SERVICE_TICKET)).isEqualTo(once);
		}
	}

	@Test
	void newTicketOfSameUserIsUsedAtOnce() {
		signIn(this.application, User.ALICE);
		this.directory.kinit(User.ALICE);
		signIn(this.application, User.ALICE);
		assertThat(requested(Kind.SERVICE_TICKET)).isEqualTo(2);
	}

	@Test
	void ticketOfOtherPrincipalIsNoticedDespiteKeptTicket() {
		signIn(this.application, User.ALICE);
		signIn(this.application, User.ALICE);
		this.directory.kinit(User.BOB, this.directory.ticketCache(User.ALICE), TEN_HOURS);
		this.directory.expireRefreshTokens();
		this.application.refused(IwaErrorCode.USER_MISMATCH, Stage.USERNAME, this.application::forcedToken);
		signIn(this.application, User.BOB);
	}

	@Test
	void deletedTicketIsMissingDespiteKeptTicket() {
		signIn(this.application, User.ALICE);
		this.directory.kdestroy(User.ALICE);
		this.application.tokens().signOut();
		this.application.refused(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS);
	}

	@Test
	void expiredTicketIsNamedDespiteKeptTicket() {
		signIn(this.application, User.ALICE);
		this.directory.kinit(User.ALICE, this.directory.ticketCache(User.ALICE), Duration.ofMinutes(-10));
		this.application.tokens().signOut();
		this.application.refused(IwaErrorCode.TICKET_EXPIRED, Stage.KERBEROS);
	}

	@Test
	void deletedKeytabIsMissingDespiteKeptTicket() throws IOException {
		Path keytab = this.directory.keytab(User.BOB);
		try (Application application = withKeytab(keytab, User.BOB.principal())) {
			signIn(application, User.BOB);
			Files.delete(keytab);
			application.tokens().signOut();
			application.refused(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS);
		}
	}

	@Test
	void newKeytabLogsInAgain() {
		try (Application application = withKeytab(this.directory.keytab(User.BOB), User.BOB.principal())) {
			signIn(application, User.BOB);
			this.directory.keytab(User.BOB);
			signIn(application, User.BOB);
		}
		assertThat(granted(Kind.AUTHENTICATION)).isEqualTo(2);
	}

	@Test
	void newKerberosConfigurationIsRead(@TempDir Path folder) throws IOException {
		Path krb5Conf = Files.copy(this.directory.krb5Conf(), folder.resolve("krb5.conf"));
		try (Application application = Application.start(this.directory.properties(),
				"iwa.kerberos.krb5-conf=" + krb5Conf)) {
			signIn(application, User.ALICE);
			Files.writeString(krb5Conf, Files.readString(krb5Conf) + "\n# changed\n");
			signIn(application, User.ALICE);
		}
		assertThat(requested(Kind.SERVICE_TICKET)).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Negotiate", "Negotiate oQcwBaADCgEC" })
	void rejectedTicketIsReplacedOnceWithoutAFailure(String challenge) {
		signIn(this.application, User.ALICE);
		this.directory.on(Hop.WS_TRUST).times(1).respond(Reply.status(401).withHeader("WWW-Authenticate", challenge));
		signIn(this.application, User.ALICE);
		assertThat(requested(Kind.SERVICE_TICKET)).isEqualTo(2);
		assertThat(this.directory.log().requests(Hop.WS_TRUST)).hasSize(3);
	}

	@Test
	void rejectionOfANewTicketIsAFailure() {
		signIn(this.application, User.ALICE);
		this.directory.on(Hop.WS_TRUST).respond(Reply.status(401).withHeader("WWW-Authenticate", "Negotiate"));
		this.application.tokens().signOut();
		this.application.refused(IwaErrorCode.NEGOTIATE_REJECTED, Stage.WS_TRUST);
		assertThat(this.directory.log().requests(Hop.WS_TRUST)).as("one, and two more").hasSize(3);
	}

	@Test
	void ticketIsNotReusedAfterFailureOfFederationService() {
		this.directory.on(Hop.WS_TRUST).times(1).fault(Fault.status(500));
		this.application.refused(IwaErrorCode.FEDERATION_UNAVAILABLE, Stage.WS_TRUST);
		signIn(this.application, User.ALICE);
		assertThat(requested(Kind.SERVICE_TICKET)).isEqualTo(2);
	}

	private void signIn(Application application, User user) {
		application.tokens().signOut();
		IwaToken token = application.tokens().getToken();
		assertThat(token.source()).isEqualTo(Source.INTEGRATED);
		assertThat(token.username()).isEqualTo(user.upn());
	}

	private Application withKeytab(Path keytab, String principal) {
		return Application.start(this.directory.properties(), "iwa.kerberos.ticket-cache=",
				"iwa.kerberos.keytab=" + keytab, "iwa.kerberos.principal=" + principal);
	}

	private int granted(Kind kind) {
		return this.directory.log().tickets(kind);
	}

	private int requested(Kind kind) {
		return (int) this.directory.log().ticketRequests().stream().filter((request) -> request.kind() == kind).count();
	}

}
