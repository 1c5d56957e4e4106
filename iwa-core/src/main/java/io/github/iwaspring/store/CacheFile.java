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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds one text, shared by the processes of one user. Only this user can
 * read it. A reader sees one whole text; writers need the {@link #lock}. Whether the text
 * makes sense is decided by its owner, see {@code SessionFile}.
 * <p>
 * No method fails: a file that cannot be read counts as missing, and one that cannot be
 * written stays as it is; the log has one warning for each problem. A damaged cache file
 * is deleted. A file that never was a cache file, for example because its path was
 * configured by mistake, is neither read nor replaced nor deleted. Methods block; the
 * lock waits for at most two seconds.
 */
public final class CacheFile {

	private static final Log logger = LogFactory.getLog(CacheFile.class);

	private static final Duration MAX_WAIT = Duration.ofSeconds(2);

	/**
	 * Earlier versions kept a damaged file under this name.
	 */
	private static final String DAMAGED = ".damaged";

	private final PrivateFile file;

	private final CacheFormat format;

	private final Set<String> warnings = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the access to a file. Reads and writes nothing.
	 * @param path the file, whose folder is created when it is needed
	 */
	public CacheFile(Path path) {
		this(path, CacheFormat.of(System.getProperty("os.name")));
	}

	CacheFile(Path path, CacheFormat format) {
		this.file = new PrivateFile(path.toAbsolutePath().normalize());
		this.format = format;
	}

	/**
	 * Returns a value that changes whenever the file does. Reads only its attributes.
	 * @return the value, to be compared; {@code null} if there is no readable file
	 */
	public @Nullable Object stamp() {
		return this.file.stamp();
	}

	/**
	 * Reads the text.
	 * @return the text, or {@code null} if there is none that can be used
	 */
	public @Nullable String read() {
		Object stamp = stamp();
		try {
			return isUsable() ? this.format.decode(this.file.read()) : null;
		}
		catch (NoSuchFileException missing) {
			return null;
		}
		catch (CacheFormat.DamagedException ex) {
			deleteDamaged(stamp);
			return null;
		}
		catch (IOException ex) {
			warn("cannot be read", ex);
			return null;
		}
	}

	/**
	 * Acquires the write lock.
	 * @return the lock, to be closed by this thread, which may hold it more than once;
	 * {@code null} if it cannot be had, so that nothing must be written
	 */
	public @Nullable Lock lock() {
		try {
			String problem = this.file.problemOfFolder();
			if (problem != null) {
				warn(problem, null);
				return null;
			}
			this.file.createFolder();
			Lock lock = CrossProcessLock.acquire(this.file.sibling(".lock"), MAX_WAIT);
			if (lock == null) {
				warn("is locked by another process for more than " + MAX_WAIT.toSeconds() + " s", null);
			}
			return lock;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (IOException ex) {
			warn("cannot be written", ex);
			return null;
		}
	}

	/**
	 * Replaces the text. Requires the {@link #lock lock}.
	 * @param text the text
	 * @return whether it was replaced
	 */
	public boolean write(String text) {
		try {
			if (isUsable()) {
				this.file.replace(this.format.encode(text));
				return true;
			}
		}
		catch (IOException ex) {
			warn("cannot be written", ex);
		}
		return false;
	}

	/**
	 * Deletes the file if it is the user's own, even if others may read it or it is
	 * damaged; also what a process that died while it wrote has left, and what an earlier
	 * version of this library set aside. The empty file of the lock stays.
	 * @param ours whether a text may be deleted
	 */
	public void delete(Predicate<String> ours) {
		try (Lock lock = lock()) {
			for (PrivateFile each : List.of(this.file, this.file.sibling(DAMAGED))) {
				if (!each.isForeign() && isToBeDeleted(each, ours)) {
					each.delete();
				}
			}
			if (!this.file.next().isForeign()) {
				this.file.next().delete();
			}
		}
		catch (IOException ex) {
			warn("cannot be deleted", ex);
		}
	}

	private boolean isToBeDeleted(PrivateFile file, Predicate<String> ours) throws IOException {
		try {
			return ours.test(this.format.decode(file.read()));
		}
		catch (IOException unreadable) {
			return CacheFormat.isIn(file);
		}
	}

	/**
	 * Deletes a damaged file, unless another process has replaced it since.
	 * @param stamp the {@link #stamp} from before the file was read
	 */
	public void deleteDamaged(@Nullable Object stamp) {
		try (Lock lock = lock()) {
			if (lock != null && stamp != null && stamp.equals(stamp())) {
				this.file.delete();
				this.file.next().delete();
				warn("was damaged and has been deleted", null);
			}
		}
		catch (IOException ex) {
			warn("is damaged and cannot be deleted", ex);
		}
	}

	private boolean isUsable() throws IOException {
		String problem = this.file.problem();
		if (problem == null && !CacheFormat.isIn(this.file)) {
			problem = "is another file (delete it, or change iwa.token-cache.path)";
		}
		if (problem != null) {
			warn(problem, null);
		}
		return problem == null;
	}

	/**
	 * Warns about the file, once for each problem.
	 * @param problem the problem, as the predicate of a sentence
	 */
	public void warn(String problem) {
		warn(problem, null);
	}

	/**
	 * Warns, unless the thread was interrupted, which ends its reading and writing.
	 */
	private void warn(String problem, @Nullable IOException cause) {
		if (!Thread.currentThread().isInterrupted() && this.warnings.add(problem)) {
			logger.warn("The token cache " + this + " " + problem
					+ ((cause != null) ? " (" + describe(cause) + ")" : "") + "; tokens are cached in memory.");
		}
	}

	/**
	 * Describes a cause by its type: its message has the path.
	 */
	private static String describe(IOException cause) {
		return (cause instanceof WhenReleased.HeldException && cause.getCause() != null)
				? cause.getCause().getClass().getSimpleName()
						+ "; another program, such as a virus scanner, may hold it open"
				: cause.getClass().getSimpleName();
	}

	/**
	 * Shows the name only: the folder may contain the user's name.
	 */
	@Override
	public String toString() {
		return String.valueOf(this.file.path().getFileName());
	}

	/**
	 * The right to write, until it is closed.
	 */
	public interface Lock extends AutoCloseable {

		@Override
		void close();

	}

}
