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

package io.github.iwaspring.test;

import org.jspecify.annotations.Nullable;

/**
 * The directory of all test classes of a run, started when the first of them needs it. A
 * later run in the same JVM gets another one. Safe for use by several threads.
 */
final class SharedDirectory implements AutoCloseable {

	private static @Nullable SharedDirectory current;

	private @Nullable EmbeddedDirectory directory;

	private SharedDirectory() {
	}

	/**
	 * Returns the shared directory of this run, without starting it.
	 */
	static SharedDirectory ofThisRun() {
		synchronized (SharedDirectory.class) {
			SharedDirectory shared = current;
			if (shared == null) {
				shared = new SharedDirectory();
				current = shared;
			}
			return shared;
		}
	}

	synchronized EmbeddedDirectory start() {
		EmbeddedDirectory running = this.directory;
		if (running == null) {
			running = EmbeddedDirectory.start();
			this.directory = running;
		}
		return running;
	}

	synchronized void reset() {
		if (this.directory != null) {
			this.directory.reset();
		}
	}

	@Override
	public void close() {
		synchronized (SharedDirectory.class) {
			if (current == this) {
				current = null;
			}
		}
		synchronized (this) {
			if (this.directory != null) {
				this.directory.close();
				this.directory = null;
			}
		}
	}

}
