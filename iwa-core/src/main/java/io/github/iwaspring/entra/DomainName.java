package io.github.iwaspring.entra;

import java.util.regex.Pattern;

/**
 * The form of a domain that Entra can have verified: ASCII labels of letters, digits and
 * hyphens (punycode included), at least one dot, and a last label that holds a letter.
 */
public final class DomainName {

	private static final int LONGEST = 253;

	private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";

	private static final Pattern FORM = Pattern.compile("(?:" + LABEL + "\\.)+(?=[0-9-]*[a-zA-Z])" + LABEL);

	private DomainName() {
	}

	/**
	 * Tells whether a text has the form of a domain name.
	 * @param text the text, in any case
	 * @return {@code true} if it has
	 */
	public static boolean is(String text) {
		return text.length() <= LONGEST && FORM.matcher(text).matches();
	}

}
