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
