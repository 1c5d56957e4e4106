package io.github.iwaspring.signin;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs msal4j's work on the thread that asks for it: the acquisition's own. So msal4j
 * neither uses the common pool nor waits for another thread of the acquisition's pool.
 * <p>
 * The work begins in {@link #join}, not before: the flows that wait for a person look at
 * the future of their own call, which msal4j 1.26.0 has only once the work is handed
 * over.
 */
final class CallerThreadExecutor extends AbstractExecutorService {

	private static final ThreadLocal<Queue<Runnable>> HANDED_OVER = ThreadLocal.withInitial(ArrayDeque::new);

	@Override
	public void execute(Runnable command) {
		HANDED_OVER.get().add(command);
	}

	/**
	 * Does the work that this thread has handed over, and waits for a future.
	 * @param future what msal4j returned for that work
	 * @return its result
	 */
	static <T> T join(CompletableFuture<T> future) {
		work();
		return future.join();
	}

	/**
	 * Does the work that this thread has handed over.
	 */
	static void work() {
		Queue<Runnable> tasks = HANDED_OVER.get();
		try {
			for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
				task.run();
			}
		}
		finally {
			HANDED_OVER.remove();
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
