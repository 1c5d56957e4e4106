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
