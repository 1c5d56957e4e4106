package io.github.iwaspring.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Hides the names of users in a text: the known ones, whatever has the form of one, and
 * those in the paths of homes and ticket caches. Takes time in proportion to the text.
 */
final class Mask {

	/**
	 * Looks for no name within what was found to be none.
	 */
	private static final Pattern ANY_NAME = Pattern.compile("(?<![^\\s'\"(<=,;@])[^\\s'\"(<=,;@]++@");

	/**
	 * The principal of a service, which names nobody.
	 */
	private static final Pattern SERVICE = Pattern.compile("(?:[A-Z]+|(?i:http|host|krbtgt))/[^/\\\\]+@");

	/**
	 * The account in the path of a home or a ticket cache, unless it is a number; or else
	 * a URL, which is passed over, for its path may have the same form.
	 */
	private static final Pattern IN_PATHS = Pattern
		.compile("(?i:https?://\\S*+)|(?<=/home/|[/\\\\]Users[/\\\\]|krb5cc_)(?!\\d++(?!\\p{L}|[._-]++[\\p{L}\\p{N}]))"
				+ "([\\p{L}\\p{N}]++(?:[._-]++[\\p{L}\\p{N}]++)*+)(?!\\*)");

	private final List<Pattern> names;

	private Mask(List<Pattern> names) {
		this.names = names;
	}

	/**
	 * Creates a mask for some names.
	 */
	static Mask of(Stream<@Nullable String> names) {
		return new Mask(names.filter(Objects::nonNull)
			.map(String::valueOf)
			.filter((name) -> name.indexOf('@') > 0)
			.distinct()
			.sorted(Comparator.comparing(String::length).reversed())
			.map(Mask::whole)
			.toList());
	}

	String apply(String text) {
		String masked = text;
		for (Pattern name : this.names) {
			masked = name.matcher(masked).replaceAll((found) -> Matcher.quoteReplacement(name(found.group())));
		}
		masked = ANY_NAME.matcher(masked).replaceAll((found) -> Matcher.quoteReplacement(any(found.group())));
		return IN_PATHS.matcher(masked).replaceAll((found) -> Matcher.quoteReplacement(account(found)));
	}

	private static Pattern whole(String name) {
		return Pattern.compile(Pattern.quote(name), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
	}

	private static String any(String name) {
		int start = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1;
		return (SERVICE.matcher(name).matches() || start == name.length() - 1) ? name
				: name.substring(0, start + 1) + "***@";
	}

	private static String account(MatchResult found) {
		return (found.group(1) != null) ? found.group().charAt(0) + "***" : found.group();
	}

	private static String name(String name) {
		return name.charAt(0) + "***" + name.substring(name.lastIndexOf('@'));
	}

}
