package io.github.iwaspring.entra;

import java.util.regex.Pattern;

/**
 * A configured value as a message may show it.
 */
public final class TypedText {

	private static final int LONGEST = 200;

	private static final Pattern ASSIGNED = Pattern.compile("(?<==)[^&#;]+");

	private TypedText() {
	}

	/**
	 * Shows a value that is, or should have been, a URL or a host: user info, user names
	 * and the values of a query are masked, all but printable ASCII is escaped, and a
	 * very long value is cut.
	 * @param value the value
	 * @return the text for a message
	 */
	public static String shown(String value) {
		AtSign at = AtSign.lastIn(value);
		return plain(maskedQuery((at != null) ? at.masked(value) : value));
	}

	/**
	 * Shows a value without masking anything: all but printable ASCII is escaped, and a
	 * very long value is cut.
	 * @param value the value
	 * @return the text for a message
	 */
	public static String plain(String value) {
		StringBuilder shown = new StringBuilder();
		value.chars().limit(LONGEST).forEach((character) -> {
			if (character >= ' ' && character <= '~') {
				shown.append((char) character);
			}
			else {
				shown.append(String.format("\\u%04x", character));
			}
		});
		return (value.length() > LONGEST) ? shown + "..." : shown.toString();
	}

	private static String maskedQuery(String value) {
		int query = value.indexOf('?');
		int fragment = value.indexOf('#');
		int start = (query >= 0 && fragment >= 0) ? Math.min(query, fragment) : Math.max(query, fragment);
		return (start < 0) ? value
				: value.substring(0, start) + ASSIGNED.matcher(value.substring(start)).replaceAll("***");
	}

}
