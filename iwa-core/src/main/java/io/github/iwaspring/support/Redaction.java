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

package io.github.iwaspring.support;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How values appear in messages, logs and reports: without passwords, tokens, user names
 * and control characters, and never longer than a message should be. Each method is for
 * one kind of value.
 * <p>
 * {@code IwaException.Builder} replaces control characters itself, because the base
 * package imports no other.
 */
public final class Redaction {

	private static final int MAX_VALUE = 200;

	private static final int MAX_LINE = 500;

	private static final int MAX_SENTENCES = 2000;

	private static final String MASK = "***";

	/**
	 * The value of a query parameter.
	 */
	private static final Pattern ASSIGNED = Pattern.compile("(?<==)[^&#;]+");

	/**
	 * A down-level name, with a backslash between domain and user. In an enterprise
	 * principal a backslash escapes the first at sign instead.
	 */
	private static final Pattern DOWN_LEVEL_NAME = Pattern.compile("[^\\\\@]+\\\\[^@].*");

	/**
	 * A user name in a text. The possessive quantifier keeps the search linear.
	 */
	private static final Pattern NAME_IN_TEXT = Pattern.compile("(?<![^\\s'\"(<=,;@])[^\\s'\"(<=,;@]++@");

	private static final Pattern SERVICE_PRINCIPAL = Pattern.compile("(?:[A-Z]+|(?i:http|host|krbtgt))/[^/\\\\]+@");

	/**
	 * The account in the path of a home or a ticket cache, unless it is a number. A URL
	 * matches as a whole, without the group, since its path may have the same form.
	 */
	private static final Pattern ACCOUNT_IN_PATH = Pattern
		.compile("(?i:https?://\\S*+)|(?<=/home/|[/\\\\]Users[/\\\\]|krb5cc_)(?!\\d++(?!\\p{L}|[._-]++[\\p{L}\\p{N}]))"
				+ "([\\p{L}\\p{N}]++(?:[._-]++[\\p{L}\\p{N}]++)*+)(?!\\*)");

	private static final Pattern NAME_IN_FILE_NAME = Pattern.compile("([^/\\\\@])[^/\\\\@]*+@");

	/**
	 * The part of a server's message that is searched: it may have a megabyte.
	 */
	private static final int MAX_SEARCHED = 1000;

	private static final Pattern ERROR_NUMBER = Pattern.compile("^AADSTS\\d+:\\s*");

	/**
	 * A word with an at sign or a backslash, which may name a user, or a word as long as
	 * a token.
	 */
	private static final Pattern SENSITIVE_WORD = Pattern.compile("[^\\s'\"]*(?:[@\\\\]|%40)[^\\s'\"]*|[^\\s'\"]{40,}");

	private Redaction() {
	}

	/**
	 * Shows a configured value that is, or should be, a URL or a host. Masks user info,
	 * user names and the values of the query; escapes everything except printable ASCII;
	 * cuts after 200 characters.
	 * @param value the value
	 * @param knownHost whether a host is a known sign-in host; see {@link AtSign}
	 * @return the text
	 */
	public static String configuredValue(String value, Predicate<String> knownHost) {
		AtSign at = AtSign.lastIn(value, knownHost);
		return printable(maskQuery((at != null) ? at.masked(value) : value));
	}

	/**
	 * Shows a configured user name by its first letter and its domain, otherwise like
	 * {@link #configuredValue}.
	 * @param name a name such as {@code alice@contoso.com} or {@code CONTOSO\alice}
	 * @return the text, for example {@code a***@contoso.com}
	 */
	public static String userName(String name) {
		return printable(maskName(name));
	}

