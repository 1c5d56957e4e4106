package io.github.iwaspring.kerberos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where the JDK looks for the user's ticket cache, to be told in messages.
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
			return fromEnvironment.startsWith(FILE_PREFIX) ? fromEnvironment.substring(FILE_PREFIX.length())
					: fromEnvironment;
		}
		try {
			return "/tmp/krb5cc_" + Files.getAttribute(Path.of(System.getProperty("user.home")), "unix:uid");
		}
		catch (IOException | RuntimeException notUnix) {
			return System.getProperty("user.home") + "/krb5cc_" + System.getProperty("user.name");
		}
	}

}
