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
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * When a token is renewed, and how long attempts pause after a failure. Random jitter
 * spreads both, so that many processes do not send requests at the same moment.
 * Immutable.
 */
public final class RetryPolicy {

	private static final double RENEWAL_JITTER = 0.2;

	/**
	 * An administrator who has repaired the directory sees the application succeed after
	 * that time.
	 */
	static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

	private static final double PAUSE_JITTER = 0.05;

	private final long refreshBeforeExpiry;

	private final DoubleSupplier random;

	/**
	 * Creates a policy.
	 * @param refreshBeforeExpiry how long before its expiry a token is renewed; positive
	 */
	public RetryPolicy(Duration refreshBeforeExpiry) {
		this(refreshBeforeExpiry, () -> ThreadLocalRandom.current().nextDouble());
	}

	/**
	 * Creates a policy with a given source of randomness.
	 * @param random supplies numbers from 0 (inclusive) to 1 (exclusive)
	 */
	RetryPolicy(Duration refreshBeforeExpiry, DoubleSupplier random) {
		this.refreshBeforeExpiry = refreshBeforeExpiry.toMillis();
		this.random = random;
	}

	/**
	 * When to renew a token: at the configured time before its expiry, but never in the
	 * first two thirds of its lifetime. If the directory wants it renewed earlier, then
	 * at that time, but never in the first tenth. The jitter adds up to a fifth of the
	 * time before expiry. All times are in milliseconds since the epoch.
	 * @param now when the token was issued
	 * @param expiresAt when the token expires
	 * @param renewFrom when the directory wants it renewed, if it said so
	 */
	long renewAt(long now, long expiresAt, @Nullable Instant renewFrom) {
		long lifetime = Math.max(expiresAt - now, 0);
		long ahead = Math.min(this.refreshBeforeExpiry, lifetime / 3);
		long from = expiresAt - ahead;
		if (renewFrom != null) {
			from = Math.min(from, Math.max(renewFrom.toEpochMilli(), now + lifetime / 10));
		}
		return from + (long) (ahead * RENEWAL_JITTER * this.random.getAsDouble());
	}

	/**
	 * The pause after the second failure in a row, and after each further one.
	 */
	Duration pause() {
		return LONGEST_PAUSE.minusMillis((long) (LONGEST_PAUSE.toMillis() * PAUSE_JITTER * this.random.getAsDouble()));
	}

	/**
	 * Creates the back-off state.
	 */
	<K> BackOff<K> backOff(InstantSource clock) {
		return new BackOff<>(clock, this::pause);
	}

}