	/**
	 * Masks the user names in a text: the known ones, every word that looks like one, and
	 * the accounts in the paths of homes and ticket caches. Names of services stay. Takes
	 * time in proportion to the length of the text.
	 * @param text the text
	 * @param known names that are known to occur; those without an at sign are ignored,
	 * since they may be ordinary words
	 * @return the text with masked names
	 */
	public static String userNames(String text, Collection<String> known) {
		String masked = text;
		for (String name : longestFirst(known)) {
			masked = Pattern.compile(Pattern.quote(name), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
				.matcher(masked)
				.replaceAll((found) -> Matcher.quoteReplacement(maskName(found.group())));
		}
		masked = NAME_IN_TEXT.matcher(masked)
			.replaceAll((found) -> Matcher.quoteReplacement(maskFoundName(found.group())));
		return ACCOUNT_IN_PATH.matcher(masked).replaceAll((found) -> Matcher.quoteReplacement(maskAccount(found)));
	}

	/**
	 * Shows the path of a ticket cache or a keytab without the user's name, which is
	 * often part of it.
	 * @param path the path
	 * @return the text
	 */
	public static String path(String path) {
		String home = System.getProperty("user.home", "");
		String shown = (home.length() > 1 && path.startsWith(home)) ? "~" + path.substring(home.length()) : path;
		shown = shown.replace("krb5cc_" + System.getProperty("user.name"), "krb5cc_" + MASK);
		return NAME_IN_FILE_NAME.matcher(shown).replaceAll("$1" + MASK + "@");
	}

	/**
	 * Shows the first line of a server's error message, without its number and without
	 * the lines that Entra ID adds for its own logs. Masks every word that may be a name
	 * or a secret; cuts after 200 characters.
	 * @param message the message
	 * @return the text, empty if nothing is left
	 */
	public static String serverMessage(String message) {
		String begin = message.substring(0, Math.min(message.length(), MAX_SEARCHED)).strip();
		int end = Stream.of("\n", "\r", "Trace ID:")
			.mapToInt(begin::indexOf)
			.filter((index) -> index >= 0)
			.min()
			.orElse(begin.length());
		String line = ERROR_NUMBER.matcher(begin.substring(0, end)).replaceFirst("");
		String safe = SENSITIVE_WORD.matcher(line).replaceAll(MASK).strip();
		return (safe.length() > MAX_VALUE) ? safe.substring(0, MAX_VALUE) + "..." : safe;
	}

	/**
	 * Shows an error code or a correlation id of a server.
	 * @param code the code
	 * @return the code, empty unless it consists of at most 64 letters, digits and
	 * {@code _.-}
	 */
	public static String code(String code) {
		return code.matches("[A-Za-z0-9_.-]{1,64}") ? code : "";
	}

	/**
	 * Shows a text on one line. Replaces control characters; cuts after 500 characters,
	 * between words only, so that {@link #userNames} still recognises the last name.
	 * @param text the text, which may quote others, for example a certificate
	 * @return the text
	 */
	public static String singleLine(String text) {
		String line = plain(text, MAX_LINE + 1L);
		return (line.codePointCount(0, line.length()) <= MAX_LINE) ? line
				: line.substring(0, line.lastIndexOf(" ") + 1) + "...";
	}

	/**
	 * Shows sentences on one line, as {@link #singleLine} does, but does not cut one of
	 * them: those that would exceed 2000 characters are left out.
	 * @param text whole sentences
	 * @return the text
	 */
	public static String sentences(String text) {
		String line = plain(text, MAX_SENTENCES + 1L);
		int end = line.lastIndexOf(". ");
		return (line.codePointCount(0, line.length()) <= MAX_SENTENCES || end < 0) ? line : line.substring(0, end + 1);
	}

	private static String plain(String text, long limit) {
		StringBuilder line = new StringBuilder();
		text.codePoints()
			.limit(limit)
			.forEach((character) -> line.appendCodePoint(isPlain(character) ? character : replacement(character)));
		return line.toString();
	}

	private static String printable(String value) {
		StringBuilder shown = new StringBuilder();
		value.chars().limit(MAX_VALUE).forEach((character) -> {
			if (character >= ' ' && character <= '~') {
				shown.append((char) character);
			}
			else {
				shown.append(String.format("\\u%04x", character));
			}
		});
		return (value.length() > MAX_VALUE) ? shown + "..." : shown.toString();
	}

	private static String maskQuery(String value) {
		int query = value.indexOf('?');
		int fragment = value.indexOf('#');
		int start = (query >= 0 && fragment >= 0) ? Math.min(query, fragment) : Math.max(query, fragment);
		return (start < 0) ? value
				: value.substring(0, start) + ASSIGNED.matcher(value.substring(start)).replaceAll(MASK);
	}

	private static List<String> longestFirst(Collection<String> names) {
		return names.stream()
			.filter((name) -> name.indexOf('@') > 0)
			.distinct()
			.sorted(Comparator.comparing(String::length).reversed())
			.toList();
	}

	private static String maskName(String name) {
		int user = DOWN_LEVEL_NAME.matcher(name).matches() ? name.indexOf('\\') + 1 : 0;
		int domain = (name.indexOf('@', user) >= 0) ? name.lastIndexOf('@') : name.length();
		String letter = name.substring(user, Math.min(user + 1, domain));
		return name.substring(0, user) + letter + MASK + name.substring(domain);
	}

	/**
	 * Masks what looks like a name, which may follow a folder or a domain.
	 */
	private static String maskFoundName(String name) {
		int end = name.length() - (name.endsWith("\\@") ? 2 : 1);
		int start = Math.max(name.lastIndexOf('/', end - 1), name.lastIndexOf('\\', end - 1)) + 1;
		return (SERVICE_PRINCIPAL.matcher(name).matches() || start == end) ? name
				: name.substring(0, start + 1) + MASK + "@";
	}

	private static String maskAccount(MatchResult found) {
		return (found.group(1) != null) ? found.group().charAt(0) + MASK : found.group();
	}

	private static boolean isPlain(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				false;
			default -> true;
		};
	}

	private static int replacement(int character) {
		return Character.isWhitespace(character) ? ' ' : '?';
	}

}
