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

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * One challenge of a {@code WWW-Authenticate} or {@code Proxy-Authenticate} header (RFC
 * 9110, section 11.6.1).
 *
 * @param scheme the authentication scheme as it was sent
 * @param token68 the token after the scheme, or {@code null} if there is none
 * @param parameters the values, without their quotes, by parameter name in lower case; of
 * a repeated parameter the first
 */
public record AuthenticateChallenge(String scheme, @Nullable String token68, Map<String, String> parameters) {

	private static final int MAX_SCHEMES = 8;

	private static final Pattern PLAIN_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,31}");

	private static final byte[] NO_TOKEN = new byte[0];

	/**
	 * The start of a header line that continues the parameters of the line before.
	 */
	private static final Pattern PARAMETER = Pattern.compile("[\\s,]*+[\\w!#$%&'*+.^`|~-]++[ \\t]*+=");

	public AuthenticateChallenge {
		parameters = Map.copyOf(parameters);
	}

	/**
	 * Parses the values of the header, one for each header line. All lines form one list,
	 * and a line may continue the challenge of the line before (RFC 9110, section 5.3).
	 * <p>
	 * Services are sloppy: parameters may also be separated by white space or semicolons,
	 * and a value without quotation marks may have any character, as URLs do, up to the
	 * next separator. Of what breaks the grammar otherwise, the element is left out, and
	 * with a quotation mark that is never closed the rest of the line.
	 * @param headerLines the values
	 * @return the challenges in their order
	 */
	public static List<AuthenticateChallenge> parse(List<String> headerLines) {
		List<String> lists = new ArrayList<>();
		for (String line : headerLines) {
			int last = lists.size() - 1;
			if (last >= 0 && PARAMETER.matcher(line).lookingAt()) {
				lists.set(last, lists.get(last) + ", " + line);
			}
			else {
				lists.add(line);
			}
		}
		return lists.stream().flatMap((list) -> new Parser(list).parse().stream()).toList();
	}

	/**
	 * Names the schemes of some challenges for a message: at most 8 names of letters,
	 * digits and hyphens, none longer than 32 characters.
	 * @param challenges the challenges
	 * @return the names, separated by commas, or {@code no scheme}
	 */
	public static String describe(List<AuthenticateChallenge> challenges) {
		String names = challenges.stream()
			.map(AuthenticateChallenge::scheme)
			.filter((scheme) -> PLAIN_SCHEME.matcher(scheme).matches())
			.distinct()
			.limit(MAX_SCHEMES)
			.collect(Collectors.joining(", "));
		return names.isEmpty() ? "no scheme" : names;
	}

	/**
	 * Returns the acceptor's token of SPNEGO (RFC 4559, section 4).
	 * @param challenges the challenges of a response
	 * @return the token of the first {@code Negotiate} challenge that has one in base64;
	 * empty if there is none
	 */
	public static byte[] negotiateToken(List<AuthenticateChallenge> challenges) {
		for (AuthenticateChallenge challenge : challenges) {
			byte[] token = challenge.hasScheme("Negotiate") ? decode(challenge.token68) : NO_TOKEN;
			if (token.length > 0) {
				return token;
			}
		}
		return NO_TOKEN;
	}

	private static byte[] decode(@Nullable String token68) {
		try {
			return (token68 != null) ? Base64.getDecoder().decode(token68) : NO_TOKEN;
		}
		catch (IllegalArgumentException ex) {
			return NO_TOKEN;
		}
	}

	/**
	 * Whether this challenge is of a scheme, ignoring case.
	 * @param scheme the scheme, such as {@code Bearer}
	 * @return {@code true} for that scheme
	 */
	public boolean hasScheme(String scheme) {
		return this.scheme.equalsIgnoreCase(scheme);
	}

	/**
	 * Returns the value of a parameter.
	 * @param name the parameter's name in any case
	 * @return the value, or {@code null} if there is no such parameter
	 */
	public @Nullable String parameter(String name) {
		return this.parameters.get(name.toLowerCase(Locale.ROOT));
	}

	/**
	 * Hides the token and the parameters.
	 */
	@Override
	public String toString() {
		return this.scheme;
	}

	/**
	 * A parser for one list of challenges. The comma separates both challenges and their
	 * parameters: a name is a parameter if an equals sign follows it, and a scheme if it
	 * stands behind a comma.
	 */
	private static final class Parser {

		private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

		private static final String TOKEN = ALPHANUMERIC + "!#$%&'*+-.^_`|~";

		private static final String SEPARATORS = " \t,;";

		private static final String TOKEN68 = ALPHANUMERIC + "-._~+/";

		private final String list;

		private int position;

		Parser(String list) {
			this.list = list;
		}

		List<AuthenticateChallenge> parse() {
			List<AuthenticateChallenge> challenges = new ArrayList<>();
			read(" \t,");
			while (!atEnd()) {
				String scheme = read(TOKEN);
				if (scheme.isEmpty() || !(atEnd() || atAny(" \t,"))) {
					break;
				}
				read(" \t");
				String token68 = token68();
				Map<String, String> parameters = new LinkedHashMap<>();
				parameters(parameters);
				challenges.add(new AuthenticateChallenge(scheme, token68, parameters));
			}
			return challenges;
		}

		private @Nullable String token68() {
			int start = this.position;
			boolean any = !read(TOKEN68).isEmpty();
			if (any) {
				read("=");
			}
			String token = this.list.substring(start, this.position);
			read(" \t");
			if (any && (atEnd() || atAny(","))) {
				return token;
			}
			this.position = start;
			return null;
		}

		/**
		 * Reads parameters up to the next scheme, and stops in front of it.
		 */
		private void parameters(Map<String, String> parameters) {
			while (!atEnd()) {
				boolean separated = read(SEPARATORS).matches("(?s).*[,;].*");
				int start = this.position;
				String name = read(TOKEN);
				read(" \t");
				if (!name.isEmpty() && atAny("=")) {
					this.position++;
					read(" \t");
					String value = value();
					if (value != null) {
						parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
					}
				}
				else if (!name.isEmpty() && separated && endsScheme(start + name.length())) {
					this.position = start;
					return;
				}
				else {
					skipElement();
				}
			}
		}

		private boolean endsScheme(int end) {
			return atEnd() || this.position > end || atAny(",");
		}

		/**
		 * Reads the value of a parameter.
		 * @return the value, or {@code null} if its quotation mark is never closed
		 */
		private @Nullable String value() {
			if (atAny("\"")) {
				return quotedString();
			}
			int end = atAny("'") ? this.list.indexOf("'", this.position + 1) : -1;
			if (end > 0 && (end + 1 == this.list.length() || SEPARATORS.indexOf(this.list.charAt(end + 1)) >= 0)) {
				String value = this.list.substring(this.position + 1, end);
				this.position = end + 1;
				return value;
			}
			int start = this.position;
			while (!atEnd() && !atAny(SEPARATORS)) {
				this.position++;
			}
			return this.list.substring(start, this.position);
		}

		/**
		 * Skips the rest of a malformed list element, up to the next comma outside of
		 * quotation marks.
		 */
		private void skipElement() {
			boolean quoted = false;
			while (!atEnd() && (quoted || !atAny(","))) {
				quoted ^= atAny("\"");
				this.position++;
			}
		}

		private @Nullable String quotedString() {
			StringBuilder value = new StringBuilder();
			this.position++;
			while (!atEnd() && !atAny("\"")) {
				if (atAny("\\")) {
					this.position++;
				}
				if (!atEnd()) {
					value.append(this.list.charAt(this.position));
					this.position++;
				}
			}
			if (atEnd()) {
				return null;
			}
			this.position++;
			return value.toString();
		}

		/**
		 * Reads as many of the given characters as follow.
		 */
		private String read(String characters) {
			int start = this.position;
			while (atAny(characters)) {
				this.position++;
			}
			return this.list.substring(start, this.position);
		}

		private boolean atAny(String characters) {
			return !atEnd() && characters.indexOf(this.list.charAt(this.position)) != -1;
		}

		private boolean atEnd() {
			return this.position >= this.list.length();
		}

	}

}
