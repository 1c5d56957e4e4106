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

package io.github.iwaspring.test.support;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Pools of daemon threads, which end when their pool is stopped.
 */
public final class DaemonThreads {

	private static final long STOP_TIMEOUT_SECONDS = 5;

	private DaemonThreads() {
	}

	/**
	 * Creates a pool that grows with its work.
	 * @param name the name in the names of the threads
	 * @return the pool, which the caller must {@link #stop}
	 */
	public static ExecutorService pool(String name) {
		AtomicInteger number = new AtomicInteger();
		return Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, "iwa-directory-" + name + "-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Interrupts the running tasks and waits for at most 5 seconds until the threads have
	 * ended.
	 * @param pool the pool
	 */
	public static void stop(ExecutorService pool) {
		pool.shutdownNow();
		try {
			pool.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
