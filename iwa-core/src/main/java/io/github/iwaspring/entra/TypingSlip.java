package io.github.iwaspring.entra;

import java.text.Normalizer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A slip of typing, pasting or templating that no configured name may hold. In the order
 * in which they are looked for.
 */
public enum TypingSlip {

	/**
	 * A placeholder that nothing replaced, or a template: <code>${...}</code>,
	 * <code>#{...}</code>, {@code %...%}, {@code <...>}, <code>{...}</code>.
	 */
	PLACEHOLDER("[{}<>]|%[A-Za-z_][\\w.-]*%(?![0-9A-Fa-f]{2})|\\$[A-Za-z_(]|(?<![\\w.-])@[A-Za-z][\\w.-]*@(?!\\w)",
			"It contains a placeholder that was not replaced.") {

		@Override
		public @Nullable String repaired(String value) {
			String bare = value.replaceAll("\\{(" + Guid.REGEX + ")}", "$1");
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
		public String reason(String value) {
			int character = value.codePoints().filter((codePoint) -> codePoint > 0x7F).findFirst().orElse(0);
			return String.format("It contains %s (U+%04X), which is not ASCII even where it looks so.",
					Character.getName(character), character);
		}

		@Override
		public String repaired(String value) {
			return LookAlikes.toAscii(Normalizer.normalize(value, Normalizer.Form.NFKC));
		}

	};

	private final Pattern pattern;

	private final String reason;

	TypingSlip(String regex, String reason) {
		this.pattern = Pattern.compile(regex);
		this.reason = reason;
	}

	/**
	 * Finds the first slip in a value.
	 * @param value the value
	 * @return the slip, or {@code null} if there is none
	 */
	public static @Nullable TypingSlip firstIn(String value) {
		for (TypingSlip slip : values()) {
			if (slip.isIn(value)) {
				return slip;
			}
		}
		return null;
	}

	/**
	 * Whether a value holds this slip.
	 * @param value the value
	 * @return {@code true} if it does
	 */
	public boolean isIn(String value) {
		return this.pattern.matcher(value).find();
	}

	/**
	 * Why a value with this slip is refused.
	 * @param value the value, which holds no user info
	 * @return a sentence
	 */
	public String reason(String value) {
		return this.reason;
	}

	/**
	 * The value without the slip, as far as it can be known.
	 * @param value the value
	 * @return the value that may have been meant, or {@code null}
	 */
	public @Nullable String repaired(String value) {
		return without(value);
	}

	final String without(String value) {
		return this.pattern.matcher(value).replaceAll("");
	}

}
