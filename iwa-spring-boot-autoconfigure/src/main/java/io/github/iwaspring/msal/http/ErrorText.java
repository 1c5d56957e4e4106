package io.github.iwaspring.msal.http;

import java.util.regex.Pattern;

/**
 * The words of a server, as far as they may stand in a message.
 */
final class ErrorText {

	private static final int MAX_LENGTH = 200;

	/**
	 * Begins the lines that Entra adds for its own logs.
	 */
	private static final Pattern TRACE = Pattern.compile("(?s)\\s*(?:\\r?\\n|Trace ID:).*");

	private static final Pattern NUMBER = Pattern.compile("^AADSTS\\d+:\\s*");

	/**
	 * What could name a user, or be a token: a name with an at sign or a backslash, and
	 * any long word.
	 */
	private static final Pattern SENSITIVE = Pattern.compile("[^\\s'\"]*[@\\\\][^\\s'\"]*|[^\\s'\"]{40,}");

	private static final Pattern UNPRINTABLE = Pattern.compile("[^\\p{Print}]+", Pattern.UNICODE_CHARACTER_CLASS);

	private ErrorText() {
	}

	/**
	 * Shortens a text to its first line, and hides what could be a name or a secret.
	 * @return the text, empty if nothing is left
	 */
	static String shown(String text) {
		String line = NUMBER.matcher(TRACE.matcher(text.strip()).replaceFirst("")).replaceFirst("");
		String safe = SENSITIVE.matcher(UNPRINTABLE.matcher(line).replaceAll(" ")).replaceAll("***").strip();
		return (safe.length() > MAX_LENGTH) ? safe.substring(0, MAX_LENGTH) + "..." : safe;
	}

}
