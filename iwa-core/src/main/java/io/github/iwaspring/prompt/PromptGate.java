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
 * The limit on prompts: one at a time, and one per resource in five minutes. A prompt
 * counts once the user saw it, however it ended. A sign-out does not reset the limit.
 */
public final class PromptGate {

	/**
	 * The time between two prompts for one resource.
	 */
	public static final Duration PAUSE = Duration.ofMinutes(5);

	private final InstantSource clock;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<Set<String>, Instant> prompts = new ConcurrentHashMap<>();

	private final AtomicLong ended = new AtomicLong();

	/**
	 * Creates a gate that no prompt has passed yet.
	 * @param clock the clock for the time since the last prompt
	 */
	public PromptGate(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Returns the number of prompts that have ended. A caller that compares it with a
	 * later one learns whether there was a prompt in between.
	 * @return the number
	 */
	public long ended() {
		return this.ended.get();
	}

	/**
	 * Waits until no other prompt is shown.
	 * @param scopes the scopes of the wanted token
	 * @param timeout how long to wait
	 * @return the permit, to be closed by the same thread; {@code null} after the
	 * time-out
	 * @throws InterruptedException if the thread is interrupted
	 */
	public @Nullable Permit enter(Collection<String> scopes, Duration timeout) throws InterruptedException {
		return this.lock.tryLock(Math.max(timeout.toNanos(), 0), TimeUnit.NANOSECONDS)
				? new Permit(Scopes.resources(scopes)) : null;
	}

	/**
	 * The right to prompt, until it is closed.
	 */
	public final class Permit implements AutoCloseable {

		private final Set<String> resources;

		private boolean shown;

		private Permit(Set<String> resources) {
			this.resources = resources;
		}

		/**
		 * Returns how long this resource must not have another prompt.
		 * @return the time, or {@code null} if a prompt may be shown now
		 */
		public @Nullable Duration pause() {
			Instant now = PromptGate.this.clock.instant();
			Instant last = PromptGate.this.prompts.get(this.resources);
			Duration left = (last != null) ? Duration.between(now, last.plus(PAUSE)) : Duration.ZERO;
			return (left.isZero() || left.isNegative()) ? null : (left.compareTo(PAUSE) > 0) ? PAUSE : left;
		}

		/**
		 * Records that the user sees a prompt from now on.
		 */
		public void shown() {
			this.shown = true;
			record();
		}

		private void record() {
			Instant now = Objects.requireNonNull(PromptGate.this.clock.instant());
			PromptGate.this.prompts.values().removeIf((last) -> last.plus(PAUSE).isBefore(now));
			PromptGate.this.prompts.put(this.resources, now);
		}

		@Override
		public void close() {
			if (this.shown) {
				record();
				PromptGate.this.ended.incrementAndGet();
			}
			PromptGate.this.lock.unlock();
		}

	}

}
