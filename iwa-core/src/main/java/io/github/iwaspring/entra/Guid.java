package io.github.iwaspring.entra;

import java.util.regex.Pattern;

/**
 * The form of tenant ids and client ids: 8-4-4-4-12 hexadecimal digits.
 */
final class Guid {

	static final String REGEX = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

	private static final Pattern FORM = Pattern.compile(REGEX);

	private static final Pattern WITHOUT_HYPHENS = Pattern
		.compile("([0-9a-fA-F]{8})([0-9a-fA-F]{4})([0-9a-fA-F]{4})([0-9a-fA-F]{4})([0-9a-fA-F]{12})");

	private Guid() {
	}

	static boolean is(String text) {
		return FORM.matcher(text).matches();
	}

	static boolean lacksHyphens(String text) {
		return WITHOUT_HYPHENS.matcher(text).matches();
	}

	static String hyphenated(String text) {
		return WITHOUT_HYPHENS.matcher(text).replaceFirst("$1-$2-$3-$4-$5");
	}

}
