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

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.entra.Scopes;
import io.github.iwaspring.kerberos.JavaKerberosCredentials;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.signin.FallbackSettings;
import io.github.iwaspring.signin.SignInSettings;
import io.github.iwaspring.signin.SignInTokenAcquirer;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.kerberos.TicketRequest.Kind;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import io.github.iwaspring.token.AcquisitionObserver;
import io.github.iwaspring.token.AcquisitionThreads;
import io.github.iwaspring.token.CachingTokenService;
import io.github.iwaspring.token.RetryPolicy;
import io.github.iwaspring.token.TokenAcquirer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * How many requests a whole sign-in costs while it fails, on a clock that the test moves.
 */
@Timeout(60)
class BrakesTests {

	private static final int BUDGET = 30;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final IwaTokenRequest DEFAULTS = IwaTokenRequest.defaults();

	private static final IwaTokenRequest INVOICES = DEFAULTS.withScopes(Resource.INVOICES.defaultScope());

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

	private final ThreadPoolExecutor threads = (ThreadPoolExecutor) AcquisitionThreads
		.forAcquisitions(AcquisitionThreads.Factories.DAEMONS);

	private @Nullable CachingTokenService service;

	@AfterEach
	void stop() {
		if (this.service != null) {
			this.service.close();
		}
		this.directory.close();
	}

	@ParameterizedTest
	@EnumSource
	void twoBusyThreadsStayInTheBudgetWhileTheSignInFails(Situation situation) throws Exception {
		situation.failure.accept(this.directory);
		start(situation.servicePrincipal);
		assertThat(requestsInAMinute(DEFAULTS)).isBetween(situation.fewest, BUDGET);
		assertThat(this.directory.log().ticketRequests()).hasSizeBetween(0, BUDGET);
		assertThat(codeOf(DEFAULTS)).isEqualTo(situation.code);
	}

	@ParameterizedTest
	@EnumSource
	void keytabLogsInOnceAMinuteWhileTheSignInFails(Situation situation) throws Exception {
		situation.failure.accept(this.directory);
		start(situation.servicePrincipal, new Credentials(null, this.directory.keytab(User.BOB)));
		assertThat(requestsInAMinute(DEFAULTS)).isBetween(situation.fewest, BUDGET);
		assertThat(this.directory.log().tickets(Kind.AUTHENTICATION)).isBetween(0, 1);
		assertThat(this.directory.log().ticketRequests()).hasSizeBetween(0, BUDGET);
	}

