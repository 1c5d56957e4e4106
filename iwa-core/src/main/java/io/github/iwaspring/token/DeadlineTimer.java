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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The timer of an acquisition. Of the times that it was started with, only the last one
 * counts. Once it is stopped, the JVM's timer thread keeps nothing of it, not even of a
 * time that is started at the same moment. Safe for use by several threads.
 */
final class DeadlineTimer {

	private final Runnable atDeadline;

	private final AtomicReference<CompletableFuture<Void>> current = new AtomicReference<>(new CompletableFuture<>());

	private volatile boolean stopped;

	/**
	 * Creates a timer that does not run.
	 * @param atDeadline called at the end of the time, on the JVM's only timer thread;
	 * must not block
	 */
	DeadlineTimer(Runnable atDeadline) {
		this.atDeadline = atDeadline;
	}

	/**
	 * Starts the timer, in place of the time that it runs for, if any.
	 * @param time the time from now
	 */
	void start(Duration time) {
		CompletableFuture<Void> next = new CompletableFuture<>();
		this.current.getAndSet(next).complete(null);
		if (this.stopped) {
			return; // stop() may have seen the previous one
		}
		next.orTimeout(Math.max(time.toMillis(), 1), TimeUnit.MILLISECONDS).exceptionally((expired) -> {
			if (this.current.get() == next) {
				this.atDeadline.run();
			}
			return null;
		});
	}

	/**
	 * Stops the timer for ever.
	 */
	void stop() {
		this.stopped = true;
		this.current.get().complete(null);
	}

}
