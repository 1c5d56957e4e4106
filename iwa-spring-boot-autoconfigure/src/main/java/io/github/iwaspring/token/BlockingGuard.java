package io.github.iwaspring.token;

import reactor.core.scheduler.Schedulers;

import org.springframework.util.ClassUtils;

/**
 * Keeps callers from blocking a Reactor thread that must not block. Without Reactor on
 * the class path there is no such thread.
 */
final class BlockingGuard {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.scheduler.Schedulers",
			BlockingGuard.class.getClassLoader());

	private BlockingGuard() {
	}

	static void check() {
		if (REACTOR && Reactor.isNonBlockingThread()) {
			throw new IllegalStateException("getToken() would block " + Thread.currentThread().getName()
					+ ", which must not block. Use getTokenAsync() there.");
		}
	}

	private static final class Reactor {

		static boolean isNonBlockingThread() {
			return Schedulers.isInNonBlockingThread();
		}

	}

}
