package io.github.iwaspring.sample;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is at the other end of the standard output.
 */
final class Terminal {

	private Terminal() {
	}

	static boolean takesColours() {
		return isTerminal(System.console()) && takesColours(System.getenv());
	}

	/**
	 * Whether the environment asks for no colours (no-color.org).
	 */
	static boolean takesColours(Map<String, String> environment) {
		return environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
	}

	/**
	 * Whether there is a terminal. Up to JDK 21 there is a console only then; later ones
	 * must be asked.
	 */
	private static boolean isTerminal(@Nullable Console console) {
		if (console == null) {
			return false;
		}
		try {
			return (boolean) Console.class.getMethod("isTerminal").invoke(console);
		}
		catch (NoSuchMethodException before22) {
			return true;
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			return false;
		}
	}

}
