package io.github.iwaspring.doctor;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * A question to the network that may take longer than anybody wants to wait: the JDK
 * resolves names without a bound. Asked on a thread of its own, which ends with it.
 */
final class Bounded {

	private Bounded() {
	}

	/**
	 * Asks, and waits for the answer.
	 * @param timeout how long to wait; the question is interrupted then, as far as it can
	 * be
	 * @param question the question
	 * @return the answer, or {@code null} if there was none in time, or none at all
	 */
	static <T> @Nullable T ask(Duration timeout, Callable<@Nullable T> question) {
		FutureTask<@Nullable T> task = new FutureTask<>(question);
		Thread thread = new Thread(task, "iwa-doctor-network");
		thread.setDaemon(true);
		thread.setContextClassLoader(Bounded.class.getClassLoader());
		thread.start();
		try {
			return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		finally {
			task.cancel(true);
		}
	}

}
