package io.github.iwaspring.diagnostics;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Hides the names of users in a text: the known ones, whatever has the form of one, and
 * the part before the at sign where it stands in the path of a file.
 */
final class Mask {

	private static final Pattern ANY_NAME = Pattern.compile("[^\\s'\"(<=,;@]+@");

	/**
	 * The principal of a service, which names nobody.
	 */
	private static final Pattern SERVICE = Pattern.compile("(?:[A-Z]+|host|krbtgt)/[^/\\\\]+@");

	private final List<Pattern> names;

	private final @Nullable Pattern inPaths;

	private Mask(List<Pattern> names, @Nullable Pattern inPaths) {
		this.names = names;
		this.inPaths = inPaths;
	}

	/**
	 * Creates a mask for some names, beside that of the account of this process.
	 */
	static Mask of(Stream<@Nullable String> names) {
		List<String> known = names.filter(Objects::nonNull)
			.map(String::valueOf)
			.filter((name) -> name.indexOf('@') > 0)
			.distinct()
			.sorted(Comparator.comparing(String::length).reversed())
			.toList();
		List<String> accounts = Stream
			.concat(known.stream().map((name) -> name.substring(0, name.lastIndexOf('@'))),
					Stream.of(System.getProperty("user.name", "")))
			.filter((name) -> !name.isBlank())
			.distinct()
			.map(Pattern::quote)
			.toList();
		return new Mask(known.stream().map(Mask::whole).toList(), accounts.isEmpty() ? null : Pattern
			.compile("(?<=[/\\\\_])(" + String.join("|", accounts) + ")(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE));
	}

	String apply(String text) {
		String masked = text;
		for (Pattern name : this.names) {
			masked = name.matcher(masked).replaceAll((found) -> Matcher.quoteReplacement(name(found.group())));
		}
		masked = ANY_NAME.matcher(masked).replaceAll((found) -> Matcher.quoteReplacement(any(found.group())));
		return (this.inPaths == null) ? masked : this.inPaths.matcher(masked)
			.replaceAll((found) -> Matcher.quoteReplacement(found.group().charAt(0) + "***"));
	}

	private static Pattern whole(String name) {
		return Pattern.compile(Pattern.quote(name), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
	}

	private static String any(String name) {
		int start = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1;
		return (SERVICE.matcher(name).matches() || start == name.length() - 1) ? name
				: name.substring(0, start + 1) + "***@";
	}

	private static String name(String name) {
		return name.charAt(0) + "***" + name.substring(name.lastIndexOf('@'));
	}

}
