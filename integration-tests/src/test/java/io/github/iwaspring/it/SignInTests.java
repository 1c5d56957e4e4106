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

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.adfs.WsTrustVersion;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Origin;
import io.github.iwaspring.test.tenant.User;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Complete sign-ins, from the ticket to the token, and the requests that they take.
 */
class SignInTests {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void coldSignInTakesFourRequestsOnOneConnectionPerOrigin() {
		try (Application application = Application.start(this.directory.properties())) {
			IwaToken token = application.tokens().getToken();
			assertThat(token.username()).isEqualTo(User.ALICE.upn());
			assertThat(token.source()).isEqualTo(Source.INTEGRATED);
			assertThat(this.directory.log().hops()).containsExactly(Hop.USER_REALM, Hop.METADATA, Hop.WS_TRUST,
					Hop.TOKEN);
			assertThat(this.directory.log().connections(Origin.ENTRA)).isEqualTo(1);
			assertThat(this.directory.log().connections(Origin.ADFS)).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@EnumSource(WsTrustVersion.class)
	void signInSucceedsWithOnlyOneWsTrustVersion(WsTrustVersion version) {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start((options) -> options.wsTrust(version));
				Application application = Application.start(directory.properties())) {
			assertThat(application.tokens().getToken().username()).isEqualTo(User.ALICE.upn());
		}
	}

	@Test
	void tenantMayBeIdOrOrganizations() {
		String host = this.directory.authority().getAuthority();
		for (String tenant : List.of(this.directory.tenantId(), "organizations")) {
			try (Application application = Application.start(this.directory.properties(),
					"iwa.authority=https://" + host + "/" + tenant)) {
				assertThat(application.tokens().getToken().username()).isEqualTo(User.ALICE.upn());
			}
		}
	}

	@Test
	void keytabSignsIn() {
		String keytab = this.directory.keytab(User.BOB).toString();
		try (Application application = Application.start(this.directory.properties(), "iwa.kerberos.ticket-cache=",
				"iwa.kerberos.keytab=" + keytab, "iwa.kerberos.principal=" + User.BOB.principal())) {
			assertThat(application.tokens().getToken().username()).isEqualTo(User.BOB.upn());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/localhost", "HTTP/localhost@CONTOSO.COM", "HTTP@localhost" })
	void servicePrincipalMayBeConfigured(String name) {
		try (Application application = Application.start(this.directory.properties(),
				"iwa.kerberos.service-principal=" + name)) {
			assertThat(application.tokens().getToken().username()).isEqualTo(User.ALICE.upn());
		}
	}

	@Test
	void thousandColdCallersCauseOneSignIn() throws Exception {
		try (Application application = Application.start(this.directory.properties())) {
			List<CompletableFuture<IwaToken>> callers = IntStream.range(0, 1000)
				.mapToObj((caller) -> application.tokens().getTokenAsync())
				.toList();
			for (CompletableFuture<IwaToken> caller : callers) {
				assertThat(caller.get(30, TimeUnit.SECONDS).username()).isEqualTo(User.ALICE.upn());
			}
			assertThat(this.directory.log().hops()).hasSize(4);
		}
	}

	@Test
	void refreshTokenSavesTicket() {
		try (Application application = Application.start(this.directory.properties())) {
			application.tokens().getToken();
			assertThat(application.forcedToken().source()).isEqualTo(Source.REFRESH);
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).hasSize(1);
		}
	}

	@Test
	void rejectedRefreshTokenCausesNewSignIn() {
		try (Application application = Application.start(this.directory.properties())) {
			application.tokens().getToken();
			this.directory.expireRefreshTokens();
			assertThat(application.forcedToken().source()).isEqualTo(Source.INTEGRATED);
		}
	}

	@Test
	void claimsAreSentWithRefreshToken() {
		try (Application application = Application.start(this.directory.properties())) {
			application.tokens().getToken();
			AtomicReference<String> form = new AtomicReference<>("");
			this.directory.on(Hop.TOKEN).intercept((request, hop) -> {
				form.set(URLDecoder.decode(request.body(), StandardCharsets.UTF_8));
				return hop.respond(request);
			});
			IwaToken token = application.tokens()
				.getToken(IwaTokenRequest.defaults()
					.withClaims("{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}"));
			assertThat(token.source()).isEqualTo(Source.REFRESH);
			assertThat(form.get()).contains("acrs").contains("c1");
		}
	}

	@Test
	void malformedClaimsAreRejectedBeforeAnyRequest() {
		try (Application application = Application.start(this.directory.properties())) {
			assertThat(application.refused(IwaErrorCode.CONFIGURATION_REFUSED, Stage.CONFIGURATION,
					() -> application.tokens().getToken(IwaTokenRequest.defaults().withClaims("top secret"))))
				.hasMessageNotContaining("top secret");
			assertThat(this.directory.log().requests()).isEmpty();
		}
	}

	@Test
	void refreshWithKeytabRequestsNoTicket() {
		String keytab = this.directory.keytab(User.BOB).toString();
		try (Application application = Application.start(this.directory.properties(), "iwa.kerberos.ticket-cache=",
				"iwa.kerberos.keytab=" + keytab, "iwa.kerberos.principal=" + User.BOB.principal())) {
			application.tokens().getToken();
			int asked = this.directory.log().ticketRequests().size();
			assertThat(application.forcedToken().source()).isEqualTo(Source.REFRESH);
			assertThat(this.directory.log().ticketRequests()).hasSize(asked);
		}
	}

	@Test
	void nonAsciiUsernameSendsNoInvalidHeader() {
		try (Application application = Application.start(this.directory.properties(),
				"iwa.username=\u0142ukasz@contoso.com")) {
			application.refused(IwaErrorCode.USER_MISMATCH, Stage.TOKEN);
		}
	}

	@Test
	void closedContextEndsRunningSignIn() throws Exception {
		CompletableFuture<Void> reached = new CompletableFuture<>();
		CompletableFuture<Void> released = new CompletableFuture<>();
		this.directory.on(Hop.USER_REALM).intercept((request, hop) -> {
			reached.complete(null);
			released.join();
			return hop.respond(request);
		});
		try {
			CompletableFuture<IwaToken> waiting;
			try (Application application = Application.start(this.directory.properties())) {
				waiting = application.tokens().getTokenAsync();
				reached.get(30, TimeUnit.SECONDS);
			}
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
				.withCauseInstanceOf(IwaException.class);
			Awaitility.await().until(() -> acquisitionThreads() == 0);
		}
		finally {
			released.complete(null);
		}
	}

	@Test
	void restartedContextSignsInAgain() {
		for (int run = 1; run <= 2; run++) {
			try (Application application = Application.start(this.directory.properties())) {
				application.tokens().getToken();
				assertThat(this.directory.log().requests(Hop.WS_TRUST)).hasSize(run);
			}
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void acquisitionsRunOnVirtualThreadsWhenEnabled() {
		try (Application application = Application.start(this.directory.properties(),
				"spring.threads.virtual.enabled=true")) {
			application.tokens().getToken();
			assertThat(acquisitionThreads()).as("platform threads").isZero();
		}
	}

	private static long acquisitionThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("iwa-token-"))
			.count();
	}

}
