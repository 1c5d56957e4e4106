package io.github.iwaspring.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * A lock that one thread of one process has, once or several times. The system releases
 * it when that process dies, however it does. To be closed by the thread that acquired
 * it.
 * <p>
 * Within a JVM a lock of its own comes first: there, two channels to one file would share
 * the system's lock, and on some systems the closing of one would end that of the other
 * ({@link FileLock}).
 */
final class CrossProcessLock implements AutoCloseable {

	private static final Map<Path, ReentrantLock> OF_THIS_JVM = new ConcurrentHashMap<>();

	private static final long PAUSE_MILLIS = 5;

	private final ReentrantLock local;

	private final @Nullable FileChannel channel;

	private CrossProcessLock(ReentrantLock local, @Nullable FileChannel channel) {
		this.local = local;
		this.channel = channel;
	}

	/**
	 * Waits for the lock.
	 * @param file the file that stands for it; created if it is missing, and never
	 * deleted
	 * @param patience how long to wait
	 * @return the lock, or {@code null} if somebody else has it all that time
	 * @throws IOException if there can be no such lock here
	 */
	static @Nullable CrossProcessLock acquire(Path file, Duration patience) throws IOException, InterruptedException {
		long deadline = System.nanoTime() + patience.toNanos();
		ReentrantLock local = OF_THIS_JVM.computeIfAbsent(real(file), (path) -> new ReentrantLock());
		if (!local.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
			return null;
		}
		if (local.getHoldCount() > 1) {
			return new CrossProcessLock(local, null); // this thread has the system's, too
		}
		FileChannel channel = null;
		boolean locked = false;
		try {
			String objection = OwnerOnly.objection(file);
			if (objection != null) {
				throw new IOException("the lock " + objection); // opening a pipe would
																// wait
			}
			channel = FileChannel.open(file,
					Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
					OwnerOnly.file(file));
			locked = lock(channel, deadline);
			return locked ? new CrossProcessLock(local, channel) : null;
		}
		finally {
			if (!locked) {
				release(local, channel);
			}
		}
	}

	private static Path real(Path file) throws IOException {
		Path folder = file.toAbsolutePath().getParent();
		return (folder != null) ? folder.toRealPath().resolve(file.getFileName()) : file;
	}

	private static boolean lock(FileChannel channel, long deadline) throws IOException, InterruptedException {
		FileLock lock = tryLock(channel);
		while (lock == null && System.nanoTime() < deadline) {
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS); // no system tells when it is free
			lock = tryLock(channel);
		}
		return lock != null;
	}

	/**
	 * Tries to lock. This class may be there twice in a JVM, by two class loaders.
	 */
	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
	}

	private static void release(ReentrantLock local, @Nullable FileChannel channel) {
		try (channel) {
			// closing it releases the system's lock
		}
		catch (IOException ex) {
			// the system releases it with the process
		}
		finally {
			local.unlock();
		}
	}

	@Override
	public void close() {
		release(this.local, this.channel);
	}

}
