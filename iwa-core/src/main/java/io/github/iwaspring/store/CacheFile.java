package io.github.iwaspring.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds one text, for the processes of one user. Only its owner can read it;
 * readers see one whole text or another, since each new one is moved into the place of
 * the last. Writers take turns ({@link #lock}).
 * <p>
 * No method fails: what cannot be read counts as missing, what cannot be written is not,
 * and a warning says so, once for each cause. A damaged file is set aside. Methods block,
 * the lock for at most two seconds.
 */
public final class CacheFile {

	private static final Log logger = LogFactory.getLog(CacheFile.class);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final AtomicFile file;

	private final AtomicFile damaged;

	private final Path lock;

	private final Protection protection;

	private final Set<String> warnings = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the access to a file. Nothing is read or written.
	 * @param path the file, whose folder is created when it is needed
	 */
	public CacheFile(Path path) {
		this(path, Protection.of(System.getProperty("os.name")));
	}

	CacheFile(Path path, Protection protection) {
		this.file = new AtomicFile(path.toAbsolutePath().normalize());
		this.damaged = new AtomicFile(this.file.sibling(".damaged"));
		this.lock = this.file.sibling(".lock");
		this.protection = protection;
	}

	/**
	 * What changes whenever the file does. Looks at nothing but its attributes.
	 * @return an object to be compared with another one; {@code null} for a file that is
	 * missing, or cannot be looked at
	 */
	public @Nullable Object stamp() {
		return this.file.stamp();
	}

	/**
	 * Reads the text.
	 * @return the text, or {@code null} if there is none that could be used
	 */
	public @Nullable String read() {
		Object seen = stamp();
		try {
			return isUsable() ? Envelope.open(this.file.read(), this.protection) : null;
		}
		catch (NoSuchFileException missing) {
			return null;
		}
		catch (DamagedFileException ex) {
			setAside(seen);
			return null;
		}
		catch (IOException ex) {
			warn("cannot be read", ex);
			return null;
		}
	}

	/**
	 * Waits for the right to write.
	 * @return the right, to be closed by this thread; {@code null} if it cannot be had,
	 * so that nothing must be written
	 */
	public @Nullable Turn lock() {
		try {
			Path folder = this.lock.getParent();
			if (folder != null) {
				Files.createDirectories(folder, OwnerOnly.folder(folder));
			}
			CrossProcessLock acquired = CrossProcessLock.acquire(this.lock, PATIENCE);
			if (acquired == null) {
				warn("is being written by another process for more than " + PATIENCE.toSeconds() + " s", null);
				return null;
			}
			return acquired::close;
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
	 * Replaces the text. Only in a {@link #lock() turn}.
	 * @param text the text
	 * @return whether it was replaced
	 */
	public boolean write(String text) {
		try {
			if (isUsable()) {
				this.file.replace(Envelope.seal(text, this.protection));
				return true;
			}
		}
		catch (IOException ex) {
			warn("cannot be written", ex);
		}
		return false;
	}

	/**
	 * Deletes the file, and what was set aside before. A file that is not the user's own
	 * stays, and so does one that never was a cache file: its path may have been
	 * configured by mistake.
	 * @param ours whether a text is to be deleted; what is damaged is
	 */
	public void delete(Predicate<String> ours) {
		try (Turn turn = lock()) {
			if (!OwnerOnly.isForeign(this.file.path()) && isToBeDeleted(ours)) {
				Files.deleteIfExists(this.file.path());
				Files.deleteIfExists(this.file.sibling(".tmp")); // of a process that died
				if (Envelope.isBegunIn(this.damaged)) {
					Files.deleteIfExists(this.damaged.path());
				}
			}
		}
		catch (IOException ex) {
			warn("cannot be deleted", ex);
		}
	}

	private boolean isToBeDeleted(Predicate<String> ours) throws IOException {
		try {
			return ours.test(Envelope.open(this.file.read(), this.protection));
		}
		catch (IOException unreadable) {
			return Envelope.isBegunIn(this.file);
		}
	}

	/**
	 * Warns about the file, once for each cause.
	 * @param cause what is wrong, continuing its name
	 */
	public void warn(String cause) {
		warn(cause, null);
	}

	/**
	 * Puts a file that is damaged out of the way, unless it was replaced meanwhile.
	 * @param seen its {@link #stamp() stamp} before it was read
	 */
	public void setAside(@Nullable Object seen) {
		try (Turn turn = lock()) {
			if (turn != null && seen != null && seen.equals(stamp())) {
				Files.move(this.file.path(), this.damaged.path(), StandardCopyOption.REPLACE_EXISTING);
				warn("was damaged, and is now " + this.damaged.path().getFileName(), null);
			}
		}
		catch (IOException ex) {
			warn("is damaged, and cannot be moved", ex);
		}
	}

	private boolean isUsable() throws IOException {
		String objection = OwnerOnly.objection(this.file.path());
		if (objection != null) {
			warn(objection, null);
		}
		return objection == null;
	}

	/**
	 * Warns, unless the thread was told to stop, which ends what it reads or writes.
	 */
	private void warn(String cause, @Nullable IOException reason) {
		if (!Thread.currentThread().isInterrupted() && this.warnings.add(cause)) {
			logger.warn("The token cache " + this + " " + cause
					+ ((reason != null) ? " (" + reason.getClass().getSimpleName() + ")" : "")
					+ "; tokens are had without it.");
		}
	}

	/**
	 * Shows no folder: it may hold the user's name.
	 */
	@Override
	public String toString() {
		return String.valueOf(this.file.path().getFileName());
	}

	/**
	 * The right to write.
	 */
	@FunctionalInterface
	public interface Turn extends AutoCloseable {

		/**
		 * Gives it back.
		 */
		@Override
		void close();

	}

}
