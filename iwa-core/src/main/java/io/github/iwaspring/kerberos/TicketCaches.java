package io.github.iwaspring.kerberos;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

import io.github.iwaspring.support.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Where the JDK looks for the user's ticket cache, to be looked at and to be told in
 * messages.
 */
final class TicketCaches {

	private static final String FILE_PREFIX = "FILE:";

	private static final Pattern NAME_AT = Pattern.compile("([^/\\\\@])[^/\\\\@]*+@");

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
	 * The path of a ticket cache or a keytab as a message may name it: without the user's
	 * name, which is often part of it.
	 */
	static String shown(String path) {
		String home = System.getProperty("user.home", "");
		String shown = (home.length() > 1 && path.startsWith(home)) ? "~" + path.substring(home.length()) : path;
		return NAME_AT.matcher(shown.replace("krb5cc_" + System.getProperty("user.name"), "krb5cc_***"))
			.replaceAll("$1***@");
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
