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
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;

/**
 * The pauses after failures that a request led to. The first failure in a row is retried
 * at once, unless it names a delay; after each further one there is a pause, during which
 * callers get the last failure. A success ends the row, and so does a changed fingerprint
 * of the credentials, for the failures that are found from then on.
 * <p>
 * The pause does not grow, because an administrator or a VPN may end the failure at any
 * time. Holds the latest failures only. Safe for use by several threads.
 *
 * @param <K> what the failures concern
 */
public final class BackOff<K> {

	private static final int MAX_SIZE = 128;

	private static final Duration LONGEST = Duration.ofHours(1);

	private final Map<K, Failure> failures = LatestEntries.atMost(MAX_SIZE);

	private final InstantSource clock;

	private final Supplier<Duration> pause;

	/**
	 * Creates a back-off without failures.
	 * @param clock tells when a pause is over
	 * @param pause supplies the pause after a failure that names no delay
	 */
	public BackOff(InstantSource clock, Supplier<Duration> pause) {
		this.clock = clock;
		this.pause = pause;
	}

	/**
	 * Counts a failed attempt.
	 * @param key what the failure concerns
	 * @param exception the failure
	 * @param fingerprint the fingerprint of the credentials before the attempt
	 */
	public synchronized void failed(K key, IwaException exception, Object fingerprint) {
		long now = this.clock.millis();
		Failure previous = this.failures.remove(key);
		boolean isFirst = previous == null || !previous.fingerprint.equals(fingerprint);
		Duration delay = isFirst ? Duration.ZERO : this.pause.get();
		Duration named = delayOf(exception);
		if (named != null && (isRepeated(exception) || named.compareTo(delay) > 0)) {
			delay = named;
		}
		this.failures.put(key, new Failure(exception, now, now + delay.toMillis(), fingerprint));
	}

	/**
	 * Ends the row of failures.
	 * @param key what they concerned
	 */
	public void succeeded(K key) {
		this.failures.remove(key);
	}

	/**
	 * Finds the last failure, while it is too early for another attempt.
	 * @param key what is wanted
	 * @param fingerprint reads the present fingerprint of the credentials; called only
	 * during a pause
	 * @return the failure with the remaining delay, or {@code null} if an attempt may
	 * start
	 */
	public @Nullable IwaException current(K key, Supplier<Object> fingerprint) {
		Failure failure = this.failures.get(key);
		long now = this.clock.millis();
		if (failure == null || !failure.isPausedAt(now) || !failure.fingerprint.equals(fingerprint.get())) {
			return null;
		}
		return failure.exception.toBuilder().retryAfter(failure.left(now)).cause(failure.exception).build();
	}

	/**
	 * Whether a failure repeats that of an earlier attempt, so that no request led to it.
	 */
	private static boolean isRepeated(IwaException exception) {
		return exception.getCause() instanceof IwaException original && original.code() == exception.code()
				&& original.stage() == exception.stage();
	}

	/**
	 * The delay that a failure names. That of the gate before prompts is for the user:
	 * the failure behind it may end before.
	 */
	private static @Nullable Duration delayOf(IwaException exception) {
		Duration delay = (exception.code() != IwaErrorCode.FALLBACK_UNAVAILABLE) ? exception.retryAfter() : null;
		return (delay == null || delay.compareTo(LONGEST) < 0) ? delay : LONGEST;
	}

	/**
	 * The last failure of a row. Times are in milliseconds since the epoch.
	 *
	 * @param exception the failure
	 * @param since when it was counted
	 * @param until the end of the pause
	 * @param fingerprint the fingerprint of the credentials before the attempt
	 */
	private record Failure(IwaException exception, long since, long until, Object fingerprint) {

		/**
		 * Whether the pause lasts. A clock that was set back ends it.
		 */
		boolean isPausedAt(long now) {
			return now >= this.since && now < this.until;
		}

		/**
		 * What is left of the pause, or of the longer time that the failure named.
		 */
		Duration left(long now) {
			Duration pause = Duration.ofMillis(this.until - now);
			Duration named = this.exception.retryAfter();
			Duration ofNamed = (named != null && named.compareTo(LONGEST) < 0) ? named.minusMillis(now - this.since)
					: pause;
			return (ofNamed.compareTo(pause) > 0) ? ofNamed : pause;
		}

	}

}
