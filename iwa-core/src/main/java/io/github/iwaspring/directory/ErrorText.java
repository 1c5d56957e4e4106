package io.github.iwaspring.directory;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of a server, as far as they may stand in a message.
 */
final class ErrorText {

	/**
	 * How much of a text is looked at: a server may send a megabyte.
	 */
	private static final int MAX_INPUT = 1000;

	private static final int MAX_LENGTH = 200;

	private static final Pattern NUMBER = Pattern.compile("^AADSTS\\d+:\\s*");

	/**
	 * What could name a user, or be a token: a name with an at sign or a backslash, and
	 * any long word.
	 */
	private static final Pattern SENSITIVE = Pattern.compile("[^\\s'\"]*(?:[@\\\\]|%40)[^\\s'\"]*|[^\\s'\"]{40,}");

	private ErrorText() {
	}

	/**
	 * Shortens a text to what comes before the lines that Entra adds for its own logs,
	 * and hides what could be a name or a secret.
	 * @return the text, empty if nothing is left
	 */
	static String shown(String text) {
		String begin = text.substring(0, Math.min(text.length(), MAX_INPUT)).strip();
		int end = Stream.of("\n", "\r", "Trace ID:")
			.mapToInt(begin::indexOf)
			.filter((index) -> index >= 0)
			.min()
			.orElse(begin.length());
		String line = NUMBER.matcher(begin.substring(0, end)).replaceFirst("");
		String safe = SENSITIVE.matcher(line).replaceAll("***").strip();
		return (safe.length() > MAX_LENGTH) ? safe.substring(0, MAX_LENGTH) + "..." : safe;
	}

}
