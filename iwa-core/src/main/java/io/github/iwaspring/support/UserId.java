package io.github.iwaspring.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.security.auth.module.UnixSystem;

/**
 * The Unix user id of this process. It is read once, because reading it may query a
 * directory service.
 */
public final class UserId {

	/**
	 * The user id; meaningless on Windows.
	 */
	public static final long VALUE = find();

	private UserId() {
	}

	/**
	 * Finds the user id. Up to JDK 17, {@link UnixSystem} returns 0 for a user without an
	 * entry in the user database, which is usual in containers.
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
