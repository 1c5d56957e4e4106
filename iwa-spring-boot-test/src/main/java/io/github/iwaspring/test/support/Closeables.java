package io.github.iwaspring.test.support;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Resources that are closed in the reverse order of their opening. A failure does not
 * stop the closing; it is thrown at the end.
 */
public final class Closeables implements AutoCloseable {

	private final Deque<AutoCloseable> opened = new ArrayDeque<>();

	/**
	 * Adds a resource.
	 * @param <T> the type of the resource
	 * @param closeable the resource
	 * @return the resource
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
