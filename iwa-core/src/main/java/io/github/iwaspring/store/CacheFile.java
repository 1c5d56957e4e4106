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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
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
 * No method fails: a file that cannot be read counts as missing, but is not replaced, and
 * one that cannot be written stays as it is; the log has one warning for each problem. A
 * damaged cache file is deleted. A file that never was a cache file, for example because
 * its path was configured by mistake, is neither read nor replaced nor deleted. Methods
 * block; the lock waits for at most two seconds.
 */
public final class CacheFile {

	private static final Log logger = LogFactory.getLog(CacheFile.class);

	private static final Duration MAX_WAIT = Duration.ofSeconds(2);

	/**
	 * Earlier versions kept a damaged file under this name.
	 */
	private static final String DAMAGED = ".damaged";

	private final Path path;

	private final CacheFormat format;

	private final Refusals refusals = new Refusals(InstantSource.system());

	private final Set<String> warnings = ConcurrentHashMap.newKeySet();

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
			warn("cannot be read", ex);
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
			warn("cannot be read", ex);
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
			return isUsable(file) ? decode(file.read()) : null;
		}
		catch (NoSuchFileException missing) {
			return null;
		}
		catch (CacheFormat.DamagedException ex) {
			deleteDamaged(stamp);
			return null;
		}
	}

	private @Nullable String decode(byte[] content) throws CacheFormat.DamagedException {
		try {
			return this.format.decode(content);
		}
		catch (CacheFormat.DamagedException ex) {
			throw ex;
		}
		catch (IOException undecipherable) {
			warn("cannot be read", undecipherable);
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
				warn(problem, null);
				return null;
			}
			file.createFolder();
			CrossProcessLock lock = CrossProcessLock.acquire(file.sibling(".lock"), MAX_WAIT);
			if (lock == null) {
				warn("is locked by another process for more than " + MAX_WAIT.toSeconds() + " s", null);
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
			PrivateFile file = file();
			if (isUsable(file)) {
				file.replace(this.format.encode(text));
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
			PrivateFile file = file();
			delete(file, ours);
			delete(file.sibling(DAMAGED), ours);
			delete(file.next(), null);
		}
	}

	private void delete(PrivateFile file, @Nullable Predicate<String> ours) {
		try {
			if (!file.privacy().isForeign() && (ours == null || isToBeDeleted(file, ours))) {
				file.delete();
			}
		}
		catch (IOException ex) {
			warn("cannot be deleted", ex); // the others may be
		}
	}

	/**
	 * Whether a cache may be deleted. A damaged one is nobody's, and one that cannot be
	 * decrypted would be replaced, too.
	 * @throws IOException if it cannot be read now, so that it may be another's
	 */
	private boolean isToBeDeleted(PrivateFile file, Predicate<String> ours) throws IOException {
		return CacheFormat.isIn(file) && isNobodysOrOurs(file, ours);
	}

	private boolean isNobodysOrOurs(PrivateFile file, Predicate<String> ours) throws IOException {
		byte[] content;
		try {
			content = file.read();
		}
		catch (NoSuchFileException | CacheFormat.DamagedException ex) {
			return true;
		}
		try {
			return ours.test(this.format.decode(content));
		}
		catch (IOException damagedOrUndecipherable) {
			return true;
		}
	}

	/**
	 * Deletes a damaged file, unless another process has replaced it since.
	 * @param stamp the {@link #stamp} from before the file was read
	 */
	public void deleteDamaged(@Nullable Object stamp) {
		try (Lock lock = lock()) {
			PrivateFile file = file();
			if (lock != null && stamp != null && stamp.equals(file.stamp())) {
				file.delete();
				file.next().delete();
				warn("was damaged and has been deleted", null);
			}
		}
		catch (IOException ex) {
			warn("is damaged and cannot be deleted", ex);
		}
	}

	private boolean isUsable(PrivateFile file) throws IOException {
		String problem = file.privacy().problem();
		if (problem == null && !CacheFormat.isIn(file)) {
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
		if (!(cause instanceof WhenReleased.HeldException) || cause.getCause() == null) {
			return cause.getClass().getSimpleName();
		}
		return cause.getCause().getClass().getSimpleName()
				+ "; another program, such as a virus scanner, may hold it open"
				+ ((cause.getCause() instanceof AccessDeniedException) ? ", or the user may not write it" : "");
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
