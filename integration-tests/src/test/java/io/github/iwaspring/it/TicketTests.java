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

import java.time.Duration;
import java.util.Map;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tickets that are missing, expired, of another user, or rejected.
 */
class TicketTests {

	private static final Duration TEN_HOURS = Duration.ofHours(10);

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final Application application = Application.start(this.directory.properties());

	@AfterEach
	void stop() {
		this.application.close();
		this.directory.close();
	}

	@Test
	void missingTicketSendsNothingAndKinitHelpsAtOnce() {
		this.directory.kdestroy(User.ALICE);
		assertThat(this.application.refused(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS))
			.hasMessageContaining("a***" + User.ALICE.upn().substring(User.ALICE.upn().indexOf('@')))
			.hasMessageContaining(this.directory.ticketCache(User.ALICE).getParent().toString())
			.hasMessageContaining("kinit");
		assertThat(this.directory.log().requests()).isEmpty();
		this.directory.kinit(User.ALICE);
		assertThat(this.application.tokens().getToken().username()).isEqualTo(User.ALICE.upn());
	}

	@Test
	void missingTicketSendsNothingDespiteExplicitUsername() {
		this.directory.kdestroy(User.ALICE);
		try (Application application = Application.start(this.directory.properties(),
				"iwa.username=" + User.ALICE.upn())) {
			application.refused(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS);
			assertThat(this.directory.log().requests()).isEmpty();
		}
	}

	@Test
	void expiredTicketIsNamedAndKinitHelpsAtOnce() {
		this.directory.kinit(User.ALICE, this.directory.ticketCache(User.ALICE), Duration.ofMinutes(-10));
		assertThat(this.application.refused(IwaErrorCode.TICKET_EXPIRED, Stage.KERBEROS)).hasMessageContaining("kinit");
		assertThat(this.directory.log().requests(Hop.WS_TRUST)).isEmpty();
		this.directory.kinit(User.ALICE);
		assertThat(this.application.tokens().getToken().username()).isEqualTo(User.ALICE.upn());
	}

	@Test
	void missingTicketDoesNotAffectValidOrRefreshableToken() {
		IwaToken first = this.application.tokens().getToken();
		this.directory.kdestroy(User.ALICE);
		assertThat(this.application.tokens().getToken().value()).isEqualTo(first.value());
		assertThat(this.application.forcedToken().source()).isEqualTo(Source.REFRESH);
		this.directory.expireRefreshTokens();
		this.application.refused(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS, this.application::forcedToken);
	}

	@Test
	void ticketOfOtherPrincipalIsRejectedUntilFormerUserSignsOut() {
		this.application.tokens().getToken();
		this.directory.kinit(User.BOB, this.directory.ticketCache(User.ALICE), TEN_HOURS);
		int before = this.directory.log().requests().size();
		assertThat(this.application.tokens().getToken().username()).isEqualTo(User.ALICE.upn());
		this.application.refused(IwaErrorCode.USER_MISMATCH, Stage.USERNAME, this.application::forcedToken);
		assertThat(this.directory.log().requests()).as("requests as Bob").hasSize(before);
		this.application.tokens().signOut();
		assertThat(this.application.tokens().getToken().username()).isEqualTo(User.BOB.upn());
	}

	@Test
	void ticketReplacedDuringSignInIsNotUsed() {
		this.directory.on(Hop.METADATA).intercept((request, hop) -> {
			this.directory.kinit(User.BOB, this.directory.ticketCache(User.ALICE), TEN_HOURS);
			return hop.respond(request);
		});
		assertThat(this.application.tokens().getToken().username()).isEqualTo(User.ALICE.upn());
		this.application.refused(IwaErrorCode.USER_MISMATCH, Stage.USERNAME, this.application::forcedToken);
	}

	@Test
	void ticketOfOtherUserIsRejectedDespiteConfiguredPrincipal() {
		try (Application application = Application.start(this.directory.properties(),
				"iwa.kerberos.principal=" + User.ALICE.principal())) {
			application.tokens().getToken();
			this.directory.kinit(User.BOB, this.directory.ticketCache(User.ALICE), TEN_HOURS);
			application.refused(IwaErrorCode.USER_MISMATCH, Stage.KERBEROS, application::forcedToken);
		}
	}

