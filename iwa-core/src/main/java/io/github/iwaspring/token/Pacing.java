package io.github.iwaspring.token;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * When a token is renewed, and when what failed is tried again. Chance spreads both, so
 * that many processes do not ask at the same moment.
 */
public final class Pacing {

	private static final double SPREAD = 0.2;

	private static final long FIRST_PAUSE = 200;

	private static final long LONGEST_PAUSE = 5000;

	private static final int MANY_FAILURES = 10;

	private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

	private final long refreshBeforeExpiry;

	private final DoubleSupplier random;

	/**
	 * Creates a pacing.
	 * @param refreshBeforeExpiry how long before its expiry a token is renewed; positive
	 */
	public Pacing(Duration refreshBeforeExpiry) {
		this(refreshBeforeExpiry, () -> ThreadLocalRandom.current().nextDouble());
	}

	/**
	 * Creates a pacing whose chance is known.
	 * @param random brings numbers from 0, inclusive, to 1, exclusive
	 */
	Pacing(Duration refreshBeforeExpiry, DoubleSupplier random) {
		this.refreshBeforeExpiry = refreshBeforeExpiry.toMillis();
		this.random = random;
	}

	/**
	 * When a token is to be renewed: never in the first two thirds of its time, however
	 * short that is, nor earlier than configured, and up to a fifth later. If the
	 * directory wants it sooner, then sooner, and spread as widely, but not in the first
	 * tenth.
	 * @param now the time at which the token came, in milliseconds
	 * @param expiresAt the end of its time
	 * @param renewFrom from when the directory wants it renewed, if it said so
	 */
	long renewAt(long now, long expiresAt, @Nullable Instant renewFrom) {
		long left = Math.max(expiresAt - now, 0);
		long ahead = Math.min(this.refreshBeforeExpiry, left / 3);
		long from = expiresAt - ahead;
		if (renewFrom != null) {
			from = Math.min(from, Math.max(renewFrom.toEpochMilli(), now + left / 10));
		}
		return from + (long) (ahead * SPREAD * this.random.getAsDouble());
	}

	/**
	 * When to try again: after the time that the directory named, else after one that
	 * grows with each failure.
	 * @param now the present, in milliseconds
	 * @param failures how many attempts failed in a row, at least one
	 * @param retryAfter what the directory named, if it did
	 */
	long tryAgainAt(long now, int failures, @Nullable Duration retryAfter) {
		if (retryAfter != null) {
			return now
					+ ((retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0) ? retryAfter : LONGEST_RETRY_AFTER).toMillis();
		}
		long pause = Math.min(FIRST_PAUSE << Math.min(failures - 1, MANY_FAILURES), LONGEST_PAUSE);
		return now + (long) (pause * this.random.getAsDouble());
	}

}
