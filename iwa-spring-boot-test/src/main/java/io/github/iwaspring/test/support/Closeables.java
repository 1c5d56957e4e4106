package io.github.iwaspring.test.support;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Things to be closed in the reverse of the order in which they were opened. Closing goes
 * on past a failure, which is thrown in the end.
 */
public final class Closeables implements AutoCloseable {

	private final Deque<AutoCloseable> opened = new ArrayDeque<>();

	/**
	 * Remembers something that was opened.
	 * @param <T> the type
	 * @param closeable what to close later
	 * @return the same
	 */
	public synchronized <T extends AutoCloseable> T add(T closeable) {
		this.opened.push(closeable);
		return closeable;
	}

	@Override
	public synchronized void close() {
		RuntimeException failure = null;
		while (!this.opened.isEmpty()) {
			try {
				this.opened.pop().close();
			}
			catch (Exception ex) {
				if (failure == null) {
					failure = new IllegalStateException("The embedded directory could not be closed", ex);
				}
				else {
					failure.addSuppressed(ex);
				}
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

}
