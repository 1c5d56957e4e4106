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
import java.util.concurrent.atomic.AtomicReference;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AcquisitionTask}, on one thread.
 */
class AcquisitionTaskTests {

	private static final Set<String> SCOPES = Set.of("s");

	private static final IwaTokenRequest REQUEST = IwaTokenRequest.defaults().withScopes("s");

	private static final IwaException AWAY = IwaException.of(IwaErrorCode.SERVICE_UNAVAILABLE, Stage.TOKEN)
		.description("It is away.")
		.action("Wait.")
		.retryAfter(Duration.ofMinutes(1))
		.build();

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

	private final ScriptedAcquirer acquirer = new ScriptedAcquirer();

	private final TokenCache cache = new TokenCache(this.now::get, new RetryPolicy(Duration.ofMinutes(5), () -> 0));

	@Test
	void acquiredTokenIsInTheCacheBeforeTheEnd() {
		IwaToken token = task(AcquisitionKey.acquisition(REQUEST, this.cache)).run(() -> this.acquirer).token();
		assertThat(this.cache.valid(SCOPES).token().value()).isEqualTo(token.value());
	}

	@Test
	void tokenInTheCacheIsNotAcquiredAgainExceptByAPrefetch() {
		AcquisitionTask acquisition = task(AcquisitionKey.acquisition(REQUEST, this.cache));
		acquisition.run(() -> this.acquirer);
		assertThat(acquisition.run(() -> this.acquirer).token().value()).isEqualTo("token-1");
		assertThat(task(AcquisitionKey.prefetch(REQUEST, this.cache)).run(() -> this.acquirer).token().value())
			.isEqualTo("token-2");
	}

	@Test
	void failureIsKnownToTheCacheOnlyOnceItCounts() {
		this.acquirer.failure = AWAY;
		AcquisitionTask task = task(AcquisitionKey.acquisition(REQUEST, this.cache));
		AcquisitionOutcome outcome = task.run(() -> this.acquirer);
		assertThat(outcome.failure()).isSameAs(AWAY);
		assertThat(paused()).isFalse();
		assertThat(task.count(outcome).failure()).isSameAs(AWAY);
		assertThat(paused()).isTrue();
		assertThat(this.cache.status(SCOPES, () -> "ticket").lastFailure().exception()).isSameAs(AWAY);
	}

	@Test
	void failureDuringAPauseIsRepeatedAndDoesNotCount() {
		this.cache.failures().pauseAfter(REQUEST, AWAY, "ticket");
		AcquisitionTask task = task(AcquisitionKey.acquisition(REQUEST, this.cache));
		AcquisitionOutcome outcome = task.run(() -> this.acquirer);
		assertThat(outcome.isRepeated()).isTrue();
		task.count(outcome);
		assertThat(this.acquirer.requests).isEmpty();
		assertThat(this.cache.status(SCOPES, () -> "ticket").lastFailure()).isNull();
		this.now.updateAndGet((time) -> time.plusSeconds(60));
		assertThat(paused()).as("the pause is no longer than it was").isFalse();
	}

	@Test
	void renewalMayBeClaimedAgainOnlyAfterItWasReleased() {
		CachedToken cached = dueForRenewal();
		this.acquirer.failure = AWAY;
		AcquisitionTask renewal = task(AcquisitionKey.renewal(cached, this.cache));
		AcquisitionOutcome outcome = renewal.count(renewal.run(() -> this.acquirer));
		long later = cached.token().expiresAt().toEpochMilli();
		assertThat(cached.tryStartRenewal(later)).isFalse();
		renewal.release(outcome);
		assertThat(cached.tryStartRenewal(later)).isTrue();
		assertThat(cached.renewalFailingSince()).isEqualTo(this.now.get());
	}

	@Test
	void repeatedFailureOfARenewalIsNoAttempt() {
		CachedToken cached = dueForRenewal();
		AcquisitionTask renewal = task(AcquisitionKey.renewal(cached, this.cache));
		this.cache.failures().pauseAfter(REQUEST, AWAY, "ticket");
		renewal.release(renewal.count(renewal.run(() -> this.acquirer)));
		assertThat(cached.renewalFailingSince()).isNull();
		assertThat(cached.tryStartRenewal(cached.token().expiresAt().toEpochMilli())).isTrue();
	}

	private CachedToken dueForRenewal() {
		Instant expiresAt = task(AcquisitionKey.acquisition(REQUEST, this.cache)).run(() -> this.acquirer)
			.token()
			.expiresAt();
		this.now.set(expiresAt.minusSeconds(60));
		CachedToken cached = this.cache.valid(SCOPES);
		assertThat(cached.tryStartRenewal(this.cache.now())).isTrue();
		return cached;
	}

	private boolean paused() {
		return this.cache.failures().current(REQUEST, () -> "ticket") != null;
	}

	private static AcquisitionTask task(AcquisitionKey key) {
		return new AcquisitionTask(key,
				new AcquisitionContext(key.request(), Duration.ofSeconds(30), AcquisitionListener.NONE));
	}

}
