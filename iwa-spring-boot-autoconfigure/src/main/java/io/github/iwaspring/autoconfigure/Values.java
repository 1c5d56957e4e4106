package io.github.iwaspring.autoconfigure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

import io.github.iwaspring.entra.TypingSlip;
import io.github.iwaspring.support.Rules;
import io.github.iwaspring.support.Rules.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

import static io.github.iwaspring.support.Rules.Rule.refuse;

/**
 * The reading of single values. A blank value counts as none, since that is how an
 * environment variable is unset.
 */
final class Values {

	private static final Duration LONGEST = Duration.ofDays(1);

	private static final Pattern URL = Pattern.compile("(?:file|classpath\\*?|jar|https?):.*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern FILE = Pattern.compile("file:(?://(?=/))?", Pattern.CASE_INSENSITIVE);

	private static final Pattern DRIVE_ALONE = Pattern.compile("[A-Za-z]:(?![/\\\\]).*");

	private static final Rules<String> PATH = Rules.of(TypingSlip.refuse(TypingSlip.PLACEHOLDER),
			TypingSlip.refuse(TypingSlip.CONTROL),
			refuse((value) -> !value.equals(value.strip()), "It has white space at an end.", String::strip),
			refuse((value) -> URL.matcher(value).matches(), "It is a URL, where a path is expected.",
					(value) -> FILE.matcher(value).replaceFirst("")),
			refuse((value) -> DRIVE_ALONE.matcher(value).matches(),
					"It names a drive, but no folder from its root. In a properties file a backslash is written twice."),
			refuse((value) -> !isPath(value), "It is no path of this system."));

	private final Problems problems;

	Values(Problems problems) {
		this.problems = problems;
	}

	/**
	 * Reads a value that must be there.
	 * @return the value, or {@code null} after a problem was noted
	 */
	@Nullable String required(IwaProperty property, @Nullable String value, Rules<String> rule) {
		if (!isSet(value)) {
			this.problems.missing(property, value);
		}
		return optional(property, value, rule);
	}

	/**
	 * Reads a value that may be missing.
	 * @return the value, or {@code null} if there is none or a problem was noted
	 */
	@Nullable String optional(IwaProperty property, @Nullable String value, Rules<String> rule) {
		if (value == null || value.isBlank()) {
			return null;
		}
		Refusal refusal = rule.check(value);
		if (refusal != null) {
			this.problems.refused(property, value, refusal);
			return null;
		}
		return value;
	}

	/**
	 * Reads the path of a file, which need not exist yet.
	 * @return the path, or {@code null} if there is none or a problem was noted
	 */
	@Nullable Path path(IwaProperty property, @Nullable String value) {
		String text = optional(property, value, PATH);
		return (text != null) ? Path.of(text) : null;
	}

	/**
	 * Reads a duration that must be positive, and a bound.
	 */
	Duration positive(IwaProperty property, Duration value) {
		if (value.isZero() || value.isNegative()) {
			this.problems.refused(property, DurationStyle.SIMPLE.print(value), new Refusal("It is not positive."));
		}
		else if (value.compareTo(LONGEST) > 0) {
			this.problems.refused(property, DurationStyle.SIMPLE.print(value),
					new Refusal("It is longer than a day, which is as good as no bound."));
		}
		return value;
	}

	/**
	 * Reads a size that must be positive.
	 */
	DataSize positive(IwaProperty property, DataSize value) {
		if (value.toBytes() <= 0) {
			this.problems.refused(property, value.toString(), new Refusal("It is not positive."));
		}
		return value;
	}

	static boolean isPath(String value) {
		try {
			Path.of(value);
			return true;
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

	static boolean isSet(@Nullable String value) {
		return value != null && !value.isBlank();
	}

}
