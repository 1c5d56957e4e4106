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

package io.github.iwaspring.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Repeats what Windows refuses while another program holds a file open: a virus scanner,
 * an indexer, a backup, or a reader of this library. Most hold it for a moment. All
 * operations of one object wait for 0.9 seconds together, so that a writer, which reads
 * the file and then replaces it, has one object and takes less than the next one waits
 * for the lock. An interrupted thread does not wait. One object is for one thread.
 */
final class WhenReleased {

	static final Duration MAX_WAIT = Duration.ofMillis(900);

	private static final Duration PAUSE = Duration.ofMillis(10);

	private final boolean windows;

	private final Refusals refusals;

	private long nanosLeft;

	/**
	 * Creates the time of some operations that follow no refusal.
	 */
	WhenReleased(boolean windows, Duration maxWait) {
		this(windows, maxWait, new Refusals(InstantSource.system()));
	}

	/**
	 * Creates the time of some operations.
	 * @param windows whether the file system refuses to move, delete or open files that
	 * are open elsewhere
	 * @param maxWait how long all operations together wait
	 * @param refusals what was refused before
	 */
	WhenReleased(boolean windows, Duration maxWait, Refusals refusals) {
		this.windows = windows;
		this.nanosLeft = maxWait.toNanos();
		this.refusals = refusals;
	}

	/**
	 * Moves, creates or deletes a file. Where the file to be replaced is held, Windows
	 * says that the access is denied, as it does where the user may not write it; one
	 * that was deleted may exist until it is released.
	 * @throws HeldException if the file was held all the time, or may have been
	 * @throws IOException if the operation failed for another reason
	 */
	void change(Change change) throws IOException {
		repeat(() -> {
			change.run();
			return true;
		}, (failure) -> isSharingViolation(failure) || failure instanceof AccessDeniedException
				|| failure instanceof FileAlreadyExistsException);
	}

	/**
	 * Opens a file, which never is denied to its user because another program holds it.
	 * @return what the operation returns
	 * @throws HeldException if the file was held all the time
	 * @throws IOException if the operation failed for another reason
	 */
	<T> T open(Opening<T> opening) throws IOException {
		return repeat(opening, WhenReleased::isSharingViolation);
	}

	private <T> T repeat(Opening<T> operation, Predicate<FileSystemException> isHeld) throws IOException {
		while (true) {
			try {
				return operation.run();
			}
			catch (FileSystemException ex) {
				if (!this.windows || !isHeld.test(ex)) {
					throw ex;
				}
				if (this.nanosLeft <= 0 || !this.refusals.isWaitedFor(ex) || Thread.currentThread().isInterrupted()) {
					this.refusals.add(ex);
					throw new HeldException(ex);
				}
				long start = System.nanoTime();
				LockSupport.parkNanos(PAUSE.toNanos());
				this.nanosLeft -= System.nanoTime() - start;
			}
		}
	}

	/**
	 * Java has no exception of its own for it.
	 */
	private static boolean isSharingViolation(FileSystemException failure) {
		return failure.getClass() == FileSystemException.class;
	}

	/**
	 * Changes a file.
	 */
	@FunctionalInterface
	interface Change {

		void run() throws IOException;

	}

	/**
	 * Opens a file.
	 *
	 * @param <T> the type of what is opened
	 */
	@FunctionalInterface
	interface Opening<T> {

		T run() throws IOException;

	}

	/**
	 * The file is held open by another program, or may be: the cause tells.
	 */
	static final class HeldException extends IOException {

		HeldException(FileSystemException cause) {
			super("Another program may hold the file open", cause);
		}

	}

}
