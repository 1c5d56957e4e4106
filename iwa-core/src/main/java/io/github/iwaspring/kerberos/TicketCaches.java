package io.github.iwaspring.kerberos;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

import io.github.iwaspring.support.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Where the JDK looks for the user's ticket cache.
 */
final class TicketCaches {

	private static final String FILE_PREFIX = "FILE:";

	private TicketCaches() {
	}

	static String locate(@Nullable Path configured) {
		if (configured != null) {
			return configured.toString();
		}
		String fromEnvironment = System.getenv("KRB5CCNAME");
		if (fromEnvironment != null && !fromEnvironment.isBlank()) {
			return fromEnvironment.regionMatches(true, 0, FILE_PREFIX, 0, FILE_PREFIX.length())
					? fromEnvironment.substring(FILE_PREFIX.length()) : fromEnvironment;
		}
		return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")
				? System.getProperty("user.home") + "\\krb5cc_" + System.getProperty("user.name")
				: "/tmp/krb5cc_" + UserId.VALUE;
	}

	/**
	 * Whether a location is that of a file, and not of a cache such as
	 * {@code KEYRING:persistent:1000}.
	 */
	static boolean isFile(String location) {
		return !location.matches("[A-Za-z]{2,}:.*");
	}

	static @Nullable TicketCacheFile read(String location) {
		try {
			return isFile(location) ? TicketCacheFile.read(Path.of(location)) : null;
		}
		catch (InvalidPathException noFile) {
			return null;
		}
	}

}
