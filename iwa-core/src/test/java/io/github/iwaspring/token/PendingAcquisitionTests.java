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
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
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
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PendingAcquisition}: callers who come after the expiry of a token,
 * while its renewal is still in progress.
 */
@Timeout(30)
class PendingAcquisitionTests {

	private final ScriptedAcquirer acquirer = new ScriptedAcquirer();

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

	private final ThreadPoolExecutor threads = (ThreadPoolExecutor) Executors.newFixedThreadPool(3);

	private final CachingTokenService service = new CachingTokenService(Set.of("s"), () -> this.acquirer, this.threads,
			Executors.newSingleThreadExecutor(), Duration.ofSeconds(20), new RetryPolicy(Duration.ofMinutes(5)),
			this.now::get);

	private final CountDownLatch hold = new CountDownLatch(1);

	private CompletableFuture<IwaToken> late;

	@BeforeEach
	void callDuringRenewalAfterExpiry() throws Exception {
		IwaToken token = this.service.getToken();
		this.now.set(token.expiresAt().minusMillis(1));
		this.acquirer.hold = this.hold;
		this.acquirer.started = new CompletableFuture<>();
		this.service.getToken();
		this.acquirer.started.get(10, TimeUnit.SECONDS);
		this.now.set(token.expiresAt());
		this.late = this.service.getTokenAsync();
		while (this.threads.getActiveCount() < 2) {
			assertThat(Thread.currentThread().isInterrupted()).as("time is over").isFalse();
			Thread.onSpinWait();
		}
	}

	@AfterEach
	void close() {
		this.service.close();
	}

	@Test
	void callersGetTheRenewedToken() throws Exception {
		this.hold.countDown();
		assertThat(this.late.get(10, TimeUnit.SECONDS).value()).isEqualTo("token-2");
		assertThat(this.acquirer.renewals).containsExactly(false, true);
	}

	@Test
	void callersStartTheirOwnAcquisitionWhenTheRenewalFails() {
		this.acquirer.failure = IwaException.of(IwaErrorCode.MFA_REQUIRED, Stage.TOKEN).build();
		this.hold.countDown();
		assertThat(this.late).failsWithin(10, TimeUnit.SECONDS);
		assertThat(this.acquirer.renewals).containsExactly(false, true, false);
	}

	@Test
	void callersGetTheRetryAfterOfTheRenewal() {
		this.acquirer.failure = IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN)
			.retryAfter(Duration.ofSeconds(17))
			.build();
		this.hold.countDown();
		assertThat(this.late).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(IwaException.class,
					(ex) -> assertThat(ex.retryAfter()).isEqualTo(Duration.ofSeconds(17)));
		assertThat(this.acquirer.renewals).containsExactly(false, true);
	}

	@Test
	void forcedRefreshDoesNotWaitForTheRenewal() throws Exception {
		this.acquirer.hold = new CountDownLatch(0);
		assertThat(this.service.getToken(IwaTokenRequest.defaults().withForceRefresh()).value()).isEqualTo("token-3");
		this.hold.countDown();
		assertThat(this.late.get(10, TimeUnit.SECONDS).value()).isEqualTo("token-3");
	}

	@Test
	void callersAfterASignOutNeitherWaitForTheRenewalNorGetItsToken() throws Exception {
		this.service.signOut();
		this.acquirer.hold = new CountDownLatch(0);
		assertThat(this.service.getToken().value()).isEqualTo("token-3");
		this.hold.countDown();
		assertThat(this.late.get(10, TimeUnit.SECONDS).value()).isEqualTo("token-2");
		assertThat(this.service.getToken().value()).isEqualTo("token-3");
	}

	@Test
	void callersLearnThatTheServiceWasClosed() {
		this.service.close();
		assertThat(this.late).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withMessageContaining("The token service was closed");
	}

}
