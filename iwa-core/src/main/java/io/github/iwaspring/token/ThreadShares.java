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

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * Gives each resource a share of the threads, and a share of the places in the queue.
 * Many acquisitions for one API do not keep those for another waiting.
 */
final class ThreadShares {

	private static final int THREADS = 6;

	private static final int WAITING = 500;

	private static final int WAITING_IN_ALL = 1000;

	private final Executor threads;

	private final Map<Object, Share> shares = new HashMap<>();

	private int waiting;

	ThreadShares(Executor threads) {
		this.threads = threads;
	}

	/**
	 * Runs a task when its resource has a free thread.
	 * @param resource what the task is for, to compare with others by {@code equals}
	 * @throws RejectedExecutionException if too many tasks of the resource are waiting,
	 * or if the threads have ended
	 */
	Future<?> submit(Object resource, Runnable task) {
		FutureTask<?> future = new FutureTask<>(task, null);
		synchronized (this) { // nobody queues behind a thread that cannot be made
			if (!enqueue(resource, future)) {
				try {
					this.threads.execute(() -> run(resource, future));
				}
				catch (Throwable ex) {
					free(resource);
					throw ex;
				}
			}
		}
		return future;
	}

	/**
	 * Adds a task to the queue, unless its resource has a free thread.
	 * @return whether it was added
	 */
	private synchronized boolean enqueue(Object resource, FutureTask<?> task) {
		Share share = this.shares.computeIfAbsent(resource, (added) -> new Share());
		if (share.running < THREADS) {
			share.running++;
			return false;
		}
		if (isFull(share)) {
			this.shares.values().forEach(this::dropCancelled);
			if (isFull(share)) {
				throw new RejectedExecutionException("Too many acquisitions are waiting");
			}
		}
		share.queue.add(task);
		this.waiting++;
		return true;
	}

	private boolean isFull(Share share) {
		return share.queue.size() >= WAITING || this.waiting >= WAITING_IN_ALL;
	}

	private void dropCancelled(Share share) {
		int before = share.queue.size();
		share.queue.removeIf(Future::isCancelled);
		this.waiting -= before - share.queue.size();
	}

	/**
	 * Runs a task, and lets the next one of its resource queue behind those of other
	 * resources.
	 */
	private void run(Object resource, FutureTask<?> first) {
		for (FutureTask<?> task = first; task != null;) {
			task.run();
			task = handOver(resource, next(resource));
		}
	}

	/**
	 * Hands a task over to the threads.
	 * @return the task if they do not accept it, to run it here
	 */
	private @Nullable FutureTask<?> handOver(Object resource, @Nullable FutureTask<?> task) {
		if (task != null) {
			try {
				this.threads.execute(() -> run(resource, task));
				return null;
			}
			catch (RejectedExecutionException | OutOfMemoryError noThread) {
				Thread.interrupted(); // meant for the task before
			}
		}
		return task;
	}

	/**
	 * Takes the next task of a resource, in place of one that has ended.
	 */
	private synchronized @Nullable FutureTask<?> next(Object resource) {
		Share share = this.shares.get(resource);
		if (share == null) {
			return null;
		}
		for (FutureTask<?> task = share.queue.poll(); task != null; task = share.queue.poll()) {
			this.waiting--;
			if (!task.isCancelled()) {
				return task;
			}
		}
		free(resource);
		return null;
	}

	private synchronized void free(Object resource) {
		this.shares.computeIfPresent(resource, (key, share) -> {
			share.running--;
			return (share.running > 0 || !share.queue.isEmpty()) ? share : null;
		});
	}

	/**
	 * The tasks of one resource.
	 */
	private static final class Share {

		private final Queue<FutureTask<?>> queue = new ArrayDeque<>();

		private int running;

	}

}
