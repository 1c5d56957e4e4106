package io.github.iwaspring.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.security.auth.module.UnixSystem;

/**
 * The number of the user whom this process runs as, on Unix. Found once, since it may ask
 * the directory of the users.
 */
public final class UserId {

	/**
	 * The number; without meaning on Windows.
	 */
	public static final long VALUE = find();

	private UserId() {
	}

	/**
	 * Finds the number. Up to JDK 17 the public API has none, and says 0, for a user who
	 * has no entry among the users, as is usual in containers.
	 */
	private static long find() {
		UnixSystem user = new UnixSystem();
		if (user.getUsername() == null) {
			try {
				return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
			}
			catch (IOException | UnsupportedOperationException noLinux) {
				return user.getUid();
			}
		}
		return user.getUid();
	}

}
