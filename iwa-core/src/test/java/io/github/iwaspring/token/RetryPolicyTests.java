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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaTokenRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link RetryPolicy}.
 */
class RetryPolicyTests {

	private static final long NOW = 1_000_000_000;

	private static final double ALMOST_ONE = Math.nextDown(1.0);

	@ParameterizedTest
	@CsvSource({ "0, 3300000", "0.5, 3330000", "0.999999, 3359999" })
	void renewAtIsTheConfiguredTimeOrUpToAFifthLater(double random, long expected) {
		assertThat(policy(random).renewAt(NOW, NOW + 3_600_000, null) - NOW).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "0, 40000", "0.999999, 43999" })
	void renewAtWhenTokenIsShortLivedThenInItsLastThird(double random, long expected) {
		assertThat(policy(random).renewAt(NOW, NOW + 60_000, null) - NOW).isEqualTo(expected);
	}

	@Test
	void renewAtWhenTokenIsExpiredThenItsExpiry() {
		assertThat(policy(0).renewAt(NOW, NOW - 60_000, null)).isEqualTo(NOW - 60_000);
	}

	@ParameterizedTest
	@CsvSource({ "1, 200", "2, 400", "3, 800", "5, 3200", "6, 5000", "7, 5000", "1000000, 5000" })
	void retryAtDoublesTheDelayWithEachFailureUpToFiveSeconds(int failures, long longest) {
		assertThat(policy(ALMOST_ONE).retryAt(NOW, failures, null) - NOW).isBetween(longest - 1, longest);
		assertThat(policy(0.5).retryAt(NOW, failures, null) - NOW).isEqualTo(longest / 2);
		assertThat(policy(0).retryAt(NOW, failures, null)).isEqualTo(NOW);
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 0", "PT17S, 17000", "PT1H, 3600000", "PT720H, 3600000" })
	void retryAtWhenResponseNamesADelayThenThatDelayUpToOneHour(Duration retryAfter, long expected) {
		assertThat(policy(0.5).retryAt(NOW, 1, retryAfter) - NOW).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "1800, 1800", "3500, 3300", "-5, 360", "0, 360" })
	void renewAtWhenDirectoryWantsItEarlierThenEarlierButNotInTheFirstTenth(long renewFrom, long expected) {
		assertThat(policy(0).renewAt(NOW, NOW + 3_600_000, Instant.ofEpochMilli(NOW).plusSeconds(renewFrom)) - NOW)
			.isEqualTo(expected * 1000);
	}

	@ParameterizedTest
	@CsvSource({ "1800, 1830000", "3300, 3330000", "0, 390000" })
	void renewAtWhenDirectoryNamesATimeThenAddsJitterToo(long renewFrom, long expected) {
		assertThat(policy(0.5).renewAt(NOW, NOW + 3_600_000, Instant.ofEpochMilli(NOW).plusSeconds(renewFrom)) - NOW)
			.isEqualTo(expected);
	}

	@Test
	void renewAtWithRealRandomnessStaysInItsBounds() {
		RetryPolicy policy = new RetryPolicy(Duration.ofMinutes(5));
		for (int i = 0; i < 1000; i++) {
			assertThat(policy.renewAt(NOW, NOW + 3_600_000, null) - NOW).isBetween(3_300_000L, 3_360_000L);
		}
	}

	private static RetryPolicy policy(double random) {
		return new RetryPolicy(Duration.ofMinutes(5), () -> random);
	}

	/**
	 * Tests for {@link RetryPolicy.BackOff}, as callers of the service see it.
	 */
	@Nested
	class BackOffTests {

		private final ScriptedAcquirer acquirer = new ScriptedAcquirer();

		private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

		private final CachingTokenService service = new CachingTokenService(Set.of("s"), () -> this.acquirer,
				Executors.newFixedThreadPool(1), Executors.newSingleThreadExecutor(), Duration.ofSeconds(30),
				policy(0.5), this.now::get);

		@AfterEach
		void close() {
			this.service.close();
		}

		@Test
		void firstFailureIsRetriedAtOnce() {
			fail(IwaErrorCode.CONNECTION_FAILED, Stage.USER_REALM);
			this.acquirer.failure = null;
			assertThat(this.service.getToken()).isNotNull();
		}

		@Test
		void furtherFailuresAreRetriedAfterDelaysThatGrowToFiveSeconds() {
			fail(IwaErrorCode.CONNECTION_FAILED, Stage.USER_REALM);
			for (int half : new int[] { 100, 200, 400, 800, 1600, 2500, 2500 }) {
				assertThat(failure()).as("a new attempt").isSameAs(this.acquirer.failure);
				assertThat(failure().retryAfter()).isEqualTo(Duration.ofMillis(half));
				advance(Duration.ofMillis(half));
			}
		}

		@Test
		void callersDuringBackOffGetTheLastFailureWithTheRemainingDelay() {
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
		@CsvSource({ "TICKET_MISSING, KERBEROS", "TIMEOUT, KERBEROS", "KDC_UNREACHABLE, KERBEROS",
				"USER_MISMATCH, USERNAME", "CONFIGURATION_REFUSED, CONFIGURATION", "MFA_REQUIRED, TOKEN",
				"NEGOTIATE_REJECTED, WS_TRUST", "FALLBACK_TIMEOUT, FALLBACK" })
		void failuresThatANewTicketOrTheUserCanEndAreNotBackedOffFrom(IwaErrorCode code, Stage stage) {
			for (int i = 1; i <= 5; i++) {
				fail(code, stage);
				assertThat(this.acquirer.requests).hasSize(i);
			}
			this.acquirer.failure = null;
			assertThat(this.service.getToken()).isNotNull();
		}

		@Test
		void successResetsTheCountOfFailures() {
			fail(IwaErrorCode.TIMEOUT, Stage.TOKEN);
			this.acquirer.failure = null;
			this.service.getToken();
			IwaTokenRequest forced = IwaTokenRequest.defaults().withForceRefresh();
			this.acquirer.failure = IwaException.of(IwaErrorCode.TIMEOUT, Stage.TOKEN).build();
			catchThrowableOfType(IwaException.class, () -> this.service.getToken(forced));
			this.acquirer.failure = null;
			assertThat(this.service.getToken(forced)).isNotNull();
		}

		@Test
		void signOutEndsBackOff() {
			throttled();
			this.service.signOut();
			this.acquirer.failure = null;
			assertThat(this.service.getToken()).isNotNull();
		}

		@Test
		void changedFingerprintEndsBackOff() {
			throttled();
			this.acquirer.failure = null;
			this.acquirer.fingerprint = "new ticket";
			assertThat(this.service.getToken()).isNotNull();
		}

		@Test
		void otherScopesAreNotBackedOffFrom() {
			throttled();
			this.acquirer.failure = null;
			assertThat(this.service.getToken(IwaTokenRequest.defaults().withScopes("other"))).isNotNull();
		}

		@Test
		void clockThatIsSetBackEndsBackOff() {
			throttled();
			this.acquirer.failure = null;
			advance(Duration.ofHours(-3));
			assertThat(this.service.getToken()).isNotNull();
		}

		@Test
		void cachedTokenIsServedDuringBackOff() {
			String value = this.service.getToken().value();
			this.acquirer.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN)
				.retryAfter(Duration.ofSeconds(17))
				.build();
			catchThrowableOfType(IwaException.class,
					() -> this.service.getToken(IwaTokenRequest.defaults().withForceRefresh()));
			assertThat(this.service.getToken().value()).isEqualTo(value);
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
			return catchThrowableOfType(IwaException.class, this.service::getToken);
		}

		private void advance(Duration duration) {
			this.now.updateAndGet((time) -> time.plus(duration));
		}

	}

}