	/**
	 * The discovery is an hour old, so that it is in doubt once.
	 */
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SPN_MISSING")
	void twoBusyThreadsStayInTheBudgetWhileRenewalsFail(Situation situation) throws Exception {
		this.directory.tokenLifetime(Duration.ofMinutes(60));
		start(null);
		token(DEFAULTS);
		this.directory.expireRefreshTokens();
		situation.failure.accept(this.directory);
		this.now.updateAndGet((instant) -> instant.plus(Duration.ofMinutes(56)));
		assertThat(requestsInAMinute(DEFAULTS)).isBetween(situation.fewestOfRenewals, BUDGET);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TOKEN_REFUSED")
	void manyApisShareTheBudgetOfAFailureBeforeTheTokenRequest(Situation situation) throws Exception {
		situation.failure.accept(this.directory);
		start(situation.servicePrincipal);
		assertThat(requestsInAMinute(DEFAULTS, INVOICES, DEFAULTS.withScopes("User.Read"),
				DEFAULTS.withScopes("Mail.Read"), DEFAULTS.withScopes("Files.Read")))
			.isLessThanOrEqualTo(BUDGET);
	}

	@Test
	void refreshTokenThatIsRefusedTogetherWithTheAssertionIsNotTriedEachTime() throws Exception {
		start(null);
		token(DEFAULTS);
		this.directory.on(Hop.TOKEN).fault(Fault.entra("invalid_grant", 50076).withSuberror("basic_action"));
		IwaTokenRequest forced = DEFAULTS.withForceRefresh();
		assertThat(requestsInAMinute(forced)).isBetween(20, BUDGET);
		this.directory.on(Hop.TOKEN).reset();
		this.now.updateAndGet((instant) -> instant.plusSeconds(5));
		assertThat(token(forced).source()).isEqualTo(Source.INTEGRATED);
		assertThat(token(forced).source()).isEqualTo(Source.REFRESH);
	}

	@Test
	void failureOfOneApiKeepsNoOtherFromItsRefreshToken() throws Exception {
		start(null);
		token(DEFAULTS);
		this.directory.on(Hop.WS_TRUST).respond(Reply.status(401));
		this.directory.on(Hop.TOKEN).times(1).fault(Fault.entra("invalid_grant", 50076));
		assertThat(codeOf(DEFAULTS.withForceRefresh())).isEqualTo(IwaErrorCode.NEGOTIATE_REJECTED);
		assertThat(token(INVOICES).source()).isEqualTo(Source.REFRESH);
	}

	@Test
	void repairOfTheDirectoryIsNoticedWithinFiveSeconds() throws Exception {
		this.directory.on(Hop.WS_TRUST).respond(Reply.status(401));
		start(null);
		requestsInAMinute(DEFAULTS);
		this.directory.on(Hop.WS_TRUST).reset();
		this.now.updateAndGet((instant) -> instant.plusSeconds(5));
		assertThat(token(DEFAULTS).source()).isEqualTo(Source.INTEGRATED);
	}

	@Test
	void newTicketIsUsedAtOnce() throws Exception {
		this.directory.on(Hop.WS_TRUST).respond(Reply.status(401));
		start(null);
		requestsInAMinute(DEFAULTS);
		this.directory.on(Hop.WS_TRUST).reset();
		this.directory.kinit(User.ALICE);
		assertThat(token(DEFAULTS).source()).isEqualTo(Source.INTEGRATED);
	}

	@Test
	void missingTicketIsNeverPausedAfter() throws Exception {
		this.directory.kdestroy(User.ALICE);
		start(null);
		for (int i = 0; i < 10; i++) {
			assertThat(codeOf(DEFAULTS)).isEqualTo(IwaErrorCode.TICKET_MISSING);
		}
		assertThat(this.directory.log().requests()).isEmpty();
		this.directory.kinit(User.ALICE);
		assertThat(token(DEFAULTS).source()).isEqualTo(Source.INTEGRATED);
	}

	@Test
	void movedFederationServiceIsFoundWithinTheSameCallOnceTheDiscoveryIsOld() throws Exception {
		start(null);
		token(DEFAULTS);
		this.directory.on(Hop.WS_TRUST).times(1).fault(Fault.status(404));
		this.directory.log().clear();
		this.now.updateAndGet((instant) -> instant.plus(Duration.ofMinutes(6)));
		this.service.signOut();
		token(DEFAULTS);
		assertThat(this.directory.log().hops()).containsExactly(Hop.WS_TRUST, Hop.USER_REALM, Hop.METADATA,
				Hop.WS_TRUST, Hop.TOKEN);
	}

	@Test
	void discoveryThatWasJustAnsweredIsNotRequestedAgainWhateverFailsLater() throws Exception {
		this.directory.on(Hop.WS_TRUST).fault(Fault.status(404));
		start(null);
		codeOf(DEFAULTS);
		codeOf(DEFAULTS);
		assertThat(this.directory.log().hops()).containsExactly(Hop.USER_REALM, Hop.METADATA, Hop.WS_TRUST,
				Hop.WS_TRUST);
	}

	/**
	 * Asks by two threads every half second of a minute.
	 * @return the HTTP requests that reached the directory
	 */
	private int requestsInAMinute(IwaTokenRequest... wanted) {
		this.directory.log().clear();
		Instant end = this.now.get().plusSeconds(60);
		while (this.now.get().isBefore(end)) {
			for (IwaTokenRequest request : wanted) {
				List<CompletableFuture<IwaToken>> callers = List.of(this.service.getTokenAsync(request),
						this.service.getTokenAsync(request));
				callers.forEach(
						(caller) -> assertThat(caller.handle((token, failure) -> "ended")).succeedsWithin(PATIENCE));
			}
			awaitRenewals();
			this.now.updateAndGet((instant) -> instant.plusMillis(500));
		}
		return this.directory.log().requests().size();
	}

	private void awaitRenewals() {
		while (this.threads.getActiveCount() > 0 || !this.threads.getQueue().isEmpty()) {
			assertThat(Thread.currentThread().isInterrupted()).as("time is over").isFalse();
			Thread.onSpinWait();
		}
	}

	private IwaToken token(IwaTokenRequest request) throws Exception {
		return this.service.getToken(request);
	}

	private IwaErrorCode codeOf(IwaTokenRequest request) {
		return catchThrowableOfType(IwaException.class, () -> this.service.getToken(request)).code();
	}

	private void start(@Nullable String servicePrincipal) throws Exception {
		start(servicePrincipal, new Credentials(this.directory.ticketCache(User.ALICE), null));
	}

	private void start(@Nullable String servicePrincipal, Credentials credentials) throws Exception {
		Authority authority = Authority.parse(this.directory.authority().toString(),
				HostAndPort.of(this.directory.authority()));
		String principal = (credentials.keytab() != null) ? User.BOB.principal() : null;
		FallbackSettings none = FallbackSettings.none();
		FallbackSettings fallback = new FallbackSettings(none.flows(), none.deviceCodeTimeout(),
				none.interactiveTimeout(), none.redirectUri(), none.prompt(), none.brokers(), none.browser(),
				this.now::get);
		TokenAcquirer acquirer = new SignInTokenAcquirer(
				new SignInSettings(authority, this.directory.clientId(), List.of(), null, null, Set.of()),
				new JavaKerberosCredentials(
						new KerberosSettings(IwaKerberosProvider.JAVA, credentials.ticketCache(), credentials.keytab(),
								principal, this.directory.krb5Conf(), servicePrincipal, IwaChannelBinding.AUTO),
						this.now::get),
				DirectoryHttp.of(this.directory), fallback, null);
		this.service = new CachingTokenService(Set.of(Resource.ORDERS.defaultScope()), Scopes::resources,
				() -> acquirer, this.threads, Executors.newSingleThreadExecutor(), PATIENCE,
				new RetryPolicy(Duration.ofMinutes(5)), this.now::get, AcquisitionObserver.NONE);
	}

	/**
	 * What an application signs in with.
	 *
	 * @param ticketCache a ticket cache, or {@code null} for a keytab
	 * @param keytab a keytab, or {@code null} for a ticket cache
	 */
	private record Credentials(@Nullable Path ticketCache, @Nullable Path keytab) {

	}

	/**
	 * What may be wrong for a minute and longer.
	 */
	enum Situation {

		SPN_MISSING(IwaErrorCode.SPN_UNKNOWN, 2, 0, "HTTP/nowhere.contoso.com", (directory) -> {
		}),

		REALM_UNAVAILABLE(IwaErrorCode.SERVICE_UNAVAILABLE, 10, 3, null,
				(directory) -> directory.on(Hop.USER_REALM).fault(Fault.status(503))),

		METADATA_UNAVAILABLE(IwaErrorCode.FEDERATION_UNAVAILABLE, 10, 3, null,
				(directory) -> directory.on(Hop.METADATA).fault(Fault.status(503))),

		TICKET_REJECTED(IwaErrorCode.NEGOTIATE_REJECTED, 10, 20, null,
				(directory) -> directory.on(Hop.WS_TRUST).respond(Reply.status(401))),

		FEDERATION_FAILS(IwaErrorCode.FEDERATION_UNAVAILABLE, 10, 20, null,
				(directory) -> directory.on(Hop.WS_TRUST).fault(Fault.status(500))),

		TOKEN_REFUSED(IwaErrorCode.CONSENT_REQUIRED, 20, 3, null,
				(directory) -> directory.on(Hop.TOKEN).fault(Fault.entra("invalid_grant", 65001)));

		private final IwaErrorCode code;

		private final int fewest;

		private final int fewestOfRenewals;

		private final @Nullable String servicePrincipal;

		private final Consumer<EmbeddedDirectory> failure;

		Situation(IwaErrorCode code, int fewest, int fewestOfRenewals, @Nullable String servicePrincipal,
				Consumer<EmbeddedDirectory> failure) {
			this.code = code;
			this.fewest = fewest;
			this.fewestOfRenewals = fewestOfRenewals;
			this.servicePrincipal = servicePrincipal;
			this.failure = failure;
		}

	}

}
