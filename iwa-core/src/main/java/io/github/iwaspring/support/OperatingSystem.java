package io.github.iwaspring.support;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The operating system, known by its name in the system property {@code os.name}.
 */
public final class OperatingSystem {

	private OperatingSystem() {
	}

	/**
	 * Whether this process runs on Windows.
	 * @return {@code true} if it does
	 */
	public static boolean isWindows() {
		return isWindows(System.getProperty("os.name"));
	}

	/**
	 * Whether a name is that of Windows.
	 * @param name the name of an operating system, or {@code null} if it is unknown
	 * @return {@code true} if it is
	 */
	public static boolean isWindows(@Nullable String name) {
		return startsWith(name, "windows");
	}

	/**
	 * Whether a name is that of macOS.
	 * @param name the name of an operating system, or {@code null} if it is unknown
	 * @return {@code true} if it is
	 */
	public static boolean isMac(@Nullable String name) {
		return startsWith(name, "mac");
	}

	private static boolean startsWith(@Nullable String name, String prefix) {
		return name != null && name.toLowerCase(Locale.ROOT).startsWith(prefix);
	}

}
