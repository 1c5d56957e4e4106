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
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

import io.github.iwaspring.support.FileTrust;
import io.github.iwaspring.support.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether a file is this user's alone, by its attributes and its folder. A link is
 * judged itself. Owners and permissions are those of POSIX: on Windows every regular file
 * passes.
 *
 * @param path the file, which need not exist
 */
record FilePrivacy(Path path) {

	private static final Set<PosixFilePermission> OF_THE_OWNER = EnumSet.of(PosixFilePermission.OWNER_READ,
			PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

	/**
	 * Explains why the file must not be used.
	 * @return the problem, as the predicate of a sentence; {@code null} if the file is
	 * the user's own, or does not exist
	 */
	@Nullable String problem() throws IOException {
		BasicFileAttributes attributes = attributes();
		String foreign = foreign(attributes);
		if (foreign == null && attributes instanceof PosixFileAttributes posix
				&& !OF_THE_OWNER.containsAll(posix.permissions())) {
			return "may be read or written by other users of this machine (chmod 600 ends that)";
		}
		return (foreign != null) ? foreign : problemOfFolder();
	}

	/**
	 * Explains why nothing in the folder must be used: without a trusted folder, the file
	 * that is opened need not be the one that was judged.
	 * @return the problem, as the predicate of a sentence, or {@code null}
	 */
	@Nullable String problemOfFolder() throws IOException {
		return FileTrust.problem(this.path);
	}

	/**
	 * Whether the file must not even be deleted. A file of the user may be, whoever can
	 * read it.
	 */
	boolean isForeign() throws IOException {
		return foreign(attributes()) != null;
	}

	/**
	 * Returns the attributes of the user's own file.
	 * @throws NoSuchFileException if it does not exist
	 * @throws IOException if it is not the user's own
	 */
	BasicFileAttributes requireOwn() throws IOException {
		BasicFileAttributes attributes = attributes();
		String foreign = foreign(attributes);
		if (attributes == null || foreign != null) {
			throw (foreign != null) ? new IOException("The file " + foreign)
					: new NoSuchFileException(this.path.toString());
		}
		return attributes;
	}

	private @Nullable String foreign(@Nullable BasicFileAttributes attributes) throws IOException {
		if (attributes == null) {
			return null;
		}
		if (!attributes.isRegularFile()) {
			return attributes.isSymbolicLink() ? "is a symbolic link" : "is not a regular file";
		}
		return (attributes instanceof PosixFileAttributes && owner() != UserId.VALUE)
				? "belongs to another user of this machine" : null;
	}

	private @Nullable BasicFileAttributes attributes() throws IOException {
		Class<? extends BasicFileAttributes> type = isPosix(this.path) ? PosixFileAttributes.class
				: BasicFileAttributes.class;
		try {
			return Files.readAttributes(this.path, type, LinkOption.NOFOLLOW_LINKS);
		}
		catch (NoSuchFileException missing) {
			return null;
		}
	}

	private long owner() throws IOException {
		return Integer.toUnsignedLong((Integer) Files.getAttribute(this.path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
	}

	/**
	 * Whether a file has the attributes of POSIX.
	 */
	static boolean isPosix(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

}
