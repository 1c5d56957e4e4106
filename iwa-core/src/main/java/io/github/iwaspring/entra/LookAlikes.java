package io.github.iwaspring.entra;

import java.net.IDN;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Letters that are drawn like ASCII letters. A label that mixes them with ASCII letters
 * is a slip (or a trap); any other label outside ASCII is an international name and has
 * its punycode form.
 */
final class LookAlikes {

	private static final String LETTERS = "\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04BB\u04CF"
			+ "\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0425"
			+ "\u03BF\u03B1\u03BD\u03C1\u03B9\u039F\u0391\u0131\u0261\u2013\u2014\u2212\u2010\u2011\u2215\u2044";

	private static final String ASCII = "aeopcyxijsdhl" + "ABEKMHOPCTX" + "oavpiOAig-----//";

	private static final Pattern LABEL = Pattern.compile("[^./:?#]+");

	private static final Pattern ASCII_LETTER = Pattern.compile("[a-zA-Z]");

	private static final Pattern LOST_IN_PUNYCODE = Pattern.compile("[\\u00DF\\u03C2\\u200C\\u200D]");

	private LookAlikes() {
	}

	static String toAscii(String value) {
		return LABEL.matcher(value).replaceAll((label) -> Matcher.quoteReplacement(labelToAscii(label)));
	}

	private static String labelToAscii(MatchResult match) {
		String label = match.group();
		String replaced = ASCII_LETTER.matcher(label).find() ? replaceLookAlikes(label) : label;
		if (LOST_IN_PUNYCODE.matcher(replaced).find()) {
			return replaced;
		}
		try {
			return IDN.toASCII(replaced);
		}
		catch (IllegalArgumentException ex) {
			return replaced;
		}
	}

	private static String replaceLookAlikes(String label) {
		StringBuilder ascii = new StringBuilder();
		for (char letter : label.toCharArray()) {
			int index = LETTERS.indexOf(letter);
			ascii.append((index >= 0) ? ASCII.charAt(index) : letter);
		}
		return ascii.toString();
	}

}
