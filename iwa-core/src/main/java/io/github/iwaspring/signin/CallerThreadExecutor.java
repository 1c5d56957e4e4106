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

package io.github.iwaspring.signin;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs msal4j's work on the thread that asks for it, which is the acquisition's own.
 * Otherwise msal4j uses the common pool.
 * <p>
 * The work starts in {@link #work}, not in {@link #execute}: the device code flow reads
 * the future of its own call, which msal4j sets only after it has handed the work over.
 */
final class CallerThreadExecutor extends AbstractExecutorService {

	private static final ThreadLocal<Queue<Runnable>> TASKS = ThreadLocal.withInitial(ArrayDeque::new);

	@Override
	public void execute(Runnable command) {
		TASKS.get().add(command);
	}

	/**
	 * Does the work of this thread and waits for the future that stands for it.
	 */
	static <T> T join(CompletableFuture<T> future) {
		work();
		return future.join();
	}

	/**
	 * Does the work of this thread.
	 */
	static void work() {
		Queue<Runnable> tasks = TASKS.get();
		try {
			for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
				task.run();
			}
		}
		finally {
			TASKS.remove();
		}
	}

	@Override
	public void shutdown() {
	}

	@Override
	public List<Runnable> shutdownNow() {
		return List.of();
	}

	@Override
	public boolean isShutdown() {
		return false;
	}

	@Override
	public boolean isTerminated() {
		return false;
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) {
		return true;
	}

}
