package io.github.iwaspring.store;

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

import io.github.iwaspring.support.UserId;
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
		return creation(path, "rw-------");
	}

	/**
	 * What a new folder is created with.
	 */
	static FileAttribute<?>[] folder(Path path) {
		return creation(path, "rwx------");
	}

	/**
	 * Why a file must not be used.
	 * @param path the file, which need not exist
	 * @return what is wrong with it, continuing its name; {@code null} if it is the
	 * user's own, or is missing
	 */
	static @Nullable String objection(Path path) throws IOException {
		BasicFileAttributes attributes = attributes(path);
		String foreign = foreign(path, attributes);
		return (foreign == null && attributes instanceof PosixFileAttributes posix
				&& !OWNERS.containsAll(posix.permissions()))
						? "may be read or written by other users of this machine (chmod 600 ends that)" : foreign;
	}

	/**
	 * Whether a file must not even be deleted: the user's own may be, whoever can read
	 * it.
	 * @param path the file, which need not exist
	 */
	static boolean isForeign(Path path) throws IOException {
		return foreign(path, attributes(path)) != null;
	}

	private static @Nullable String foreign(Path path, @Nullable BasicFileAttributes attributes) throws IOException {
		if (attributes == null) {
			return null;
		}
		if (!attributes.isRegularFile()) {
			return attributes.isSymbolicLink() ? "is a symbolic link" : "is no regular file";
		}
		return (attributes instanceof PosixFileAttributes && owner(path) != UserId.VALUE)
				? "belongs to another user of this machine" : null;
	}

	private static @Nullable BasicFileAttributes attributes(Path path) throws IOException {
		Class<? extends BasicFileAttributes> kind = isPosix(path) ? PosixFileAttributes.class
				: BasicFileAttributes.class;
		try {
			return Files.readAttributes(path, kind, LinkOption.NOFOLLOW_LINKS);
		}
		catch (NoSuchFileException missing) {
			return null;
		}
	}

	private static long owner(Path path) throws IOException {
		return ((Number) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue();
	}

	private static FileAttribute<?>[] creation(Path path, String permissions) {
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
