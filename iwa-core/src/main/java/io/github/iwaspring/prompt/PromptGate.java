package io.github.iwaspring.prompt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import io.github.iwaspring.entra.Scopes;
import org.jspecify.annotations.Nullable;

/**
 * The gate before all prompts: one at a time, and for one resource one in five minutes.
 * What counts is that a person saw something, however it ended; a sign-out changes
 * nothing.
 */
public final class PromptGate {

	/**
	 * How long a resource gets no second prompt.
	 */
	public static final Duration PAUSE = Duration.ofMinutes(5);

	private final InstantSource clock;

	private final ReentrantLock turn = new ReentrantLock();

	private final Map<Set<String>, Instant> prompts = new ConcurrentHashMap<>();

	private final AtomicLong ended = new AtomicLong();

	/**
	 * Creates an open gate.
	 * @param clock tells how long ago a prompt was
	 */
	public PromptGate(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * How many prompts have ended so far, for comparison with a later number.
	 * @return the number
	 */
	public long ended() {
		return this.ended.get();
	}

	/**
	 * Waits for the end of a prompt that is shown now.
	 * @param scopes what a token is wanted for
	 * @param timeout how long to wait at most
	 * @return the turn, to be closed on the same thread; {@code null} after the time-out
	 * @throws InterruptedException if the waiting was given up
	 */
	public @Nullable Turn enter(Collection<String> scopes, Duration timeout) throws InterruptedException {
		return this.turn.tryLock(Math.max(timeout.toNanos(), 0), TimeUnit.NANOSECONDS)
				? new Turn(Scopes.resources(scopes)) : null;
	}

	/**
	 * The right to prompt, for as long as it is not closed.
	 */
	public final class Turn implements AutoCloseable {

		private final Set<String> resources;

		private boolean shown;

		private Turn(Set<String> resources) {
			this.resources = resources;
		}

		/**
		 * How long no prompt may be shown for this resource.
		 * @return the time, or {@code null} if one may be shown now
		 */
		public @Nullable Duration pause() {
			Instant now = PromptGate.this.clock.instant();
			Instant last = PromptGate.this.prompts.get(this.resources);
			Duration left = (last != null) ? Duration.between(now, last.plus(PAUSE)) : Duration.ZERO;
			return (left.isZero() || left.isNegative()) ? null : (left.compareTo(PAUSE) > 0) ? PAUSE : left;
		}

		/**
		 * Notes that a person sees a prompt from now on.
		 */
		public void shown() {
			this.shown = true;
			remember();
		}

		private void remember() {
			PromptGate.this.prompts.put(this.resources, Objects.requireNonNull(PromptGate.this.clock.instant()));
		}

		@Override
		public void close() {
			if (this.shown) {
				remember();
				PromptGate.this.ended.incrementAndGet();
			}
			PromptGate.this.turn.unlock();
		}

	}

}
