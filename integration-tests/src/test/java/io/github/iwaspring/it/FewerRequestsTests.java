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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that are saved because their response is cached.
 */
class FewerRequestsTests {

	private static final IwaTokenRequest INVOICES = IwaTokenRequest.defaults()
		.withScopes(Resource.INVOICES.defaultScope());

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private Application application;

	@BeforeEach
	void start() {
		this.application = Application.start(this.directory.properties());
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.directory.close();
	}

	@Test
	void secondApiUsesRefreshTokenOfFirst() {
		tokens().getToken();
		assertThat(requestsOf(() -> assertThat(tokens().getToken(INVOICES).source()).isEqualTo(Source.REFRESH)))
			.containsExactly(Hop.TOKEN);
	}

	@Test
	void concurrentRequestsForTwoApisShareOneSignIn() throws Exception {
		List<CompletableFuture<IwaToken>> both = Stream.of(IwaTokenRequest.defaults(), INVOICES)
			.map(tokens()::getTokenAsync)
			.toList();
		for (CompletableFuture<IwaToken> token : both) {
			assertThat(token.get(30, TimeUnit.SECONDS).username()).isEqualTo(User.ALICE.upn());
		}
		assertThat(this.directory.log().hops()).containsExactly(Hop.USER_REALM, Hop.METADATA, Hop.WS_TRUST, Hop.TOKEN,
				Hop.TOKEN);
	}

	@Test
	void secondApiSignsInSeparatelyWhenFirstFails() throws Exception {
		this.directory.on(Hop.TOKEN).times(1).fault(Fault.entra("invalid_grant", 65001));
		List<CompletableFuture<IwaToken>> both = Stream.of(IwaTokenRequest.defaults(), INVOICES)
			.map(tokens()::getTokenAsync)
			.toList();
		assertThat(both).satisfiesOnlyOnce((token) -> assertThat(token).failsWithin(30, TimeUnit.SECONDS))
			.satisfiesOnlyOnce((token) -> assertThat(token).succeedsWithin(30, TimeUnit.SECONDS));
	}

	@Test
	void waitingSignInWithTicketOfOtherUserFails() throws Exception {
		CompletableFuture<Void> reached = new CompletableFuture<>();
		CompletableFuture<Void> released = new CompletableFuture<>();
		this.directory.on(Hop.TOKEN).times(1).intercept((request, hop) -> {
			reached.complete(null);
			released.join();
			return hop.respond(request);
		});
		CompletableFuture<IwaToken> first = tokens().getTokenAsync();
		reached.get(30, TimeUnit.SECONDS);
		this.directory.kinit(User.BOB, this.directory.ticketCache(User.ALICE), Duration.ofHours(1));
		CompletableFuture<IwaToken> second = tokens().getTokenAsync(INVOICES);
		awaitWaitingSignIns(1);
		released.complete(null);
		assertThat(first.get(30, TimeUnit.SECONDS).username()).isEqualTo(User.ALICE.upn());
		assertThat(second).failsWithin(30, TimeUnit.SECONDS)
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(IwaException.class,
					(ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.USER_MISMATCH));
	}

	@Test
	void waitingSignInsShareFailureBeforeTokenRequest() throws Exception {
		CompletableFuture<Void> released = new CompletableFuture<>();
		this.directory.on(Hop.WS_TRUST).times(1).intercept((request, hop) -> {
			released.join();
			return Reply.status(503);
		});
		List<CompletableFuture<IwaToken>> all = Stream
			.of(IwaTokenRequest.defaults(), INVOICES, IwaTokenRequest.defaults().withScopes("User.Read"))
			.map(tokens()::getTokenAsync)
			.toList();
		awaitWaitingSignIns(2);
		released.complete(null);
		assertThat(all).allSatisfy((token) -> assertThat(token).failsWithin(30, TimeUnit.SECONDS)
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(IwaException.class,
					(ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.FEDERATION_UNAVAILABLE)));
		assertThat(this.directory.log().hops()).containsExactly(Hop.USER_REALM, Hop.METADATA, Hop.WS_TRUST);
	}

	/**
	 * Waits until this number of sign-ins wait for the first.
	 */
	private static void awaitWaitingSignIns(int number) {
		Awaitility.await()
			.until(() -> Thread.getAllStackTraces()
				.values()
				.stream()
				.filter((stack) -> Stream.of(stack)
					.anyMatch((frame) -> frame.getClassName().endsWith("SignInLock")
							&& frame.getMethodName().equals("await")))
				.count() == number);
	}

	@Test
	void repeatedSignInTakesTwoRequests() {
		tokens().getToken();
		assertThat(requestsOf(this::repeatSignIn)).containsExactly(Hop.WS_TRUST, Hop.TOKEN);
	}

	@Test
	void userRealmOfOtherUserIsRequested() {
		tokens().getToken();
		this.directory.kinit(User.BOB, this.directory.ticketCache(User.ALICE), Duration.ofHours(1));
		assertThat(requestsOf(this::repeatSignIn)).startsWith(Hop.USER_REALM);
	}

	@Test
	void failedSignInRepeatsNoRequestThatWasJustAnswered() {
		tokens().getToken();
		this.directory.on(Hop.TOKEN).fault(Fault.entra("invalid_grant", 65001));
		tokens().signOut();
		this.application.refused(IwaErrorCode.CONSENT_REQUIRED, Stage.TOKEN);
		this.directory.on(Hop.TOKEN).reset();
		assertThat(requestsOf(this::repeatSignIn)).containsExactly(Hop.WS_TRUST, Hop.TOKEN);
	}

	@Test
	void retryAfterOfFederationServicePreventsSecondAttempt() {
		tokens().getToken();
		this.directory.on(Hop.WS_TRUST).fault(Fault.status(503).retryAfter(Duration.ofSeconds(60)));
		tokens().signOut();
		assertThat(requestsOf(() -> this.application.refused(IwaErrorCode.FEDERATION_UNAVAILABLE, Stage.WS_TRUST)))
			.containsExactly(Hop.WS_TRUST);
	}

	private void repeatSignIn() {
		tokens().signOut();
		assertThat(tokens().getToken().source()).isEqualTo(Source.INTEGRATED);
	}

	private List<Hop> requestsOf(Runnable action) {
		int before = this.directory.log().hops().size();
		action.run();
		List<Hop> all = this.directory.log().hops();
		return all.subList(before, all.size());
	}

	private IwaTokenService tokens() {
		return this.application.tokens();
	}

}
