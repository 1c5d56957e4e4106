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

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of the token service. An idle one ends after ten seconds.
 */
public final class AcquisitionThreads {

	/**
	 * Exceeds the number of distinct tokens that an application usually needs: the JDK's
	 * Kerberos waits for a silent domain controller without listening to interrupts.
	 */
	private static final int ACQUISITIONS = 16;

	private static final int WAITING = 1000;

	/**
	 * Each thread takes part in the limit of a container or a user.
	 */
	private static final int CALLBACKS = 128;

	private static final int IDLE_SECONDS = 10;

	/**
	 * Completes the callers' futures while all threads of a service run dependents that
	 * block. A queue instead would let a future wait for the dependents of another one,
	 * and the threads that acquire tokens, or the JVM's only timer thread, would be
	 * blocked themselves.
	 */
	static final OverflowThreads OVERFLOW = new OverflowThreads(factory(Factories.DAEMONS, "iwa-callback-overflow-"));

	private AcquisitionThreads() {
	}

	/**
	 * Creates the threads that acquire tokens.
	 * @param factories makes the threads
	 * @return the threads
	 */
	public static ExecutorService forAcquisitions(Factories factories) {
		ThreadPoolExecutor threads = new ThreadPoolExecutor(ACQUISITIONS, ACQUISITIONS, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(WAITING), factory(factories, "iwa-token-"));
		threads.allowCoreThreadTimeOut(true);
		return threads;
	}

	/**
	 * Creates the threads that complete the callers' futures. Nothing is queued, since a
	 * dependent of one future may wait for another: a callback that no thread is left for
	 * is rejected, and {@link #OVERFLOW} runs it.
	 * @param factories makes the threads
	 * @return the threads
	 */
	public static ExecutorService forCallbacks(Factories factories) {
		return new ThreadPoolExecutor(0, CALLBACKS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
				factory(factories, "iwa-callback-"));
	}

	/**
	 * A caller may come from a pool of the JDK, whose class loader knows no class of the
	 * application: the threads get the one that loaded this library.
	 */
	private static ThreadFactory factory(Factories factories, String prefix) {
		ThreadFactory factory = factories.named(prefix);
		return (task) -> {
			Thread thread = factory.newThread(task);
			thread.setContextClassLoader(AcquisitionThreads.class.getClassLoader());
			return thread;
		};
	}

	/**
	 * Makes factories of threads.
	 */
	@FunctionalInterface
	public interface Factories {

		/**
		 * Platform threads that do not keep the process alive.
		 */
		Factories DAEMONS = (prefix) -> {
			AtomicInteger count = new AtomicInteger();
			return (task) -> {
				Thread thread = new Thread(task, prefix + count.incrementAndGet());
				thread.setDaemon(true);
				return thread;
			};
		};

		/**
		 * Makes a factory.
		 * @param prefix the prefix of the threads' names
		 * @return the factory
		 */
		ThreadFactory named(String prefix);

	}

}
