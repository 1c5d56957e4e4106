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

import reactor.core.scheduler.Schedulers;

/**
 * Keeps callers from blocking a Reactor thread that must not block, such as an event
 * loop. Without Reactor on the class path there is no such thread.
 */
final class BlockingGuard {

	private static final boolean REACTOR = isReactorPresent();

	private BlockingGuard() {
	}

	/**
	 * Checks that the calling thread may block.
	 * @throws IllegalStateException if it may not
	 */
	static void check() {
		if (REACTOR && Reactor.isNonBlockingThread()) {
			throw new IllegalStateException("getToken() would block the thread " + Thread.currentThread().getName()
					+ ", which must not block. Use getTokenAsync() there.");
		}
	}

	private static boolean isReactorPresent() {
		try {
			Class.forName("reactor.core.scheduler.Schedulers", false, BlockingGuard.class.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

	/**
	 * Loaded only where Reactor is present.
	 */
	private static final class Reactor {

		static boolean isNonBlockingThread() {
			return Schedulers.isInNonBlockingThread();
		}

	}

}
