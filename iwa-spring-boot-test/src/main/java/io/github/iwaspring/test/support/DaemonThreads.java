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
