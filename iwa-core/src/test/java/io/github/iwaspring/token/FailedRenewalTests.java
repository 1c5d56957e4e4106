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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaTokenRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the effects of failed renewals. The first token is valid for two hours, and
 * the pause after a failure is always five seconds.
 */
@Timeout(60)
class FailedRenewalTests {

	/**
	 * Wine wakes threads by its server, which takes many times as long.
	 */
	private static final int RENEWALS = (System.getenv("WINEPREFIX") != null) ? 1_000 : 20_000;

	private static final double WITHOUT_PAUSE = 20;

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private static final Instant EXPIRY = START.plus(Duration.ofMinutes(120));

	private static final Instant DUE = EXPIRY.minus(Duration.ofMinutes(5));

	private final ScriptedAcquirer acquirer = new ScriptedAcquirer();

	private volatile double random;

	private final AtomicReference<Instant> now = new AtomicReference<>(START);

	private final ExecutorService threads = Executors.newFixedThreadPool(1);

	private final CachingTokenService service = new CachingTokenService(Set.of("api://orders/.default"),
			() -> this.acquirer, this.threads, Executors.newSingleThreadExecutor(), Duration.ofSeconds(30),
			new RetryPolicy(Duration.ofMinutes(5), () -> this.random), this.now::get);

	@BeforeEach
	void signIn() {
		assertThat(this.service.getToken().expiresAt()).isEqualTo(EXPIRY);
	}

	@AfterEach
	void close() {
		this.service.close();
	}

	@Test
	void failureDuringBackOffSaysSinceWhenRenewalsHaveFailed() throws Exception {
		this.acquirer.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN)
			.description("POST to login.example answered 429.")
			.action("Wait.")
			.retryAfter(Duration.ofMinutes(1))
			.build();
		this.now.set(EXPIRY.minusSeconds(1));
		renew();
		this.now.set(EXPIRY);
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken)
			.withMessage("POST to login.example answered 429. The previous token expired at " + EXPIRY
					+ "; its renewal had failed since " + EXPIRY.minusSeconds(1) + " (attempts: 1). Wait.");
	}

	@Test
	void failureWhileTheTokenIsValidDoesNotSayThatItExpired() throws Exception {
		this.acquirer.failure = IwaException.of(IwaErrorCode.CONNECTION_FAILED, Stage.TOKEN).build();
		this.now.set(DUE);
		renew();
		IwaTokenRequest forced = IwaTokenRequest.defaults().withForceRefresh();
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> this.service.getToken(forced))
			.isSameAs(this.acquirer.failure);
	}

	@Test
	void renewalStartsOnlyAfterThePauseThatAForcedRefreshLedTo() throws Exception {
		IwaTokenRequest forced = IwaTokenRequest.defaults().withForceRefresh();
		this.acquirer.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN)
			.retryAfter(Duration.ofSeconds(60))
			.build();
		this.now.set(DUE);
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> this.service.getToken(forced));
		this.acquirer.failure = null;
		for (int second = 0; second < 60; second++) {
			renew();
			assertThat(this.acquirer.count()).isEqualTo(2);
			this.now.set(DUE.plusSeconds(second + 1));
		}
		renew();
		assertThat(this.service.getToken().value()).isEqualTo("token-3");
	}

	@Test
	void renewalIsTriedAgainFiveSecondsAfterTheCredentialsChangedAtTheLatest() throws Exception {
		wrongKey();
		this.now.set(DUE);
		renew();
		this.acquirer.failure = null;
		this.acquirer.fingerprint = "new keytab";
		this.now.set(DUE.plusSeconds(5));
		renew();
		assertThat(this.service.getToken().value()).isEqualTo("token-3");
	}

	@Test
	void renewalThatMetAWrongKeyIsNotRepeatedWhileTheTokenIsServed() throws Exception {
		wrongKey();
		for (int second = 0; second < 299; second++) {
			this.now.set(DUE.plusSeconds(second));
			renew();
		}
		assertThat(this.acquirer.renewals).containsExactly(false, true);
	}

	@Test
	void wrongKeyThatTheRenewalMetIsToldWhenTheTokenHasExpired() throws Exception {
		wrongKey();
		this.now.set(EXPIRY.minusSeconds(1));
		renew();
		this.now.set(EXPIRY);
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken)
			.satisfies((ex) -> assertThat(ex.retryAfter()).isEqualTo(Duration.ofSeconds(299)))
			.satisfies((ex) -> assertThat(ex.isLocal()).isFalse())
			.withMessageContaining("its renewal had failed since " + EXPIRY.minusSeconds(1) + " (attempts: 1)");
		assertThat(this.acquirer.renewals).containsExactly(false, true);
	}

	@Test
	void renewalsThatFailAreStartedAtMostTwelveTimesAMinute() throws Exception {
		this.acquirer.failure = IwaException.of(IwaErrorCode.KDC_UNREACHABLE, Stage.KERBEROS).build();
		for (int millis = 0; millis < 60_000; millis += 100) {
			this.now.set(DUE.plusMillis(millis));
			renew();
		}
		assertThat(this.acquirer.count() - 1).isEqualTo(12);
	}

	/**
	 * Without a pause, callers come at the very moment at which a renewal ends.
	 */
	@Test
	void manyCallersLoseNoRenewal() throws Exception {
		this.acquirer.failure = IwaException.of(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS).local().build();
		this.random = WITHOUT_PAUSE;
		this.now.set(DUE);
		ExecutorService callers = Executors.newFixedThreadPool(2);
		try {
			for (int i = 0; i < 2; i++) {
				callers.submit(() -> {
					while (!Thread.currentThread().isInterrupted()) {
						this.service.getToken();
					}
				});
			}
			while (this.acquirer.count() < RENEWALS) {
				assertThat(Thread.currentThread().isInterrupted()).as("time is over").isFalse();
				Thread.onSpinWait();
			}
		}
		finally {
			callers.shutdownNow();
			assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		}
	}

	private void wrongKey() {
		this.acquirer.failure = IwaException.of(IwaErrorCode.KERBEROS_FAILED, Stage.KERBEROS)
			.retryAfter(Duration.ofMinutes(5))
			.build();
	}

	private void renew() throws Exception {
		this.service.getToken();
		this.threads.submit(() -> {
		}).get(10, TimeUnit.SECONDS);
	}

}
