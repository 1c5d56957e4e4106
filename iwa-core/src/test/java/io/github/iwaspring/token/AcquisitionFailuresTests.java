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

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaTokenRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AcquisitionFailures}.
 */
class AcquisitionFailuresTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private static final IwaTokenRequest PLAIN = IwaTokenRequest.defaults().withScopes("s");

	private static final IwaTokenRequest WITH_CLAIMS = PLAIN.withClaims("{}");

	private static final IwaException AWAY = IwaException.of(IwaErrorCode.SERVICE_UNAVAILABLE, Stage.TOKEN)
		.retryAfter(Duration.ofMinutes(1))
		.build();

	private final AcquisitionFailures failures = new AcquisitionFailures(() -> NOW,
			new RetryPolicy(Duration.ofMinutes(5)));

	@Test
	void failureThatCostNoRequestIsToldByTheStatusAndPausesNothing() {
		this.failures.failed(PLAIN, AWAY, "ticket");
		assertThat(this.failures.last(Set.of("s"), () -> "ticket").exception()).isSameAs(AWAY);
		assertThat(isPaused(PLAIN)).isFalse();
	}

	@Test
	void failureWithClaimsPausesRequestsWithClaimsAndIsNotToldByTheStatus() {
		this.failures.pauseAfter(WITH_CLAIMS, AWAY, "ticket");
		this.failures.failed(WITH_CLAIMS, AWAY, "ticket");
		assertThat(isPaused(WITH_CLAIMS)).isTrue();
		assertThat(isPaused(PLAIN)).isFalse();
		assertThat(this.failures.last(Set.of("s"), () -> "ticket")).isNull();
	}

	@Test
	void tokenForClaimsEndsTheFailuresWithoutClaimsToo() {
		this.failures.pauseAfter(PLAIN, AWAY, "ticket");
		this.failures.failed(PLAIN, AWAY, "ticket");
		this.failures.pauseAfter(WITH_CLAIMS, AWAY, "ticket");
		this.failures.succeeded(WITH_CLAIMS);
		assertThat(isPaused(PLAIN)).isFalse();
		assertThat(isPaused(WITH_CLAIMS)).isFalse();
		assertThat(this.failures.last(Set.of("s"), () -> "ticket")).isNull();
	}

	@Test
	void tokenWithoutClaimsLeavesTheFailuresWithClaims() {
		this.failures.pauseAfter(WITH_CLAIMS, AWAY, "ticket");
		this.failures.succeeded(PLAIN);
		assertThat(isPaused(WITH_CLAIMS)).isTrue();
	}

	@Test
	void credentialsHaveNotChangedWhereNoneCameToUse() {
		this.failures.failed(PLAIN, AWAY, "");
		assertThat(this.failures.last(Set.of("s"), () -> "ticket").credentialsChanged()).isFalse();
		this.failures.failed(PLAIN, AWAY, "another ticket");
		assertThat(this.failures.last(Set.of("s"), () -> "ticket").credentialsChanged()).isTrue();
	}

	private boolean isPaused(IwaTokenRequest request) {
		return this.failures.current(request, () -> "ticket") != null;
	}

}
