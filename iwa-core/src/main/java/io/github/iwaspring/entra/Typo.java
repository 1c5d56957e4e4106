/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.entra;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.support.Rules.Rule;
import org.jspecify.annotations.Nullable;

/**
 * An error of typing, pasting or templating that no configured name may contain, in the
 * order in which the rules look for them.
 */
public enum Typo {

	/**
	 * A placeholder that nothing replaced, or a template: <code>${...}</code>,
	 * <code>#{...}</code>, {@code %...%}, {@code <...>}, <code>{...}</code>.
	 */
	PLACEHOLDER("[{}<>]|%[A-Za-z_][\\w.-]*%(?![0-9A-Fa-f]{2})|\\$[A-Za-z_(]|(?<![\\w.-])@[A-Za-z][\\w.-]*@(?!\\w)",
			"It contains a placeholder that was not replaced.") {

		@Override
		@Nullable String corrected(String value) {
			String bare = value.replaceAll("\\{(" + TenantName.GUID + ")}", "$1");
			return bare.equals(value) ? null : bare;
		}

	},

	/**
	 * A control character, or an invisible one such as a byte order mark.
	 */
	CONTROL("[\\p{Cc}\\p{Cf}&&[^\\s\\u0085]]", "It contains a control or an invisible character."),

	/**
	 * A quotation mark of any kind.
	 */
	QUOTE("[\"'`\\u00AB\\u00B4\\u00BB\\u2018-\\u201F\\u2039\\u203A\\uFF02\\uFF07]", "It contains a quotation mark."),

	/**
	 * White space, at the ends too.
	 */
	WHITE_SPACE("[\\s\\u0085\\p{Z}]", "It contains white space."),

	/**
	 * A character outside ASCII, perhaps one that looks like an ASCII letter.
	 */
	NON_ASCII("[^\\p{ASCII}]", "It contains a character that is not ASCII.") {

		@Override
		String description(String value) {
			int character = value.codePoints().filter((codePoint) -> codePoint > 0x7F).findFirst().orElse(0);
			return String.format("It contains %s (U+%04X), which is not ASCII even where it looks so.",
					Character.getName(character), character);
		}

		@Override
		String corrected(String value) {
			return LookAlikes.toAscii(Normalizer.normalize(value, Normalizer.Form.NFKC));
		}

	};

	private final Pattern pattern;

	private final String description;

	Typo(String regex, String description) {
		this.pattern = Pattern.compile(regex);
		this.description = description;
	}

	/**
	 * Returns a rule that refuses any of some typos in a text. White space is removed
	 * only at the ends: inside, it cannot be known what belongs together.
	 * @param typos the typos; none for all of them
	 * @return the rule
	 */
	public static Rule<String> refuse(Typo... typos) {
		Typo[] order = (typos.length > 0) ? typos : values();
		return new Rule<>((value) -> firstIn(value, order).isPresent(),
				(value) -> firstIn(value, order).map((typo) -> typo.description(value)).orElseThrow(),
				(value) -> firstIn(value, order).map((typo) -> typo.correctedText(value)).orElse(null));
	}

	private static Optional<Typo> firstIn(String value, Typo[] order) {
		return Arrays.stream(order).filter((typo) -> typo.isIn(value)).findFirst();
	}

	private @Nullable String correctedText(String value) {
		return (this == WHITE_SPACE) ? value.strip() : corrected(value);
	}

	/**
	 * Whether a value contains this typo.
	 * @param value the value
	 * @return {@code true} if it does
	 */
	public boolean isIn(String value) {
		return this.pattern.matcher(value).find();
	}

	/**
	 * Why a value with this typo is refused.
	 * @param value the value, which contains no user info
	 * @return a sentence
	 */
	String description(String value) {
		return this.description;
	}

	/**
	 * The value without the typo, as far as it can be known.
	 */
	@Nullable String corrected(String value) {
		return removedFrom(value);
	}

	final String removedFrom(String value) {
		return this.pattern.matcher(value).replaceAll("");
	}

	/**
	 * Letters that look like ASCII letters. A label that mixes them with ASCII letters is
	 * a typo (or a trap); any other label outside ASCII is an international name, which
	 * has a punycode form.
	 */
	private static final class LookAlikes {

		private static final String LETTERS = "\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04BB\u04CF"
				+ "\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0425"
				+ "\u03BF\u03B1\u03BD\u03C1\u03B9\u039F\u0391\u0131\u0261\u2013\u2014\u2212\u2010\u2011\u2215\u2044";

		private static final String ASCII = "aeopcyxijsdhl" + "ABEKMHOPCTX" + "oavpiOAig-----//";

		private static final Pattern LABEL = Pattern.compile("[^./:?#]+");

		private static final Pattern ASCII_LETTER = Pattern.compile("[a-zA-Z]");

		private static final Pattern LOST_IN_PUNYCODE = Pattern.compile("[\\u00DF\\u03C2\\u200C\\u200D]");

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
			for (int at = 0; at < label.length(); at++) {
				int index = LETTERS.indexOf(label.charAt(at));
				ascii.append((index >= 0) ? ASCII.charAt(index) : label.charAt(at));
			}
			return ascii.toString();
		}

	}

}
