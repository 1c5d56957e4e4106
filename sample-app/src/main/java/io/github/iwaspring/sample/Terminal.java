package io.github.iwaspring.sample;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The terminal that the standard output is connected to, if any.
 */
final class Terminal {

	private Terminal() {
	}

	static boolean supportsColours() {
		return isTerminal(System.console()) && supportsColours(System.getenv());
	}

	/**
	 * Returns whether the environment allows colours (no-color.org).
	 */
	static boolean supportsColours(Map<String, String> environment) {
		return environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
	}

	/**
	 * Returns whether there is a terminal. Up to JDK 21, a console exists only with a
	 * terminal; later JDKs have {@code Console.isTerminal()}.
	 */
	private static boolean isTerminal(@Nullable Console console) {
		if (console == null) {
			return false;
		}
		try {
			return (boolean) Console.class.getMethod("isTerminal").invoke(console);
		}
		catch (NoSuchMethodException beforeJdk22) {
			return true;
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			return false;
		}
	}

}
