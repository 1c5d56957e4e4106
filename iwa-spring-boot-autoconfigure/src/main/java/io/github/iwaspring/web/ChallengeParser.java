package io.github.iwaspring.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A parser for one line of a {@code WWW-Authenticate} header. The comma separates both
 * challenges and their parameters: a name is a parameter's if an equals sign and a value
 * follow it, a scheme otherwise. From where the line breaks the grammar, it is ignored.
 */
final class ChallengeParser {

	private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

	private static final String TOKEN68_SYMBOLS = "-._~+/";

	private final String line;

	private int position;

	ChallengeParser(String line) {
		this.line = line;
	}

	List<Challenge> parse() {
		List<Challenge> challenges = new ArrayList<>();
		skipSeparators();
		while (this.position < this.line.length()) {
			String scheme = token();
			if (scheme.isEmpty() || !(atEnd() || at(' ') || at('\t') || at(','))) {
				break;
			}
			skipSpaces();
			skipToken68();
			Map<String, String> parameters = new LinkedHashMap<>();
			boolean wellFormed = parameters(parameters);
			challenges.add(new Challenge(scheme.toLowerCase(Locale.ROOT), parameters));
			if (!wellFormed) {
				break;
			}
		}
		return challenges;
	}

	/**
	 * Reads parameters up to the next scheme, and stops in front of it.
	 */
	private boolean parameters(Map<String, String> parameters) {
		while (true) {
			int separated = this.position;
			skipSeparators();
			int start = this.position;
			String name = token();
			skipSpaces();
			if (name.isEmpty() || !at('=')) {
				this.position = start;
				return atEnd() || (!name.isEmpty() && isNextElement(separated, start));
			}
			this.position++;
			skipSpaces();
			String value = at('"') ? quotedString() : token();
			skipSpaces();
			if (value == null) {
				return false;
			}
			parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
			if (!atEnd() && !at(',')) {
				return false;
			}
		}
	}

	private boolean isNextElement(int from, int to) {
		return this.line.substring(from, to).contains(",");
	}

	private void skipToken68() {
		int start = this.position;
		while (!atEnd() && (isAlphanumeric(current()) || TOKEN68_SYMBOLS.indexOf(current()) != -1)) {
			this.position++;
		}
		boolean any = this.position > start;
		while (any && at('=')) {
			this.position++;
		}
		skipSpaces();
		if (!any || !(atEnd() || at(','))) {
			this.position = start;
		}
	}

	private @Nullable String quotedString() {
		StringBuilder value = new StringBuilder();
		this.position++;
		while (!atEnd() && !at('"')) {
			if (at('\\')) {
				this.position++;
			}
			if (!atEnd()) {
				value.append(current());
				this.position++;
			}
		}
		if (atEnd()) {
			return null;
		}
		this.position++;
		return value.toString();
	}

	private String token() {
		int start = this.position;
		while (!atEnd() && (isAlphanumeric(current()) || TOKEN_SYMBOLS.indexOf(current()) != -1)) {
			this.position++;
		}
		return this.line.substring(start, this.position);
	}

	private void skipSeparators() {
		while (at(' ') || at('\t') || at(',')) {
			this.position++;
		}
	}

	private void skipSpaces() {
		while (at(' ') || at('\t')) {
			this.position++;
		}
	}

	private boolean at(char expected) {
		return !atEnd() && current() == expected;
	}

	private boolean atEnd() {
		return this.position >= this.line.length();
	}

	private char current() {
		return this.line.charAt(this.position);
	}

	private static boolean isAlphanumeric(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9');
	}

}
