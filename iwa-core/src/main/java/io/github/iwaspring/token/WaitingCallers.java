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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;

/**
 * All callers who wait for one acquisition, on their threads or by futures, and its
 * outcome, which they share. Safe for use by several threads.
 * <p>
 * The outcome is set once. It reaches every caller, also those who come later, and no
 * caller can keep it from another: each has a future of its own, whose dependents run
 * neither on the thread that acquires nor on the JVM's only timer thread, unless the
 * machine gives no thread. A caller who blocks goes on after the deadline even if nobody
 * sets an outcome.
 */
final class WaitingCallers {

	private static final long GRACE_MILLIS = 1000;

	private final AcquisitionContext context;

	private final CompletableFuture<AcquisitionOutcome> outcome = new CompletableFuture<>();

	/**
	 * Creates an instance without callers.
	 * @param context has the deadline, which may be replaced while callers wait
	 */
	WaitingCallers(AcquisitionContext context) {
		this.context = context;
	}

	/**
	 * Returns a future for one more caller, who may cancel it without effect on others.
	 * It is done already if the acquisition has ended.
	 * @param callbacks where the future completes, and its dependents run. While the
	 * machine gives no thread, they wait for one, or for the end of an acquisition, whose
	 * thread runs them
	 * @param caller told of the end before the future completes
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	CompletableFuture<IwaToken> future(Executor callbacks, AcquisitionListener caller) {
		CompletableFuture<IwaToken> future = new CompletableFuture<>();
		Executor executor = this.outcome.isDone() ? Runnable::run : callbacks;
		this.outcome.thenAccept((ended) -> execute(executor, () -> {
			ended.tell(caller);
			ended.complete(future);
		}));
		if (caller != AcquisitionListener.NONE) {
			future.exceptionally((ended) -> {
				caller.cancelled();
				return null;
			});
		}
		return future;
	}

	private static void execute(Executor executor, Runnable delivery) {
		try {
			executor.execute(delivery);
		}
		catch (RejectedExecutionException | OutOfMemoryError noneIsFree) {
			AcquisitionThreads.OVERFLOW.execute(delivery);
		}
	}

	/**
	 * Waits for the outcome on the calling thread.
	 * @param caller told of the end
	 * @throws IwaException if the acquisition failed
	 */
	IwaToken await(AcquisitionListener caller) throws InterruptedException {
		try {
			AcquisitionOutcome ended = await();
			ended.tell(caller);
			return ended.tokenOrThrow();
		}
		finally {
			caller.cancelled(); // if it has not ended: the thread was interrupted
		}
	}

	private AcquisitionOutcome await() throws InterruptedException {
		for (long left = millisLeft(); left > 0; left = millisLeft()) {
			try {
				return this.outcome.get(left, TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException ex) {
				// a prompt may have replaced the deadline
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException("A failure is an outcome", ex);
			}
		}
		return AcquisitionOutcome.failed(this.context.timedOut());
	}

	private long millisLeft() {
		return this.context.remaining().toMillis() + GRACE_MILLIS;
	}

	/**
	 * Lets all callers go on.
	 */
	void complete(AcquisitionOutcome ended) {
		this.outcome.complete(ended);
	}

}
