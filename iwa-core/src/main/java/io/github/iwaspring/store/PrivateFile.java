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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A file that only its owner may read and write, from its first byte, in a folder where
 * nobody else can replace it. It is replaced as a whole: readers see the former content
 * or the new one, also after a crash. On Windows, which has no such permissions, the
 * user's folder and DPAPI protect the content instead.
 *
 * @param path the path; the file need not exist
 * @param whenReleased how long its operations wait for other programs together
 */
record PrivateFile(Path path, WhenReleased whenReleased) {

	private static final int MAX_SIZE = 8 << 20;

	/**
	 * How often a file is opened again that a writer replaces meanwhile.
	 */
	private static final int OPEN_ATTEMPTS = 20;

	/**
	 * Creates the access to a file, for the operations of one caller.
	 * @param refusals what was refused before
	 */
	PrivateFile(Path path, Refusals refusals) {
		this(path, new WhenReleased(!FilePrivacy.isPosix(path), WhenReleased.MAX_WAIT, refusals));
	}

	/**
	 * Returns a file beside this one, whose operations have their time in common.
	 */
	PrivateFile sibling(String suffix) {
		return new PrivateFile(this.path.resolveSibling(this.path.getFileName() + suffix), this.whenReleased);
	}

	/**
	 * Returns the file with the next content, while it is written.
	 */
	PrivateFile next() {
		return sibling(".tmp");
	}

	/**
	 * Returns the judgement whether the file is the user's alone.
	 */
	FilePrivacy privacy() {
		return new FilePrivacy(this.path);
	}

	/**
	 * Returns a value that changes whenever the file does. Reads only its attributes.
	 * @return the value, to be compared; {@code null} if the attributes cannot be read
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
			if (in.size() > MAX_SIZE) {
				throw new CacheFormat.DamagedException("The file is larger than any cache");
			}
			return read(in, (int) in.size());
		}
	}

	/**
	 * Reads the first bytes.
	 * @return at most the given number of bytes, none if the file does not exist
	 */
	byte[] readStart(int length) throws IOException {
		try (SeekableByteChannel in = open()) {
			return read(in, (int) Math.min(in.size(), length));
		}
		catch (NoSuchFileException missing) {
			return new byte[0];
		}
	}

	/**
	 * Opens the file, and judges what was opened. A pipe, which would block, and a file
	 * of somebody else are not opened at all.
	 */
	private SeekableByteChannel open() throws IOException {
		for (int attempt = 0; attempt < OPEN_ATTEMPTS; attempt++) {
			BasicFileAttributes before = privacy().requireOwn();
			SeekableByteChannel channel = this.whenReleased.open(
					() -> Files.newByteChannel(this.path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
			try {
				if (Objects.equals(before.fileKey(), privacy().requireOwn().fileKey())) {
					return channel;
				}
				channel.close();
			}
			catch (IOException ex) {
				channel.close();
				throw ex;
			}
		}
		throw new IOException("The file is replaced all the time");
	}

	private static byte[] read(SeekableByteChannel in, int length) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(length);
		int read = 0;
		while (bytes.hasRemaining() && read >= 0) {
			read = in.read(bytes);
		}
		return bytes.array();
	}

	/**
	 * Replaces the content. Two writers at a time would fail, so a writer needs the
	 * {@link CrossProcessLock lock}. Unless it succeeds, the former content stays.
	 */
	void replace(byte[] content) throws IOException {
		if (content.length > MAX_SIZE) {
			throw new IOException("The content is larger than any cache");
		}
		PrivateFile next = next();
		next.delete(); // a process that died may have left it
		try {
			this.whenReleased.change(() -> next.create(content));
			this.whenReleased.change(() -> Files.move(next.path, this.path, StandardCopyOption.ATOMIC_MOVE));
		}
		catch (IOException ex) {
			try {
				next.deleteNow();
			}
			catch (IOException later) {
				ex.addSuppressed(later); // the next writer deletes it
			}
			throw ex;
		}
	}

	private void create(byte[] content) throws IOException {
		try (FileChannel out = openForWriting(true)) {
			ByteBuffer left = ByteBuffer.wrap(content);
			while (left.hasRemaining()) {
				out.write(left);
			}
			out.force(true);
		}
	}

	/**
	 * Opens the file to lock it. It is created if it does not exist.
	 * @param maxWait how long to wait at most while another program holds it
	 */
	FileChannel openForLock(Duration maxWait) throws IOException {
		Duration wait = (maxWait.compareTo(WhenReleased.MAX_WAIT) < 0) ? maxWait : WhenReleased.MAX_WAIT;
		return new WhenReleased(!FilePrivacy.isPosix(this.path), wait).open(this::openForLockNow);
	}

	private FileChannel openForLockNow() throws IOException {
		try {
			return openForWriting(true);
		}
		catch (FileAlreadyExistsException ex) {
			String problem = privacy().problem();
			if (problem != null) { // opening a pipe would block
				throw new IOException("The lock " + problem, ex);
			}
			return openForWriting(false);
		}
	}

	private FileChannel openForWriting(boolean create) throws IOException {
		Set<OpenOption> options = new HashSet<>(Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
		if (create) {
			options.add(StandardOpenOption.CREATE_NEW);
		}
		return FileChannel.open(this.path, options, permissions("rw-------"));
	}

	void delete() throws IOException {
		this.whenReleased.change(this::deleteNow);
	}

	private void deleteNow() throws IOException {
		Files.deleteIfExists(this.path);
	}

	void createFolder() throws IOException {
		Path folder = this.path.getParent();
		if (folder != null) {
			Files.createDirectories(folder, permissions("rwx------"));
		}
	}

	private FileAttribute<?>[] permissions(String permissions) {
		return FilePrivacy.isPosix(this.path)
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	private record Stamp(@Nullable Object fileKey, FileTime modified, long size) {

	}

}
