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

package io.github.iwaspring.token;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CachingTokenService}.
 */
class CachingTokenServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String CALLBACKS = "callbacks";

	private final ScriptedAcquirer acquirer = new ScriptedAcquirer();

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

	private CachingTokenService service = service(PATIENCE);

	@AfterEach
	void close() {
		this.service.close();
	}

	@Test
	void getTokenWhenCachedThenServedWithSourceCache() {
		IwaToken first = this.service.getToken();
		IwaToken second = this.service.getToken();
		assertThat(first.source()).isEqualTo(Source.INTEGRATED);
		assertThat(second.source()).isEqualTo(Source.CACHE);
		assertThat(second.value()).isEqualTo(first.value());
		assertThat(this.acquirer.requests).hasSize(1);
	}

	@Test
	void getTokenWhenExpiredThenAcquires() {
		IwaToken first = this.service.getToken();
		this.now.set(first.expiresAt());
		assertThat(this.service.getToken().value()).isNotEqualTo(first.value());
	}

	@Test
	void getTokenWithDefaultScopesByNameThenSameEntry() {
		this.service.getToken();
		this.service.getToken(IwaTokenRequest.defaults().withScopes("api://orders/.default"));
		assertThat(this.acquirer.requests).hasSize(1);
	}

	@Test
	void getTokenWithClaimsThenAcquiresAndReplacesTheEntry() {
		this.service.getToken();
		IwaToken first = this.service.getToken(IwaTokenRequest.defaults().withClaims("{}"));
		IwaToken second = this.service.getToken(IwaTokenRequest.defaults().withClaims("{}"));
		assertThat(second.value()).isNotEqualTo(first.value());
		assertThat(this.service.getToken().value()).isEqualTo(second.value());
	}

	@Test
	void challengedTokenIsReplacedOnceForTheSameClaims() {
		IwaToken challenged = this.service.getToken();
		IwaToken answer = this.service.getToken(IwaTokenRequest.defaults().withClaims("{}", challenged));
		IwaToken late = this.service.getToken(IwaTokenRequest.defaults().withClaims("{}", challenged));
		assertThat(late.value()).isEqualTo(answer.value());
		assertThat(this.acquirer.requests).hasSize(2);
	}

	@Test
	void tokenForClaimsIsReplacedWhenItIsChallengedItself() {
		IwaToken challenged = this.service.getToken();
		IwaToken answer = this.service.getToken(IwaTokenRequest.defaults().withClaims("{}", challenged));
		IwaToken next = this.service.getToken(IwaTokenRequest.defaults().withClaims("{}", answer));
		assertThat(next.value()).isNotEqualTo(answer.value());
		IwaToken other = this.service.getToken(IwaTokenRequest.defaults().withClaims("{\"a\":1}", answer));
		assertThat(other.value()).as("for other claims").isNotEqualTo(next.value());
		IwaToken forced = this.service
			.getToken(IwaTokenRequest.defaults().withClaims("{\"a\":1}", answer).withForceRefresh());
		assertThat(forced.value()).as("forced").isNotEqualTo(other.value());
	}

	@Test
	void requestsAreEqualWhetherOrNotTheChallengedTokenCameFromTheCache() {
		IwaToken acquired = this.service.getToken();
		IwaToken cached = this.service.getToken();
		assertThat(IwaTokenRequest.defaults().withClaims("{}", acquired)).isNotEqualTo(IwaTokenRequest.defaults())
			.isNotEqualTo(IwaTokenRequest.defaults().withClaims("{}"))
			.isEqualTo(IwaTokenRequest.defaults().withClaims("{}", cached))
			.hasSameHashCodeAs(IwaTokenRequest.defaults().withClaims("{}", cached));
	}

	@Test
	void getTokenWithOtherScopesThenAnotherToken() {
		IwaToken orders = this.service.getToken();
		IwaToken reports = this.service.getToken(IwaTokenRequest.defaults().withScopes("api://reports/.default"));
		assertThat(reports.value()).isNotEqualTo(orders.value());
	}

	@Test
	void getTokenWithClaimsOrForcedRefreshThenReplacesTheEntry() {
		this.service.getToken();
		IwaToken forClaims = this.service.getToken(IwaTokenRequest.defaults().withClaims("{}"));
		assertThat(this.service.getToken().value()).isEqualTo(forClaims.value());
		IwaToken forced = this.service.getToken(IwaTokenRequest.defaults().withForceRefresh());
		assertThat(this.service.getToken().value()).isEqualTo(forced.value()).isNotEqualTo(forClaims.value());
	}

	@Test
	void invalidatedTokenIsReplacedByAForcedRefresh() {
		IwaToken rejected = this.service.getToken();
		this.acquirer.valueOfUnforced = rejected.value();
		this.service.invalidate(rejected);
		assertThat(this.service.getToken().value()).isNotEqualTo(rejected.value());
		assertThat(this.acquirer.requests).extracting(IwaTokenRequest::forceRefresh).containsExactly(false, true);
	}

	@Test
	void invalidatedTokenIsNotServedForOtherScopesEither() {
		IwaToken rejected = this.service.getToken();
		this.acquirer.valueOfUnforced = rejected.value();
		this.service.invalidate(rejected);
		IwaToken other = this.service.getToken(IwaTokenRequest.defaults().withScopes("api://orders/Read"));
		assertThat(other.value()).isNotEqualTo(rejected.value());
	}

	@Test
	void getTokenWhenInvalidatedTokenIsIssuedAgainThenFails() {
		IwaToken rejected = this.service.getToken();
		this.acquirer.valueOfAll = rejected.value();
		this.service.invalidate(rejected);
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.RESPONSE_INVALID));
		assertThat(this.acquirer.requests).hasSize(3);
	}

	@Test
	void invalidateWhenTokenWasReplacedThenKeepsTheNewOne() {
		IwaToken previous = this.service.getToken();
		IwaToken current = this.service.getToken(IwaTokenRequest.defaults().withForceRefresh());
		this.service.invalidate(previous);
		assertThat(this.service.getToken().value()).isEqualTo(current.value());
	}

	@Test
	void thousandCallersWaitForOneAcquisition() throws Exception {
		this.acquirer.hold = new CountDownLatch(1);
		List<CompletableFuture<IwaToken>> waiting = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			waiting.add(this.service.getTokenAsync());
		}
		this.acquirer.hold.countDown();
		for (CompletableFuture<IwaToken> caller : waiting) {
			assertThat(caller.get(10, TimeUnit.SECONDS).value()).isEqualTo("token-1");
		}
		assertThat(this.acquirer.requests).hasSize(1);
	}

	@Test
	void cancelAffectsThatCallerAlone() throws Exception {
		this.acquirer.hold = new CountDownLatch(1);
		CompletableFuture<IwaToken> impatient = this.service.getTokenAsync();
		CompletableFuture<IwaToken> patient = this.service.getTokenAsync();
		impatient.cancel(true);
		this.acquirer.hold.countDown();
		assertThat(patient.get(10, TimeUnit.SECONDS).value()).isEqualTo("token-1");
	}

	@Test
	void callerThatBlocksInADependentDelaysNobodyElse() {
		this.acquirer.hold = new CountDownLatch(1);
		CountDownLatch blocked = new CountDownLatch(1);
		CompletableFuture<Void> blocker = this.service.getTokenAsync().thenAccept((token) -> await(blocked));
		CompletableFuture<IwaToken> waiting = CompletableFuture.supplyAsync(this.service::getToken);
		this.acquirer.started.join();
		this.acquirer.hold.countDown();
		assertThat(waiting.orTimeout(10, TimeUnit.SECONDS).join()).isNotNull();
		assertThat(blocker).isNotDone();
		blocked.countDown();
	}

	@Test
	void dependentsRunOnCallbackThreadsAfterATimeOutToo() {
		this.service = service(Duration.ofMillis(500));
		this.acquirer.hold = new CountDownLatch(1);
		CompletableFuture<String> thread = this.service.getTokenAsync()
			.handle((token, failure) -> Thread.currentThread().getName());
		assertThat(thread.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(CALLBACKS);
	}

	@Test
	void failureReachesAllWaitingCallersAndIsNotCached() {
		this.acquirer.hold = new CountDownLatch(1);
		this.acquirer.failure = IwaException.of(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS).build();
		CompletableFuture<IwaToken> one = this.service.getTokenAsync();
		CompletableFuture<IwaToken> other = this.service.getTokenAsync();
		this.acquirer.hold.countDown();
		for (CompletableFuture<IwaToken> caller : List.of(one, other)) {
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> caller.get(10, TimeUnit.SECONDS))
				.havingCause()
				.isSameAs(this.acquirer.failure);
		}
		this.acquirer.failure = null;
		assertThat(this.service.getToken()).isNotNull();
	}

	@Test
	void getTokenWhenAcquisitionHangsThenTimesOutAtTheStepInProgress() {
		this.service = service(Duration.ofMillis(50));
		this.acquirer.hold = new CountDownLatch(1);
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken).satisfies((ex) -> {
			assertThat(ex.code()).isEqualTo(IwaErrorCode.TIMEOUT);
			assertThat(ex.stage()).isEqualTo(Stage.WS_TRUST);
			assertThat(ex).hasMessageContaining("50 ms").hasMessageContaining("sts.example");
		});
		assertThat(this.acquirer.interrupted.join()).isTrue();
	}

	@Test
	void interruptRestoresTheFlagAndLeavesTheAcquisitionToOthers() throws Exception {
		this.acquirer.hold = new CountDownLatch(1);
		CompletableFuture<IwaToken> other = this.service.getTokenAsync();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken);
		assertThat(Thread.interrupted()).isTrue();
		this.acquirer.hold.countDown();
		assertThat(other.get(10, TimeUnit.SECONDS)).isNotNull();
	}

	@Test
	void getTokenOnNonBlockingThreadThenThrowsUnlessCached() {
		Mono<IwaToken> onEventLoop = Mono.fromCallable(this.service::getToken).subscribeOn(Schedulers.parallel());
		assertThatIllegalStateException().isThrownBy(onEventLoop::block).withMessageContaining("getTokenAsync()");
		IwaToken token = this.service.getToken();
		assertThat(onEventLoop.block()).extracting(IwaToken::value).isEqualTo(token.value());
	}

	@Test
	void signOutForgetsTheTokenAndTheResultOfAnAcquisitionInProgress() throws Exception {
		this.acquirer.hold = new CountDownLatch(1);
		CompletableFuture<IwaToken> pending = this.service.getTokenAsync();
		this.service.signOut();
		this.acquirer.hold.countDown();
		assertThat(pending.get(10, TimeUnit.SECONDS).value()).isEqualTo("token-1");
		assertThat(this.acquirer.forgotten).isEqualTo(1);
		assertThat(this.service.getToken().value()).isEqualTo("token-2");
	}

	@Test
	void closeFailsWaitingCallersAndInterruptsTheAcquisition() {
		this.acquirer.hold = new CountDownLatch(1);
		CompletableFuture<IwaToken> waiting = this.service.getTokenAsync();
		this.acquirer.started.join();
		this.service.close();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
			.withCauseInstanceOf(IwaException.class);
		assertThat(this.acquirer.interrupted.join()).isTrue();
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken);
	}

	/**
	 * Each of the 20,000 would take 4 KB for ever.
	 */
	@Test
	void onlyTheTokensThatWereUsedLastAreKept() {
		this.service.getToken();
		int others = 20_000;
		for (int i = 0; i < others; i++) {
			this.now.updateAndGet((time) -> time.plusMillis(1));
			this.service.getToken(IwaTokenRequest.defaults().withScopes("api://other/" + i));
			this.service.getToken();
		}
		assertThat(this.acquirer.count()).as("the token that is in use is kept").isEqualTo(others + 1);
		this.service.getToken(IwaTokenRequest.defaults().withScopes("api://other/" + (others - 200)));
		assertThat(this.acquirer.count()).as("so are the latest").isEqualTo(others + 1);
		this.service.getToken(IwaTokenRequest.defaults().withScopes("api://other/" + (others - 300)));
		assertThat(this.acquirer.count()).as("the others are not").isEqualTo(others + 2);
	}

	/**
	 * An API that refuses every token, as with a wrong audience.
	 */
	@Test
	void onlyTheLatestInvalidatedTokensAreKept() {
		IwaToken first = this.service.getToken();
		this.service.invalidate(first);
		for (int i = 0; i < 300; i++) {
			this.service.invalidate(
					IwaToken.of("rejected-" + i, first.expiresAt(), Set.of(), "alice@contoso.com", Source.CACHE));
		}
		this.acquirer.valueOfUnforced = "rejected-299";
		IwaTokenRequest other = IwaTokenRequest.defaults().withScopes("other");
		assertThat(this.service.getToken(other).value()).isNotEqualTo("rejected-299");
		this.acquirer.valueOfUnforced = first.value();
		assertThat(this.service.getToken(IwaTokenRequest.defaults().withScopes("third")).value())
			.as("forgotten, like everything beyond the limit")
			.isEqualTo(first.value());
	}

	@Test
	void internalErrorIsWrappedInAnIwaException() {
		this.acquirer.bug = new IllegalArgumentException("a bug");
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.UNEXPECTED))
			.withCause(this.acquirer.bug);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private CachingTokenService service(Duration timeout) {
		return new CachingTokenService(Set.of("api://orders/.default"), () -> this.acquirer,
				Executors.newFixedThreadPool(2), Executors.newFixedThreadPool(1, (task) -> new Thread(task, CALLBACKS)),
				timeout, new RetryPolicy(Duration.ofMinutes(5)), this.now::get);
	}

}
