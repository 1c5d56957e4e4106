package io.github.iwaspring.doctor;

/**
 * Words that others may have chosen, such as the names in a certificate, in a form that
 * is fit for a terminal and a log: bounded, on one line, and with no character that
 * controls either. Cut between words alone, since half the name of a user would not be
 * recognised, and masked, as one.
 */
final class PlainText {

	private static final int LIMIT = 500;

	private PlainText() {
	}

	static String of(String text) {
		StringBuilder plain = new StringBuilder();
		text.codePoints()
			.limit(LIMIT + 1L)
			.forEach((character) -> plain.appendCodePoint(isPlain(character) ? character : substitute(character)));
		return (plain.codePointCount(0, plain.length()) <= LIMIT) ? plain.toString()
				: plain.substring(0, plain.lastIndexOf(" ") + 1) + "...";
	}

	private static boolean isPlain(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				false;
			default -> true;
		};
	}

	private static int substitute(int character) {
		return Character.isWhitespace(character) ? ' ' : '?';
	}

}
