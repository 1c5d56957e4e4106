package io.github.iwaspring.directory;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A time after which the thread that created it is interrupted, unless it has closed it
 * by then. The interrupt is not left behind.
 */
final class Deadline implements AutoCloseable {

	private final Thread thread = Thread.currentThread();

	private final CompletableFuture<Void> timer = new CompletableFuture<>();

	private boolean passed;

	private boolean closed;

	Deadline(Duration time) {
		this.timer.orTimeout(Math.max(time.toMillis(), 1), TimeUnit.MILLISECONDS).exceptionally((expired) -> {
			pass();
			return null;
		});
	}

	private synchronized void pass() {
		if (!this.closed) {
			this.passed = true;
			this.thread.interrupt();
		}
	}

	/**
	 * Whether the time is over. To be asked before any interrupt is taken for somebody
	 * else's.
	 */
	synchronized boolean hasPassed() {
		return this.passed;
	}

	@Override
	public void close() {
		synchronized (this) {
			this.closed = true;
			if (this.passed) {
				Thread.interrupted();
			}
		}
		this.timer.complete(null);
	}

}
