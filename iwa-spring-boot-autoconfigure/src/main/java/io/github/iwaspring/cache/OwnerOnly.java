package io.github.iwaspring.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

import io.github.iwaspring.platform.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Files and folders that nobody but their owner may read or write, from their first byte
 * on. Where there are no such permissions, which is so on Windows, the folder of the user
 * and the protection of the content have to do.
 */
final class OwnerOnly {

	private static final Set<PosixFilePermission> OWNERS = EnumSet.of(PosixFilePermission.OWNER_READ,
			PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

	private OwnerOnly() {
	}

	/**
	 * What a new file is created with.
	 */
	static FileAttribute<?>[] file(Path path) {
		return attributes(path, "rw-------");
	}

	/**
	 * What a new folder is created with.
	 */
	static FileAttribute<?>[] folder(Path path) {
		return attributes(path, "rwx------");
	}

	/**
	 * Why a file must be left alone.
	 * @param path the file, which need not exist
	 * @return what is wrong with it, continuing its name; {@code null} if it is the
	 * user's own, or is missing
	 */
	static @Nullable String objection(Path path) throws IOException {
		Class<? extends BasicFileAttributes> kind = isPosix(path) ? PosixFileAttributes.class
				: BasicFileAttributes.class;
		BasicFileAttributes attributes;
		try {
			attributes = Files.readAttributes(path, kind, LinkOption.NOFOLLOW_LINKS);
		}
		catch (NoSuchFileException missing) {
			return null;
		}
		if (!attributes.isRegularFile()) {
			return attributes.isSymbolicLink() ? "is a symbolic link" : "is no regular file";
		}
		if (attributes instanceof PosixFileAttributes posix) {
			if (owner(path) != UserId.VALUE) {
				return "belongs to another user of this machine";
			}
			if (!OWNERS.containsAll(posix.permissions())) {
				return "may be read or written by other users of this machine (chmod 600 ends that)";
			}
		}
		return null;
	}

	private static long owner(Path path) throws IOException {
		return ((Number) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue();
	}

	private static FileAttribute<?>[] attributes(Path path, String permissions) {
		return isPosix(path)
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	/**
	 * Whether a file system has owners and permissions in the way of Unix.
	 */
	static boolean isPosix(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

}
