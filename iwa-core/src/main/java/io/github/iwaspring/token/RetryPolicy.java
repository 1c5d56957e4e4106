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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode.Retry;
import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;

/**
 * When a token is renewed, and how long no new attempt starts after a failure. Random
 * jitter spreads both, so that many processes do not send requests at the same moment.
 * All times are in milliseconds since the epoch. Immutable.
 */
public final class RetryPolicy {

	private static final double JITTER = 0.2;

	private static final long FIRST_DELAY = 200;

	private static final long LONGEST_DELAY = 5000;

	private static final int MOST_DOUBLINGS = 10;

	private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

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
	 * time before expiry.
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
		return from + (long) (ahead * JITTER * this.random.getAsDouble());
	}

	/**
	 * When to try again: after the delay that the response named, up to one hour; else
	 * after a random delay whose bound doubles with each failure, up to five seconds.
	 * @param failures how many attempts failed in a row, at least one
	 * @param retryAfter the delay that the response named, if it did
	 */
	long retryAt(long now, int failures, @Nullable Duration retryAfter) {
		if (retryAfter != null) {
			return now
					+ ((retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0) ? retryAfter : LONGEST_RETRY_AFTER).toMillis();
		}
		long bound = Math.min(FIRST_DELAY << Math.min(failures - 1, MOST_DOUBLINGS), LONGEST_DELAY);
		return now + (long) (bound * this.random.getAsDouble());
	}

	/**
	 * Creates the back-off state.
	 */
	BackOff backOff(InstantSource clock) {
		return new BackOff(clock);
	}

	/**
	 * Back-off after failures, for each set of scopes. Applies only to failures of
	 * directory requests whose code is {@code BACK_OFF}. The first failure is retried at
	 * once, unless the response named a delay. A changed fingerprint of the credentials
	 * ends every back-off.
	 */
	final class BackOff {

		private final Map<Set<String>, Failure> failures = new ConcurrentHashMap<>();

		private final InstantSource clock;

		private BackOff(InstantSource clock) {
			this.clock = clock;
		}

		/**
		 * Counts a failed attempt.
		 * @param fingerprint the fingerprint of the credentials before the attempt
		 */
		void failed(Set<String> scopes, IwaException exception, Object fingerprint) {
			if (!applies(exception)) {
				this.failures.remove(scopes);
				return;
			}
			long now = this.clock.millis();
			this.failures.compute(scopes, (key, previous) -> {
				int repeated = (previous != null) ? previous.repeated + 1 : 0;
				boolean atOnce = repeated == 0 && exception.retryAfter() == null;
				long until = atOnce ? now : retryAt(now, Math.max(repeated, 1), exception.retryAfter());
				return new Failure(exception, repeated, now, until, fingerprint);
			});
		}

		void succeeded(Set<String> scopes) {
			this.failures.remove(scopes);
		}

		/**
		 * The last failure, while it is too early for another attempt.
		 * @param fingerprint reads the present fingerprint of the credentials; called
		 * only during a back-off
		 * @return the failure with the remaining delay, or {@code null} if an attempt may
		 * start
		 */
		@Nullable IwaException current(Set<String> scopes, Supplier<Object> fingerprint) {
			Failure failure = this.failures.get(scopes);
			long now = this.clock.millis();
			if (failure == null || !failure.isBackedOff(now) || !failure.fingerprint.equals(fingerprint.get())) {
				return null;
			}
			return failure.exception.toBuilder()
				.retryAfter(Duration.ofMillis(failure.until - now))
				.cause(failure.exception)
				.build();
		}

		private static boolean applies(IwaException exception) {
			return exception.code().retry() == Retry.BACK_OFF && switch (exception.stage()) {
				case USER_REALM, FEDERATION_METADATA, WS_TRUST, TOKEN -> true;
				case CONFIGURATION, USERNAME, KERBEROS, FALLBACK -> false;
			};
		}

		private record Failure(IwaException exception, int repeated, long since, long until, Object fingerprint) {

			/**
			 * Whether the back-off lasts. A clock that was set back ends it.
			 */
			boolean isBackedOff(long now) {
				return now >= this.since && now < this.until;
			}

		}

	}

}
