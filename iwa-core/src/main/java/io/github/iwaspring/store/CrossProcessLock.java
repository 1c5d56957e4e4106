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
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * A lock across threads and processes. A thread may hold it more than once, and closes it
 * itself. The operating system releases it when the process dies.
 * <p>
 * Threads of one JVM first take a lock in memory: the operating system locks for the
 * whole JVM, and on some systems closing one channel releases the lock of another one
 * ({@link FileLock}).
 */
final class CrossProcessLock implements CacheFile.Lock {

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
	 * @param file the file to lock; it is created if it does not exist, and never deleted
	 * @param maxWait how long to wait
	 * @return the lock, or {@code null} if it is held elsewhere all that time
	 * @throws IOException if the file cannot be locked
	 */
	static @Nullable CrossProcessLock acquire(PrivateFile file, Duration maxWait)
			throws IOException, InterruptedException {
		long deadline = System.nanoTime() + maxWait.toNanos();
		ReentrantLock local = OF_THIS_JVM.computeIfAbsent(real(file.path()), (path) -> new ReentrantLock());
		if (!local.tryLock(maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
			return null;
		}
		if (local.getHoldCount() > 1) {
			return new CrossProcessLock(local, null); // this thread holds the system's
														// lock, too
		}
		FileChannel channel = null;
		boolean locked = false;
		try {
			channel = file.openForLock(Duration.ofNanos(deadline - System.nanoTime()));
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
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS); // no system notifies
			lock = tryLock(channel);
		}
		return lock != null;
	}

	/**
	 * Tries to lock. Another class loader may have loaded this class, too, and hold the
	 * lock by it.
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
			// closing the channel releases the system's lock
		}
		catch (IOException ex) {
			// the system releases the lock at the end of the process
		}
		finally {
			local.unlock();
		}
	}

	/**
	 * Whether this thread holds the lock.
	 */
	boolean isHeld() {
		return this.local.isHeldByCurrentThread();
	}

	/**
	 * Whether this thread held the lock before.
	 */
	boolean isNested() {
		return this.channel == null;
	}

	@Override
	public void close() {
		release(this.local, this.channel);
	}

}
