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

package io.github.iwaspring.actuate;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.token.TokenStatus;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of one configured API, judged by the last acquisition of its token. Sends no
 * request: whether a failure lasts is not known until somebody tries again, so it counts
 * for five minutes. What callers are told during a pause is the same failure, not a new
 * one.
 */
final class TokenHealth implements HealthIndicator {

	private static final Duration LONGEST_DOWN = Duration.ofMinutes(5);

	private final Supplier<TokenStatus> status;

	private final InstantSource clock;

	/**
	 * Creates the indicator.
	 * @param scopes the scopes of the API
	 * @param clock tells how long ago a failure was
	 */
	TokenHealth(IwaTokenService tokens, Set<String> scopes, InstantSource clock) {
		this.status = () -> TokenStatus.of(tokens).apply(scopes);
		this.clock = clock;
	}

	@Override
	public Health health() {
		TokenStatus status = this.status.get();
		TokenStatus.LastFailure failure = status.lastFailure();
		if (status.expiresAt() != null) {
			Health.Builder up = Health.up();
			return ((status.renewalFailingSince() != null)
					? up.withDetail("renewalFailingSince", status.renewalFailingSince().toString()) : up)
				.build();
		}
		if (failure == null) {
			return Health.unknown().build();
		}
		return (isRecent(failure) ? Health.down() : Health.unknown())
			.withDetail("code", failure.exception().code().id())
			.withDetail("stage", failure.exception().stage().name())
			.withDetail("at", failure.at().toString())
			.build();
	}

	private boolean isRecent(TokenStatus.LastFailure failure) {
		return !failure.credentialsChanged()
				&& Duration.between(failure.at(), this.clock.instant()).compareTo(LONGEST_DOWN) < 0;
	}

}
