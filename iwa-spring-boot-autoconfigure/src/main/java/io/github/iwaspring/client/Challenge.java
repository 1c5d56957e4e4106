package io.github.iwaspring.client;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One challenge of a {@code WWW-Authenticate} header (RFC 9110, section 11.6.1).
 *
 * @param scheme the scheme in lower case
 * @param parameters the parameters by name in lower case, values without their quotes
 */
record Challenge(String scheme, Map<String, String> parameters) {

	Challenge {
		parameters = Map.copyOf(parameters);
	}

	/**
	 * Parses the values of the header, one for each header line.
	 */
	static List<Challenge> parse(List<String> headerLines) {
		return headerLines.stream().flatMap((line) -> new ChallengeParser(line).parse().stream()).toList();
	}

	boolean isBearer() {
		return this.scheme.equals("bearer");
	}

	@Nullable String parameter(String name) {
		return this.parameters.get(name.toLowerCase(Locale.ROOT));
	}

}
