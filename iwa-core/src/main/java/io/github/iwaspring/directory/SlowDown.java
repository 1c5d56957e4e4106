package io.github.iwaspring.directory;

import java.time.Duration;

import io.github.iwaspring.IwaErrorCode;

/**
 * The time that a cloud wants between two questions beyond the interval that it named: 5
 * seconds more for each {@code slow_down} (RFC 8628, section 3.5). Belongs to one
 * conversation.
 */
final class SlowDown {

	private static final Duration STEP = Duration.ofSeconds(5);

	private final Sleeper sleeper;

	private Duration wait = Duration.ZERO;

	SlowDown(Sleeper sleeper) {
		this.sleeper = sleeper;
	}

	/**
	 * Waits as a part of a conversation: no longer than it may last, and not when it is
	 * given up.
	 */
	static SlowDown in(SignInContext conversation) {
		return new SlowDown((time) -> sleep(time, conversation));
	}

	private static void sleep(Duration time, SignInContext conversation) {
		Duration left = conversation.remaining();
		try {
			Thread.sleep(Math.max(((left.compareTo(time) < 0) ? left : time).toMillis(), 0));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw conversation.failure(IwaErrorCode.UNEXPECTED, "was given up.")
				.action("The acquisition had timed out, or the application was closing.")
				.build();
		}
	}

	/**
	 * Waits for as long as was demanded so far; not at all if nothing was.
	 * @param more whether the cloud has just demanded more
	 */
	void await(boolean more) {
		this.wait = more ? this.wait.plus(STEP) : this.wait;
		if (!this.wait.isZero()) {
			this.sleeper.sleep(this.wait);
		}
	}

	/**
	 * Lets a time pass, or throws if it is cut short.
	 */
	@FunctionalInterface
	interface Sleeper {

		void sleep(Duration time);

	}

}
