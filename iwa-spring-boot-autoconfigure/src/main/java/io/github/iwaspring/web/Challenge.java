package io.github.iwaspring.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One challenge of a {@code WWW-Authenticate} header (RFC 9110, section 11.6.1).
 *
 * @param scheme the scheme in lower case
 * @param parameters the parameters by name in lower case, values without their quotes
 */
record Challenge(String scheme, Map<String, String> parameters) {

	/**
	 * The beginning of a line that goes on with the parameters of the line before.
	 */
	private static final Pattern PARAMETER = Pattern.compile("[\\s,]*[\\w!#$%&'*+.^`|~-]+[ \\t]*=");

	Challenge {
		parameters = Map.copyOf(parameters);
	}

	/**
	 * Parses the values of the header, one for each header line. Together they are one
	 * list, which may go on in the middle of a challenge (RFC 9110, section 5.3); a line
	 * that is broken does not break the next one.
	 */
	static List<Challenge> parse(List<String> headerLines) {
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
		return lists.stream().flatMap((list) -> new ChallengeParser(list).parse().stream()).toList();
	}

	boolean isBearer() {
		return this.scheme.equals("bearer");
	}

	@Nullable String parameter(String name) {
		return this.parameters.get(name.toLowerCase(Locale.ROOT));
	}

}
