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

package io.github.iwaspring.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Judges whether other users of this machine can replace a file, by the folders on the
 * way to it, as OpenSSH judges those of a key. A file that only this user and root can
 * replace stays the one that was looked at, however long ago. Knows the permissions of
 * POSIX only: on Windows nothing is judged.
 */
public final class FileTrust {

	private static final int GROUP_WRITES = 0020;

	private static final int OTHERS_WRITE = 0002;

	/**
	 * In a folder with this bit, such as {@code /tmp}, only the owner of a file replaces
	 * it.
	 */
	private static final int STICKY = 01000;

	private static final int TYPE = 0170000;

	private static final int LINK = 0120000;

	private FileTrust() {
	}

	/**
	 * Explains why others can replace a file.
	 * @param file the file, which need not exist
	 * @return the problem, as the predicate of a sentence; {@code null} if there is none
	 * @throws IOException if the folders cannot be looked at
	 */
	public static @Nullable String problem(Path file) throws IOException {
		Path folder = file.toAbsolutePath().getParent();
		if (folder == null || !file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
			return null;
		}
		String problem = problemOnTheWay(folder);
		return (problem != null || !Files.exists(folder)) ? problem : problemOnTheWay(folder.toRealPath());
	}

	private static @Nullable String problemOnTheWay(Path folder) throws IOException {
		for (Path part = folder; part != null; part = part.getParent()) {
			Unix attributes = Unix.of(part);
			if (attributes != null && !attributes.isOurs()) {
				return "is in a folder that belongs to another user of this machine (" + attributes.owner + ")";
			}
			if (attributes != null && attributes.isWritableByOthers()) {
				return "is in a folder in which other users of this machine can replace it (chmod go-w ends that)";
			}
		}
		return null;
	}

	/**
	 * Returns the user id of a file's owner, if that is neither this user nor root.
	 * @param file the file; a link is judged itself
	 * @return the user id, or {@code null} if the file is this user's or root's, or has
	 * no such owner
	 * @throws NoSuchFileException if it is missing
	 * @throws IOException if it cannot be looked at
	 */
	public static @Nullable Long foreignOwner(Path file) throws IOException {
		if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
			return null;
		}
		Unix attributes = Unix.read(file);
		return attributes.isOurs() ? null : attributes.owner;
	}

	/**
	 * The attributes of POSIX.
	 *
	 * @param mode the type and the permissions
	 * @param owner the user id of the owner
	 * @param group the group id
	 */
	private record Unix(int mode, long owner, long group) {

		static @Nullable Unix of(Path file) throws IOException {
			try {
				return read(file);
			}
			catch (NoSuchFileException missing) {
				return null;
			}
		}

		static Unix read(Path file) throws IOException {
			Map<String, Object> attributes = Files.readAttributes(file, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
			return new Unix(number(attributes, "mode"), Integer.toUnsignedLong(number(attributes, "uid")),
					Integer.toUnsignedLong(number(attributes, "gid")));
		}

		private static int number(Map<String, Object> attributes, String name) {
			return (Integer) Objects.requireNonNull(attributes.get(name));
		}

		boolean isOurs() {
			return this.owner == UserId.VALUE || this.owner == 0;
		}

		/**
		 * A group that has the number of this user has no other member, as most systems
		 * make users.
		 */
		boolean isWritableByOthers() {
			boolean byGroup = (this.mode & GROUP_WRITES) != 0 && this.group != UserId.VALUE;
			boolean byOthers = (this.mode & OTHERS_WRITE) != 0;
			return (byGroup || byOthers) && (this.mode & STICKY) == 0 && (this.mode & TYPE) != LINK;
		}

	}

}
