package io.github.iwaspring.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A file that is replaced as a whole: its readers see the former content or the new one,
 * also after a crash.
 *
 * @param path where it is
 */
record AtomicFile(Path path) {

	private static final int LARGEST = 8 << 20;

	private static final int ATTEMPTS = 20;

	private static final Duration PAUSE = Duration.ofMillis(10);

	/**
	 * What changes whenever the file does.
	 * @return an object to be compared, {@code null} if the file cannot be looked at
	 */
	@Nullable Object stamp() {
		try {
			BasicFileAttributes attributes = Files.readAttributes(this.path, BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			return new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
		}
		catch (IOException ex) {
			return null;
		}
	}

	byte[] read() throws IOException {
		try (SeekableByteChannel in = open()) {
			if (in.size() > LARGEST) {
				throw new DamagedFileException("larger than any cache");
			}
			return read(in, (int) in.size());
		}
	}

	/**
	 * Reads the beginning.
	 * @return as much of it as there is, nothing if the file is missing
	 */
	byte[] start(int length) throws IOException {
		try (SeekableByteChannel in = open()) {
			return read(in, (int) Math.min(in.size(), length));
		}
		catch (NoSuchFileException missing) {
			return new byte[0];
		}
	}

	private SeekableByteChannel open() throws IOException {
		return Files.newByteChannel(this.path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
	}

	private static byte[] read(SeekableByteChannel in, int length) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(length);
		while (bytes.hasRemaining() && in.read(bytes) >= 0) {
			continue;
		}
		return bytes.array();
	}

	/**
	 * Replaces the content. Of several writers at a time one would fail.
	 */
	void replace(byte[] content) throws IOException {
		if (content.length > LARGEST) {
			throw new IOException("larger than any cache");
		}
		Path next = sibling(".tmp");
		Files.deleteIfExists(next); // of a process that died
		try {
			write(next, content);
			move(next);
		}
		finally {
			Files.deleteIfExists(next);
		}
	}

	/**
	 * Moves the next content into place. On Windows that fails while somebody reads the
	 * present one, which takes a moment.
	 */
	private void move(Path next) throws IOException {
		for (int attempt = 1; true; attempt++) {
			try {
				Files.move(next, this.path, StandardCopyOption.ATOMIC_MOVE);
				return;
			}
			catch (AccessDeniedException ex) {
				if (attempt == ATTEMPTS || OwnerOnly.isPosix(this.path)) {
					throw ex;
				}
				LockSupport.parkNanos(PAUSE.toNanos());
			}
		}
	}

	private static void write(Path file, byte[] content) throws IOException {
		try (FileChannel out = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
				OwnerOnly.file(file))) {
			ByteBuffer left = ByteBuffer.wrap(content);
			while (left.hasRemaining()) {
				out.write(left);
			}
			out.force(true);
		}
	}

	/**
	 * A file beside this one.
	 */
	Path sibling(String suffix) {
		return this.path.resolveSibling(this.path.getFileName() + suffix);
	}

	private record Stamp(@Nullable Object fileKey, FileTime modified, long size) {

	}

}
