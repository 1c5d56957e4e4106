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
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import org.jspecify.annotations.Nullable;

/**
 * One acquisition, from its start to its end, which callers may join meanwhile. Safe for
 * use by several threads.
 * <p>
 * It ends exactly once: by its thread, at its deadline, or when it is aborted, whichever
 * comes first. What its thread does after that reaches no caller. It ends at its deadline
 * at the latest, whatever its thread is doing; a prompt replaces the deadline.
 */
final class PendingAcquisition {

	private final AcquisitionTask task;

	private final AcquisitionContext context;

	private final WaitingCallers callers;

	private final DeadlineTimer timer;

	private final Consumer<PendingAcquisition> beforeEnd;

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile @Nullable Future<?> execution;

	/**
	 * Creates an acquisition. Its time starts now.
	 * @param key what is acquired
	 * @param timeout the time limit of the whole acquisition
	 * @param beforeEnd called before the callers are told of the end, so that a caller
	 * who tries again does not join this acquisition
	 */
	PendingAcquisition(AcquisitionKey key, Duration timeout, Consumer<PendingAcquisition> beforeEnd) {
		this.context = new AcquisitionContext(key.request(), timeout, AcquisitionListener.NONE, this::startTimer,
				!key.isForCallers());
		this.task = new AcquisitionTask(key, this.context);
		this.callers = new WaitingCallers(this.context);
		this.timer = new DeadlineTimer(this::timedOut);
		this.beforeEnd = beforeEnd;
	}

	/**
	 * The callers who wait for this acquisition, to whom others may be added.
	 */
	WaitingCallers callers() {
		return this.callers;
	}

	/**
	 * Starts the acquisition. If the machine gives no thread, the one that acquires, or
	 * else the calling thread, tells the callers of the end, since nobody else can.
	 * @param threads runs a task
	 * @param acquirer supplies the acquirer
	 * @param listener told of the course and the end
	 */
	void start(Function<Runnable, Future<?>> threads, Supplier<TokenAcquirer> acquirer, AcquisitionListener listener) {
		this.context.listener(listener);
		try {
			startTimer();
			this.execution = threads.apply(() -> run(acquirer));
		}
		catch (OutOfMemoryError ex) {
			abort(IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
				.description("No acquisition could be started: no thread can be made.")
				.action("Raise the limit of threads (a container's pids limit, the user's ulimit -u), or find out what "
						+ "makes so many of them.")
				.cause(ex)
				.local()
				.build());
			AcquisitionThreads.OVERFLOW.help();
		}
		catch (Throwable ex) {
			abort(closed("No acquisition could be started: the token service is closed, or too many are waiting.")
				.cause(ex)
				.build());
		}
	}

	private void run(Supplier<TokenAcquirer> acquirer) {
		try {
			end(this.task.run(acquirer));
		}
		finally {
			AcquisitionThreads.OVERFLOW.help();
		}
	}

	private void startTimer() {
		this.timer.start(this.context.remaining());
	}

	private void timedOut() {
		abort(this.context.timedOut());
	}

	/**
	 * Ends the prompt that this acquisition shows or waits for, if any, because the user
	 * was signed out.
	 */
	void endPrompt() {
		if (this.context.isPrompting()) {
			abort(IwaException.of(IwaErrorCode.FALLBACK_FAILED, Stage.FALLBACK)
				.description("The user was signed out during a prompt.")
				.action("Call getToken() again to sign in again.")
				.build());
		}
	}

	/**
	 * Ends the acquisition, because the service is closed.
	 */
	void serviceClosed() {
		abort(AcquisitionOutcome
			.cancelled(closed("The token service was closed before a token was obtained.").build()));
	}

	private static IwaException.Builder closed(String description) {
		return IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
			.description(description)
			.action("Request tokens only before the service is closed.")
			.local();
	}

	private void abort(IwaException failure) {
		abort(AcquisitionOutcome.failed(failure));
	}

	/**
	 * Ends the acquisition for all callers and interrupts its thread.
	 */
	private void abort(AcquisitionOutcome outcome) {
		end(outcome);
		Future<?> running = this.execution;
		if (running != null) {
			running.cancel(true);
		}
	}

	/**
	 * Ends the acquisition, unless it has ended, and tells the callers. The order
	 * matters: the failure is counted before, so that a caller who tries again meets the
	 * back-off; nobody can join this acquisition when the renewal may be claimed again.
	 */
	private void end(AcquisitionOutcome outcome) {
		if (this.ended.compareAndSet(false, true)) {
			AcquisitionOutcome counted = this.task.count(outcome);
			this.beforeEnd.accept(this);
			this.task.release(counted);
			counted.tell(this.context.listener());
			this.callers.complete(counted);
			this.timer.stop();
		}
	}

}
