package io.github.iwaspring.directory;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The challenges of an answer, as far as negotiation needs them.
 *
 * @param schemes the schemes that were offered
 * @param token the acceptor's token behind {@code Negotiate} (RFC 4559), empty if there
 * is none
 */
record NegotiateChallenge(List<String> schemes, byte[] token) {

	private static final Pattern NEGOTIATE = Pattern
		.compile("(?i)(?:^|,)\\s*Negotiate\\s+([A-Za-z0-9+/]+={0,2})\\s*(?=,|$)");

	private static final Pattern SCHEME = Pattern.compile("(?:^|,)\\s*([A-Za-z][A-Za-z0-9-]*)(?=\\s|,|$)");

	private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");

	private static final int MAX_SCHEMES = 8;

	private static final int MAX_NAME = 32;

	private static final byte[] NOTHING = new byte[0];

	static NegotiateChallenge of(DirectoryResponse answer) {
		return of(answer, "WWW-Authenticate");
	}

	/**
	 * Reads the challenges of another header, that of a proxy for example.
	 */
	static NegotiateChallenge of(DirectoryResponse answer, String header) {
		List<String> schemes = new ArrayList<>();
		byte[] token = NOTHING;
		for (String value : answer.headers().allValues(header)) {
			Matcher scheme = SCHEME.matcher(QUOTED.matcher(value).replaceAll(""));
			while (scheme.find()) {
				String name = scheme.group(1);
				if (name.length() <= MAX_NAME && schemes.size() < MAX_SCHEMES && !schemes.contains(name)) {
					schemes.add(name);
				}
			}
			Matcher negotiate = NEGOTIATE.matcher(value);
			if (negotiate.find()) {
				token = decode(negotiate.group(1));
			}
		}
		return new NegotiateChallenge(List.copyOf(schemes), token);
	}

	private static byte[] decode(String token) {
		try {
			return Base64.getDecoder().decode(token);
		}
		catch (IllegalArgumentException notBase64) {
			return NOTHING;
		}
	}

	/**
	 * Names the schemes alone.
	 */
	@Override
	public String toString() {
		return this.schemes.isEmpty() ? "no scheme" : String.join(", ", this.schemes);
	}

}
