package io.github.iwaspring.kerberos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

import org.jspecify.annotations.Nullable;

/**
 * What tells a file from the one that was in its place before, without reading it.
 *
 * @param path where it really is, behind all links
 * @param modified when it was last written
 * @param size its size, in bytes
 * @param key its key in the file system, or {@code null} where there is none
 * @param readable whether this process may read it
 */
record FileStamp(Path path, FileTime modified, long size, @Nullable Object key, boolean readable) {

	/**
	 * Looks at a file.
	 * @return the stamp, or {@code null} if there is no such file
	 */
	static @Nullable FileStamp of(Path file) {
		try {
			Path path = file.toRealPath();
			BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
			return new FileStamp(path, attributes.lastModifiedTime(), attributes.size(), attributes.fileKey(),
					Files.isReadable(path));
		}
		catch (IOException | SecurityException missing) {
			return null;
		}
	}

}
