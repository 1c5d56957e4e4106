package io.github.iwaspring.entra;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The text before the last at sign of a value that should be a URL: user info, which may
 * hold a password, or the name of a user. An at sign counts in its encoded and full-width
 * forms too. When in doubt all before it is taken for user info.
 *
 * @param start where the text begins
 * @param end where the text ends, the at sign included
 * @param behindHost whether a host of a known cloud precedes it, so that it is no user
 * info
 */
record AtSign(int start, int end, boolean behindHost) {

	private static final Pattern SIGN = Pattern.compile("@|%(?:25)*40|\\uFF20|\\uFE6B");

	private static final Pattern SCHEME = Pattern.compile("^[\\s\"']*https?:[/\\\\]*", Pattern.CASE_INSENSITIVE);

	private static final Pattern HOST = Pattern.compile("([A-Za-z0-9.-]+)(?::443)?[/?#]");

	static @Nullable AtSign lastIn(String value) {
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
		if (host.lookingAt() && Cloud.ofHost(host.group(1)) != null) {
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

	String masked(String value) {
		return value.substring(0, this.start) + "***@" + value.substring(this.end);
	}

	String removed(String value) {
		return value.substring(0, this.start) + value.substring(this.end);
	}

}
