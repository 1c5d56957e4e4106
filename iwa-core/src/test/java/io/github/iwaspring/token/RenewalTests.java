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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the renewal of tokens ahead of their expiry, by {@link TokenCache} and
 * {@link CachedToken}. The first token is valid for two hours.
 */
class RenewalTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private static final Instant DUE = START.plus(Duration.ofMinutes(115));

	private static final Instant EXPIRY = START.plus(Duration.ofMinutes(120));

	private final ScriptedAcquirer acquirer = new ScriptedAcquirer();

	private final AtomicReference<Instant> now = new AtomicReference<>(START);

	private final ExecutorService threads = Executors.newFixedThreadPool(1);

	private final CachingTokenService service = new CachingTokenService(Set.of("api://orders/.default"),
			() -> this.acquirer, this.threads, Executors.newSingleThreadExecutor(), Duration.ofSeconds(30),
			new RetryPolicy(Duration.ofMinutes(5), () -> 0.5), this.now::get);

	private final Instant dueWithJitter = DUE.plusSeconds(30);

	private IwaToken first;

	@BeforeEach
	void signIn() {
		this.first = this.service.getToken();
		assertThat(this.first.expiresAt()).isEqualTo(EXPIRY);
	}

	@AfterEach
	void close() {
		this.service.close();
	}

	@Test
	void tokenIsNotRenewedBeforeItsTime() throws Exception {
		this.now.set(this.dueWithJitter.minusMillis(1));
		assertThat(served()).isEqualTo("token-1");
		awaitAcquisitions();
		assertThat(this.acquirer.requests).hasSize(1);
	}

	@Test
	void callersGetTheValidTokenWhileOneRenewalRuns() throws Exception {
		this.now.set(this.dueWithJitter);
		this.acquirer.hold = new CountDownLatch(1);
		for (int i = 0; i < 1000; i++) {
			assertThat(served()).isEqualTo("token-1");
			assertThat(this.service.getTokenAsync()).isCompleted();
		}
		this.acquirer.hold.countDown();
		awaitAcquisitions();
		assertThat(served()).isEqualTo("token-2");
		assertThat(this.acquirer.requests).extracting(IwaTokenRequest::forceRefresh).containsExactly(false, true);
		assertThat(this.acquirer.renewals).containsExactly(false, true);
	}

	@Test
	void tokenIsServedUntilItExpiresWhileRenewalsFail() throws Exception {
		this.acquirer.failure = IwaException.of(IwaErrorCode.CONNECTION_FAILED, Stage.TOKEN).build();
		for (Instant at = this.dueWithJitter; at.isBefore(EXPIRY); at = at.plusSeconds(10)) {
			this.now.set(at);
			assertThat(served()).isEqualTo("token-1");
			awaitAcquisitions();
		}
		int attempts = this.acquirer.requests.size() - 1;
		this.now.set(EXPIRY);
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.CONNECTION_FAILED))
			.withMessageContaining("The previous token expired at " + EXPIRY + "; its renewal had failed since "
					+ this.dueWithJitter + " (attempts: " + attempts + ").");
		assertThat(this.acquirer.renewals.get(this.acquirer.renewals.size() - 1)).isFalse();
	}

	@Test
	void failureOfAForcedRefreshDoesNotSayThatTheValidTokenExpired() throws Exception {
		this.acquirer.failure = IwaException.of(IwaErrorCode.CONNECTION_FAILED, Stage.TOKEN).build();
		this.now.set(this.dueWithJitter);
		served();
		awaitAcquisitions();
		assertThatExceptionOfType(IwaException.class)
			.isThrownBy(() -> this.service.getToken(IwaTokenRequest.defaults().withForceRefresh()))
			.isSameAs(this.acquirer.failure);
	}

	@Test
	void renewalsThatFailAreRetriedAfterPauses() throws Exception {
		this.acquirer.failure = IwaException.of(IwaErrorCode.CONNECTION_FAILED, Stage.TOKEN).build();
		this.now.set(this.dueWithJitter);
		assertNextRenewalAfter(Duration.ofMillis(4875));
		assertNextRenewalAfter(Duration.ofMillis(4875));
		this.acquirer.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN)
			.retryAfter(Duration.ofSeconds(17))
			.build();
		assertNextRenewalAfter(Duration.ofSeconds(17));
		this.acquirer.failure = null;
		served();
		awaitAcquisitions();
		assertThat(served()).startsWith("token-").isNotEqualTo("token-1");
	}

	@Test
	void retryAfterOfARenewalHoldsAfterTheExpiryToo() throws Exception {
		this.acquirer.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN)
			.retryAfter(Duration.ofMinutes(1))
			.build();
		this.now.set(EXPIRY.minusSeconds(1));
		served();
		awaitAcquisitions();
		this.now.set(EXPIRY);
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken)
			.satisfies((ex) -> assertThat(ex.retryAfter()).isEqualTo(Duration.ofSeconds(59)));
		assertThat(this.acquirer.requests).hasSize(2);
	}

	@Test
	void renewalThatNeedsTheUserIsNotTriedAgain() throws Exception {
		this.acquirer.failure = IwaException.of(IwaErrorCode.MFA_REQUIRED, Stage.TOKEN).build();
		this.now.set(this.dueWithJitter);
		served();
		awaitAcquisitions();
		this.now.set(EXPIRY.minusMillis(1));
		assertThat(served()).isEqualTo("token-1");
		awaitAcquisitions();
		assertThat(this.acquirer.requests).hasSize(2);
	}

	@Test
	void renewalWithTheTicketOfAnotherUserEmptiesTheCache() throws Exception {
		this.acquirer.failure = IwaException.of(IwaErrorCode.USER_MISMATCH, Stage.USERNAME).build();
		this.now.set(this.dueWithJitter);
		served();
		awaitAcquisitions();
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.USER_MISMATCH));
	}

	@Test
	void expiredTokenIsNotServedAfterTheMachineSlept() {
		this.now.set(EXPIRY.plus(Duration.ofDays(3)));
		this.acquirer.failure = IwaException.of(IwaErrorCode.CONNECTION_FAILED, Stage.TOKEN).build();
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken);
		assertThat(this.acquirer.renewals).containsExactly(false, false);
	}

	@Test
	void tokenIsRenewedEarlierWhenTheDirectoryWantsIt() throws Exception {
		this.acquirer.renewFrom = START.plus(Duration.ofMinutes(90));
		IwaToken token = this.service.getToken(IwaTokenRequest.defaults().withForceRefresh());
		Instant dueWithJitter = START.plus(Duration.ofMinutes(90)).plusSeconds(30);
		this.now.set(dueWithJitter.minusMillis(1));
		assertThat(served()).isEqualTo(token.value());
		awaitAcquisitions();
		assertThat(this.acquirer.requests).hasSize(2);
		this.now.set(dueWithJitter);
		assertThat(served()).isEqualTo(token.value());
		awaitAcquisitions();
		assertThat(served()).isEqualTo("token-3");
	}

	@Test
	void renewalFromBeforeASignOutFillsNoCache() throws Exception {
		CountDownLatch hold = startRenewal();
		this.service.signOut();
		hold.countDown();
		awaitAcquisitions();
		assertThat(served()).isEqualTo("token-3");
	}

	@Test
	void renewalDoesNotReplaceATokenThatWasInvalidatedMeanwhile() throws Exception {
		CountDownLatch hold = startRenewal();
		this.service.invalidate(this.first);
		hold.countDown();
		awaitAcquisitions();
		assertThat(served()).isEqualTo("token-3");
		assertThat(this.acquirer.requests).extracting(IwaTokenRequest::forceRefresh).containsExactly(false, true, true);
	}

	@Test
	void forcedRefreshDoesNotJoinARenewal() throws Exception {
		CountDownLatch hold = startRenewal();
		CompletableFuture<IwaToken> forced = this.service.getTokenAsync(IwaTokenRequest.defaults().withForceRefresh());
		hold.countDown();
		assertThat(forced.get(10, TimeUnit.SECONDS).value()).isEqualTo("token-3");
		assertThat(served()).isEqualTo("token-3");
	}

	@Test
	void tokenForClaimsIsRenewedForTheSameClaims() throws Exception {
		IwaToken forClaims = this.service.getToken(IwaTokenRequest.defaults().withClaims("{}"));
		this.now.set(forClaims.expiresAt().minusSeconds(1));
		served();
		awaitAcquisitions();
		assertThat(this.acquirer.requests).extracting(IwaTokenRequest::claims).containsExactly(null, "{}", "{}");
		assertThat(served()).isEqualTo("token-3");
	}

	@Test
	void closeInterruptsARenewal() throws Exception {
		startRenewal();
		this.service.close();
		assertThat(this.acquirer.interrupted.get(10, TimeUnit.SECONDS)).isTrue();
	}

	private void assertNextRenewalAfter(Duration delay) throws Exception {
		served();
		awaitAcquisitions();
		int asked = this.acquirer.requests.size();
		this.now.updateAndGet((time) -> time.plus(delay).minusMillis(1));
		served();
		awaitAcquisitions();
		assertThat(this.acquirer.requests).as("before the delay is over").hasSize(asked);
		this.now.updateAndGet((time) -> time.plusMillis(1));
	}

	private CountDownLatch startRenewal() throws Exception {
		CountDownLatch hold = new CountDownLatch(1);
		this.acquirer.hold = hold;
		this.acquirer.started = new CompletableFuture<>();
		this.now.set(this.dueWithJitter);
		served();
		this.acquirer.started.get(10, TimeUnit.SECONDS);
		return hold;
	}

	private String served() {
		return this.service.getToken().value();
	}

	/**
	 * Waits until the one thread of acquisitions is free.
	 */
	private void awaitAcquisitions() throws Exception {
		this.threads.submit(() -> {
		}).get(10, TimeUnit.SECONDS);
	}

}
