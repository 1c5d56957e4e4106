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
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link BackOff}, as callers of the service see it.
 */
class BackOffTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	/**
	 * The shortest pauses that the jitter leaves, between the attempts of one minute.
	 */
	private static final int ATTEMPTS_IN_A_MINUTE = 14;

	private static final IwaTokenRequest DEFAULTS = IwaTokenRequest.defaults();

	private final ScriptedAcquirer acquirer = new ScriptedAcquirer();

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

	private CachingTokenService service = service(Duration.ofSeconds(30), Math.nextDown(1.0));

	@AfterEach
	void close() {
		this.service.close();
	}

	@ParameterizedTest
	@EnumSource
	void everyFailureThatCostARequestIsRetriedAtMostFourteenTimesAMinute(IwaErrorCode code) {
		this.acquirer.failure = IwaException.of(code, stageOf(code)).build();
		assertThat(attemptsInAMinute()).isEqualTo(ATTEMPTS_IN_A_MINUTE);
	}

	@ParameterizedTest
	@EnumSource
	void noFailureOnThisMachineIsPausedAfter(IwaErrorCode code) {
		this.acquirer.failure = IwaException.of(code, stageOf(code)).local().build();
		for (int i = 1; i <= 5; i++) {
			assertThat(failure()).isSameAs(this.acquirer.failure);
			assertThat(this.acquirer.count()).isEqualTo(i);
		}
		this.acquirer.failure = null;
		assertThat(this.service.getToken()).isNotNull();
	}

	@ParameterizedTest
	@EnumSource(Stage.class)
	void everyStageIsPausedAfterOnceARequestWasSent(Stage stage) {
		this.acquirer.requestsSent = true;
		this.acquirer.failure = IwaException.of(IwaErrorCode.UNEXPECTED, stage).local().build();
		assertThat(attemptsInAMinute()).isEqualTo(ATTEMPTS_IN_A_MINUTE);
	}

	@ParameterizedTest
	@CsvSource({ "USERNAME, 5", "CONFIGURATION, 5", "USER_REALM, 2", "KERBEROS, 2", "TOKEN, 2", "FALLBACK, 2" })
	void stagesThatSendNothingAreNotPausedAfter(Stage stage, int expected) {
		fail(IwaErrorCode.UNEXPECTED, stage);
		for (int i = 0; i < 4; i++) {
			failure();
		}
		assertThat(this.acquirer.count()).isEqualTo(expected);
	}

	@Test
	void firstFailureIsRetriedAtOnce() {
		fail(IwaErrorCode.CONNECTION_FAILED, Stage.USER_REALM);
		this.acquirer.failure = null;
		assertThat(this.service.getToken()).isNotNull();
	}

	@Test
	void furtherFailuresAreRetriedAfterAFlatPause() {
		this.service.close();
		this.service = service(Duration.ofSeconds(30), 0.5);
		fail(IwaErrorCode.CONNECTION_FAILED, Stage.USER_REALM);
		for (int i = 0; i < 10; i++) {
			assertThat(failure()).as("a new attempt").isSameAs(this.acquirer.failure);
			assertThat(failure().retryAfter()).isEqualTo(Duration.ofMillis(4875));
			advance(Duration.ofMillis(4875));
		}
	}

	@Test
	void callersDuringAPauseGetTheLastFailureWithTheRemainingDelay() {
		this.acquirer.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN)
			.description("POST to login.example answered 429.")
			.action("Wait.")
			.correlationId("c-1")
			.retryAfter(Duration.ofSeconds(17))
			.build();
		failure();
		advance(Duration.ofSeconds(7));
		IwaException current = failure();
		assertThat(current).hasMessage(this.acquirer.failure.getMessage()).hasCause(this.acquirer.failure);
		assertThat(current.code()).isEqualTo(IwaErrorCode.THROTTLED);
		assertThat(current.stage()).isEqualTo(Stage.TOKEN);
		assertThat(current.isLocal()).isFalse();
		assertThat(current.correlationId()).isEqualTo("c-1");
		assertThat(current.retryAfter()).isEqualTo(Duration.ofSeconds(10));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> this.service.getTokenAsync().get())
			.withCauseInstanceOf(IwaException.class);
		assertThat(this.acquirer.requests).hasSize(1);
		advance(Duration.ofSeconds(10));
		this.acquirer.failure = null;
		assertThat(this.service.getToken()).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 14", "PT1S, 14", "PT17S, 4", "PT5M, 1", "PT720H, 1" })
	void delayThatAResponseNamesIsKeptAndNeverShortensAPause(Duration retryAfter, int attempts) {
		this.acquirer.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN).retryAfter(retryAfter).build();
		assertThat(attemptsInAMinute()).isEqualTo(attempts);
	}

	@Test
	void delayThatAResponseNamesIsKeptForAnHourAtMost() {
		this.acquirer.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN)
			.retryAfter(Duration.ofDays(30))
			.build();
		failure();
		assertThat(failure().retryAfter()).isEqualTo(Duration.ofHours(1));
	}

	/**
	 * The gate before prompts names minutes, but the silent sign-in may succeed before.
	 */
	@Test
	void delayBeforeTheNextPromptDoesNotPauseSilentSignIns() {
		this.acquirer.failure = IwaException.of(IwaErrorCode.FALLBACK_UNAVAILABLE, Stage.FALLBACK)
			.retryAfter(Duration.ofMinutes(5))
			.build();
		failure();
		failure();
		advance(Duration.ofSeconds(1));
		assertThat(failure().retryAfter()).isEqualTo(Duration.ofSeconds(299));
		assertThat(this.acquirer.count()).isEqualTo(2);
		advance(Duration.ofSeconds(4));
		this.acquirer.failure = null;
		assertThat(this.service.getToken()).isNotNull();
	}

	/**
	 * As a failure of a shared sign-in, which another acquisition met.
	 */
	@Test
	void repeatedFailureIsPausedAfterForTheTimeThatItNamesOnly() {
		fail(IwaErrorCode.KDC_UNREACHABLE, Stage.KERBEROS);
		IwaException original = this.acquirer.failure;
		this.acquirer.failure = original.toBuilder().retryAfter(Duration.ofMillis(100)).cause(original).build();
		failure();
		assertThat(failure().retryAfter()).isEqualTo(Duration.ofMillis(100));
	}

	@Test
	void acquisitionThatTimesOutBeforeItGetsAThreadDoesNotEndThePause() throws Exception {
		this.service.close();
		ExecutorService busy = Executors.newFixedThreadPool(1);
		this.service = new CachingTokenService(Set.of("s"), () -> this.acquirer, busy,
				Executors.newSingleThreadExecutor(), Duration.ofMillis(500), new RetryPolicy(Duration.ofMinutes(5)),
				this.now::get);
		throttled();
		CountDownLatch hold = new CountDownLatch(1);
		busy.submit(() -> hold.await(30, TimeUnit.SECONDS));
		IwaException failure = failure();
		hold.countDown();
		assertThat(failure.code()).isEqualTo(IwaErrorCode.TIMEOUT);
		assertThat(failure.isLocal()).isTrue();
		assertThat(failure().code()).isEqualTo(IwaErrorCode.THROTTLED);
		assertThat(this.acquirer.count()).isEqualTo(1);
	}

	@Test
	void acquisitionThatTimesOutDuringARequestIsPausedAfter() {
		this.service.close();
		this.service = service(Duration.ofMillis(100), 0);
		this.acquirer.hold = new CountDownLatch(1);
		for (int i = 0; i < 4; i++) {
			assertThat(failure().code()).isEqualTo(IwaErrorCode.TIMEOUT);
		}
		assertThat(this.acquirer.count()).isEqualTo(2);
	}

	@Test
	void successEndsTheRowOfFailures() {
		fail(IwaErrorCode.TIMEOUT, Stage.TOKEN);
		this.acquirer.failure = null;
		this.service.getToken();
		IwaTokenRequest forced = DEFAULTS.withForceRefresh();
		this.acquirer.failure = IwaException.of(IwaErrorCode.TIMEOUT, Stage.TOKEN).build();
		failure(forced);
		this.acquirer.failure = null;
		assertThat(this.service.getToken(forced)).isNotNull();
	}

	@Test
	void signOutEndsThePause() {
		throttled();
		this.service.signOut();
		this.acquirer.failure = null;
		assertThat(this.service.getToken()).isNotNull();
	}

	@Test
	void changedFingerprintEndsThePauseAndTheRow() {
		throttled();
		this.acquirer.fingerprint = "new ticket";
		fail(IwaErrorCode.KERBEROS_FAILED, Stage.KERBEROS);
		this.acquirer.failure = null;
		assertThat(this.service.getToken()).isNotNull();
	}

	@Test
	void clockThatIsSetBackEndsThePause() {
		throttled();
		this.acquirer.failure = null;
		advance(Duration.ofHours(-3));
		assertThat(this.service.getToken()).isNotNull();
	}

	@Test
	void otherScopesAreNotPaused() {
		throttled();
		this.acquirer.failure = null;
		assertThat(this.service.getToken(DEFAULTS.withScopes("other"))).isNotNull();
	}

	@Test
	void requestsWithClaimsAndWithoutPauseForThemselvesButEverNewClaimsPauseTogether() {
		this.acquirer.failure = IwaException.of(IwaErrorCode.INTERACTION_REQUIRED, Stage.TOKEN).build();
		for (int i = 0; i < 100; i++) {
			failure(DEFAULTS.withClaims("{\"access_token\":{\"c\":{\"value\":\"" + i + "\"}}}"));
		}
		assertThat(this.acquirer.count()).isEqualTo(2);
		this.acquirer.failure = null;
		assertThat(this.service.getToken()).isNotNull();
		assertThat(failure(DEFAULTS.withClaims("{}")).code()).isEqualTo(IwaErrorCode.INTERACTION_REQUIRED);
	}

	@Test
	void onlyTheLatestFailuresAreKept() {
		this.acquirer.failure = IwaException.of(IwaErrorCode.SCOPE_INVALID, Stage.TOKEN)
			.retryAfter(Duration.ofHours(1))
			.build();
		for (int i = 0; i < 1000; i++) {
			failure(DEFAULTS.withScopes("api://other/" + i));
		}
		failure(DEFAULTS.withScopes("api://other/999"));
		failure(DEFAULTS.withScopes("api://other/872"));
		assertThat(this.acquirer.count()).isEqualTo(1000);
		failure(DEFAULTS.withScopes("api://other/0"));
		assertThat(this.acquirer.count()).isEqualTo(1001);
	}

	@Test
	void cachedTokenIsServedDuringAPause() {
		String value = this.service.getToken().value();
		this.acquirer.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN)
			.retryAfter(Duration.ofSeconds(17))
			.build();
		failure(DEFAULTS.withForceRefresh());
		assertThat(this.service.getToken().value()).isEqualTo(value);
	}

	/**
	 * Asks by two threads, at every tenth of a second of a minute.
	 */
	private int attemptsInAMinute() {
		Instant end = this.now.get().plus(MINUTE);
		while (this.now.get().isBefore(end)) {
			List<CompletableFuture<IwaToken>> callers = List.of(this.service.getTokenAsync(),
					this.service.getTokenAsync());
			callers.forEach((caller) -> assertThat(caller).failsWithin(Duration.ofSeconds(30)));
			advance(Duration.ofMillis(50));
		}
		return this.acquirer.count();
	}

	private static Stage stageOf(IwaErrorCode code) {
		return code.name().startsWith("FALLBACK_") ? Stage.FALLBACK : Stage.KERBEROS;
	}

	private void throttled() {
		this.acquirer.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN)
			.retryAfter(Duration.ofHours(1))
			.build();
		failure();
		assertThat(failure().retryAfter()).isEqualTo(Duration.ofHours(1));
		assertThat(this.acquirer.requests).hasSize(1);
	}

	private void fail(IwaErrorCode code, Stage stage) {
		this.acquirer.failure = IwaException.of(code, stage).build();
		assertThat(failure()).isSameAs(this.acquirer.failure);
	}

	private IwaException failure() {
		return failure(DEFAULTS);
	}

	private IwaException failure(IwaTokenRequest request) {
		return catchThrowableOfType(IwaException.class, () -> this.service.getToken(request));
	}

	private void advance(Duration duration) {
		this.now.updateAndGet((time) -> time.plus(duration));
	}

	private CachingTokenService service(Duration timeout, double random) {
		return new CachingTokenService(Set.of("s"), () -> this.acquirer, Executors.newFixedThreadPool(2),
				Executors.newSingleThreadExecutor(), timeout, new RetryPolicy(Duration.ofMinutes(5), () -> random),
				this.now::get);
	}

}
