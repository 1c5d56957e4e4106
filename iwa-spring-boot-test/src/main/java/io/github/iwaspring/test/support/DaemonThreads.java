package io.github.iwaspring.test.support;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that never keep a JVM alive, and that are gone when their pool was stopped.
 */
public final class DaemonThreads {

	private static final long STOP_TIMEOUT_SECONDS = 5;

	private DaemonThreads() {
	}

	/**
	 * Creates a pool that grows with its work.
	 * @param name what the threads are called after
	 * @return the pool, to be given to {@link #stop}
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
	 * Interrupts what is under way and waits, within a bound, until the threads ended.
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
