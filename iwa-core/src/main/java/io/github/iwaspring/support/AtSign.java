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

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The text before the last at sign of a value that should be a URL: user info, which may
 * hold a password, or a user name. Recognises the at sign in its percent-encoded and
 * full-width forms too. In doubt, everything before it counts as user info.
 *
 * @param start where the text begins
 * @param end where the text ends, including the at sign
 * @param behindHost whether a known host precedes the text, so that it is not user info
 */
public record AtSign(int start, int end, boolean behindHost) {

	private static final Pattern SIGN = Pattern.compile("@|%(?:25)*40|\\uFF20|\\uFE6B");

	private static final Pattern SCHEME = Pattern.compile("^[\\s\"']*https?:[/\\\\]*", Pattern.CASE_INSENSITIVE);

	private static final Pattern HOST = Pattern.compile("([A-Za-z0-9.-]+)(?::443)?[/?#]");

	/**
	 * Finds the last at sign.
	 * @param value the value
	 * @param knownHost whether a host is a known sign-in host, so that an at sign behind
	 * it belongs to the path or the query
	 * @return the at sign, or {@code null} if there is none
	 */
	public static @Nullable AtSign lastIn(String value, Predicate<String> knownHost) {
		int end = -1;
		int at = -1;
		Matcher sign = SIGN.matcher(value);
		while (sign.find()) {
			at = sign.start();
			end = sign.end();
		}
		if (end < 0) {
			return null;
		}
		Matcher scheme = SCHEME.matcher(value);
		int start = scheme.find() ? Math.min(scheme.end(), at) : 0;
		Matcher host = HOST.matcher(value).region(start, at);
		if (host.lookingAt() && knownHost.test(host.group(1))) {
			return new AtSign(startOfSegment(value, at), end, true);
		}
		return new AtSign(start, end, false);
	}

	private static int startOfSegment(String value, int at) {
		int start = at;
		while ("/?#&=".indexOf(value.charAt(start - 1)) < 0) {
			start--;
		}
		return start;
	}

	/**
	 * Replaces the text by asterisks.
	 * @param value the value that was searched
	 * @return the value without the text
	 */
	public String masked(String value) {
		return value.substring(0, this.start) + "***@" + value.substring(this.end);
	}

	/**
	 * Removes the text and the at sign.
	 * @param value the value that was searched
	 * @return the rest of the value
	 */
	public String removed(String value) {
		return value.substring(0, this.start) + value.substring(this.end);
	}

}