	@Test
	void configuredPrincipalNeedsNoRealm() {
		this.directory.kinit(User.ALICE, this.directory.ticketCache(User.ALICE), Duration.ofMinutes(-10));
		try (Application application = Application.start(this.directory.properties(), "iwa.kerberos.principal=alice")) {
			application.refused(IwaErrorCode.TICKET_EXPIRED, Stage.KERBEROS);
			this.directory.kinit(User.ALICE);
			assertThat(application.tokens().getToken().username()).isEqualTo(User.ALICE.upn());
		}
	}

	@Test
	void principalNameMayDifferFromEntraName() {
		try (Application application = Application.start(this.directory.properties(User.JANE))) {
			assertThat(application.tokens().getToken().username()).isEqualTo("jane.doe@contoso.com");
			assertThat(this.directory.log().requests(Hop.USER_REALM)).singleElement()
				.satisfies((request) -> assertThat(request.path()).endsWith("/jdoe@contoso.com"));
		}
	}

	@Test
	void explicitUsernameIsComparedIgnoringCase() {
		try (Application application = Application.start(this.directory.properties(User.JANE),
				"iwa.username=Jane.Doe@CONTOSO.com")) {
			assertThat(application.tokens().getToken().username()).isEqualTo("jane.doe@contoso.com");
		}
	}

	@Test
	void explicitUsernameOfOtherUserIsRejectedAndIsNotCached() {
		try (Application application = Application.start(this.directory.properties(),
				"iwa.username=" + User.BOB.upn())) {
			application.refused(IwaErrorCode.USER_MISMATCH, Stage.TOKEN);
			application.refused(IwaErrorCode.USER_MISMATCH, Stage.TOKEN);
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).as("complete sign-ins").hasSize(2);
		}
	}

	@Test
	void principalDeniedByFederationServiceIsRefused() {
		try (Application application = Application.start(this.directory.properties(User.DAVE))) {
			application.refused(IwaErrorCode.FEDERATION_REFUSED, Stage.WS_TRUST);
		}
	}

	@Test
	void userWhoWasNeverSynchronisedIsUnknown() {
		try (Application application = Application.start(this.directory.properties(User.OLGA))) {
			assertThat(application.refused(IwaErrorCode.USER_UNKNOWN, Stage.TOKEN).correlationId()).isNotBlank();
		}
	}

	@Test
	void managedUserIsRefusedAfterUserRealm() {
		try (Application application = Application.start(this.directory.properties(User.MONA))) {
			application.refused(IwaErrorCode.MANAGED_USER, Stage.USER_REALM);
			assertThat(this.directory.log().requests()).hasSize(1);
		}
	}

	@Test
	void unknownServicePrincipalIsNamed() {
		try (Application application = Application.start(this.directory.properties(),
				"iwa.kerberos.service-principal=HTTP/sts.contoso.com@CONTOSO.COM")) {
			assertThat(application.refused(IwaErrorCode.SPN_UNKNOWN, Stage.KERBEROS))
				.hasMessageContaining("setspn -Q */sts.contoso.com");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Negotiate oQcwBaADCgEC", "Negotiate bm90IGEgdG9rZW4=", "Negotiate !!!" })
	void rejectionWithTokenIsStillARejection(String challenge) {
		this.directory.on(Hop.WS_TRUST).respond(Reply.status(401).withHeader("WWW-Authenticate", challenge));
		this.application.refused(IwaErrorCode.NEGOTIATE_REJECTED, Stage.WS_TRUST);
		assertThat(this.directory.log().requests(Hop.WS_TRUST)).hasSize(1);
	}

	@Test
	void serviceWithoutMutualAuthenticationIsRejected() {
		this.directory.on(Hop.WS_TRUST).intercept((request, hop) -> {
			Reply reply = hop.respond(request);
			return new Reply(reply.status(), Map.of(), reply.body()).withHeader("WWW-Authenticate",
					"Negotiate bm90IGEgdG9rZW4=");
		});
		this.application.refused(IwaErrorCode.KERBEROS_FAILED, Stage.WS_TRUST);
	}

	@Test
	void rejectedTicketIsNamedWithOfferedSchemes() {
		this.directory.on(Hop.WS_TRUST).challenge();
		assertThat(this.application.refused(IwaErrorCode.NEGOTIATE_REJECTED, Stage.WS_TRUST))
			.hasMessageContaining("offers Negotiate")
			.hasMessageContaining("setspn");
	}

}
