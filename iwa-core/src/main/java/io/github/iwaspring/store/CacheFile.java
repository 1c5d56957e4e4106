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
import java.time.InstantSource;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A file that holds one text, shared by the processes of one user. Only this user can
 * read it. A reader sees one whole text; writers need the {@link #lock}. Whether the text
 * makes sense is decided by its owner, see {@code SessionFile}.
 * <p>
 * No method fails: a file that cannot be read counts as missing, but is not replaced, and
 * one that cannot be written stays as it is; the log has one warning for each problem. A
 * damaged cache file is deleted. A file that never was a cache file, for example because
 * its path was configured by mistake, is neither read nor replaced nor deleted. Methods
 * block; the lock waits for at most two seconds.
 */
public final class CacheFile {

	private static final Duration MAX_WAIT = Duration.ofSeconds(2);

	private final Path path;

	private final CacheFormat format;

	private final Refusals refusals = new Refusals(InstantSource.system());

	private final CacheWarnings warnings;

	private volatile @Nullable LockedFile locked;

	/**
	 * Creates the access to a file. Reads and writes nothing.
	 * @param path the file, whose folder is created when it is needed
	 */
	public CacheFile(Path path) {
		this(path, CacheFormat.of(System.getProperty("os.name")));
	}

	CacheFile(Path path, CacheFormat format) {
		this.path = path.toAbsolutePath().normalize();
		this.format = format;
		this.warnings = new CacheWarnings(toString());
	}

	/**
	 * Returns a value that changes whenever the file does. Reads only its attributes.
	 * @return the value, to be compared; {@code null} if there is no readable file
	 */
	public @Nullable Object stamp() {
		return file().stamp();
	}

	/**
	 * Reads the text.
	 * @return the text, or {@code null} if there is none that can be used
	 */
	public @Nullable String read() {
		try {
			return readNow();
		}
		catch (IOException ex) {
			this.warnings.add("cannot be read", ex);
			return null;
		}
	}

	/**
	 * Whether the text may be replaced. Nothing must be written over a text that cannot
	 * be read now. Requires the {@link #lock lock}.
	 * @param replaceable whether a text may be replaced; not asked if there is none that
	 * can be used
	 * @return whether it may be replaced
	 */
	public boolean isReplaceable(Predicate<String> replaceable) {
		try {
			String text = readNow();
			return text == null || replaceable.test(text);
		}
		catch (IOException ex) {
			this.warnings.add("cannot be read", ex);
			return false;
		}
	}

	/**
	 * Reads the text.
	 * @return the text, or {@code null} if there is none that can be used
	 * @throws IOException if there may be one, which cannot be read now
	 */
	private @Nullable String readNow() throws IOException {
		PrivateFile file = file();
		Object stamp = file.stamp();
		try {
			return isUsable(file) ? this.format.decode(file.read()) : null;
		}
		catch (NoSuchFileException missing) {
			return null;
		}
		catch (CacheFormat.DamagedException ex) {
			deleteDamaged(stamp);
			return null;
		}
		catch (CacheFormat.UndecipherableException ex) {
			this.warnings.add("cannot be read", ex);
			return null;
		}
	}

	/**
	 * Returns the file for one operation, or for all of this thread until it releases the
	 * lock, which together wait for other programs no longer than one does.
	 */
	private PrivateFile file() {
		LockedFile locked = this.locked;
		return (locked != null && locked.lock().isHeld()) ? locked.file() : new PrivateFile(this.path, this.refusals);
	}

	/**
	 * Acquires the write lock.
	 * @return the lock, to be closed by this thread, which may hold it more than once;
	 * {@code null} if it cannot be had, so that nothing must be written
	 */
	public @Nullable Lock lock() {
		try {
			PrivateFile file = file();
			String problem = file.privacy().problemOfFolder();
			if (problem != null) {
				this.warnings.add(problem);
				return null;
			}
			file.createFolder();
			CrossProcessLock lock = CrossProcessLock.acquire(file.sibling(".lock"), MAX_WAIT);
			if (lock == null) {
				this.warnings.add("is locked by another process for more than " + MAX_WAIT.toSeconds() + " s");
			}
			else if (!lock.isNested()) {
				this.locked = new LockedFile(lock, file);
			}
			return lock;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (IOException ex) {
			this.warnings.add("cannot be written", ex);
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
			PrivateFile file = file();
			if (isUsable(file)) {
				file.replace(this.format.encode(text));
				return true;
			}
		}
		catch (IOException ex) {
			this.warnings.add("cannot be written", ex);
		}
		return false;
	}

	/**
	 * Deletes the file if it is the user's own, even if others may read it or it is
	 * damaged; also what a process that died while it wrote has left, and what an earlier
	 * version of this library set aside. What cannot be read now stays, and so does the
	 * empty file of the lock.
	 * @param ours whether a text may be deleted
	 */
	public void delete(Predicate<String> ours) {
		try (Lock lock = lock()) {
			deletion().delete(ours);
		}
	}

	/**
	 * Deletes a damaged file, unless another process has replaced it since.
	 * @param stamp the {@link #stamp} from before the file was read
	 */
	public void deleteDamaged(@Nullable Object stamp) {
		try (Lock lock = lock()) {
			if (lock != null && stamp != null) {
				deletion().deleteDamaged(stamp);
			}
		}
	}

	private CacheDeletion deletion() {
		return new CacheDeletion(file(), this.format, this.warnings);
	}

	private boolean isUsable(PrivateFile file) throws IOException {
		String problem = file.privacy().problem();
		if (problem == null && !CacheFormat.isIn(file)) {
			problem = "is another file (delete it, or change iwa.token-cache.path)";
		}
		if (problem != null) {
			this.warnings.add(problem);
		}
		return problem == null;
	}

	/**
	 * Warns about the file, once for each problem.
	 * @param problem the problem, as the predicate of a sentence
	 */
	public void warn(String problem) {
		this.warnings.add(problem);
	}

	/**
	 * Shows the name only: the folder may contain the user's name.
	 */
	@Override
	public String toString() {
		return String.valueOf(this.path.getFileName());
	}

	/**
	 * The file while this thread holds its lock.
	 */
	private record LockedFile(CrossProcessLock lock, PrivateFile file) {

	}

	/**
	 * The right to write, until it is closed.
	 */
	public interface Lock extends AutoCloseable {

		@Override
		void close();

	}

}
