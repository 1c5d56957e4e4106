package io.github.iwaspring.entra;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The rules for the shape of the value: scheme, host and path, and nothing else.
 */
final class ShapeRules {

	private static final Pattern MALFORMED_SCHEME = Pattern.compile("(?i)https?(?::/?|:///+|//+)(?![:/])");

	/**
	 * The initial domains of the clouds other than the public one.
	 */
	private static final Map<String, Cloud> INITIAL_DOMAINS = Map.of(".onmicrosoft.us", Cloud.US_GOVERNMENT,
			".partner.onmschina.cn", Cloud.CHINA);

	private ShapeRules() {
	}

	/**
	 * Applies the rules in their order.
	 * @return the first objection, or {@code null}
	 */
	static @Nullable Refusal check(Candidate candidate) {
		Refusal refusal = malformedScheme(candidate);
		refusal = (refusal != null) ? refusal : bareTenant(candidate);
		refusal = (refusal != null) ? refusal : noScheme(candidate);
		refusal = (refusal != null) ? refusal : http(candidate);
		refusal = (refusal != null) ? refusal : otherScheme(candidate);
		refusal = (refusal != null) ? refusal : query(candidate);
		refusal = (refusal != null) ? refusal : pathParameters(candidate);
		return refusal;
	}

	private static @Nullable Refusal malformedScheme(Candidate candidate) {
		Matcher start = MALFORMED_SCHEME.matcher(candidate.value());
		if (!start.lookingAt()) {
			return null;
		}
		return new Refusal("It does not begin with 'https://'.", start.replaceFirst("https://"));
	}

	private static @Nullable Refusal bareTenant(Candidate candidate) {
		String word = candidate.tenantOrBareWord();
		if (!candidate.isBareWord() || HostRules.isKnown(candidate)) {
			return null;
		}
		String name = word.toLowerCase(Locale.ROOT);
		Cloud cloud = INITIAL_DOMAINS.entrySet()
			.stream()
			.filter((domain) -> name.endsWith(domain.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(Cloud.PUBLIC);
		return new Refusal("It is not a URL but one name: it has no scheme, no host and no path.",
				"https://" + cloud.preferredHost() + "/" + word);
	}

	private static @Nullable Refusal noScheme(Candidate candidate) {
		if (candidate.scheme() != null) {
			return null;
		}
		return new Refusal("It has no scheme.", "https://" + candidate.value().replaceFirst("^/+", ""));
	}

	private static @Nullable Refusal http(Candidate candidate) {
		if (!"http".equalsIgnoreCase(candidate.scheme())) {
			return null;
		}
		return new Refusal("Its scheme is http. An authority is reached by https alone.", withHttps(candidate));
	}

	private static @Nullable Refusal otherScheme(Candidate candidate) {
		if ("https".equalsIgnoreCase(candidate.scheme())) {
			return null;
		}
		return new Refusal("Its scheme is not https.", withHttps(candidate));
	}

	private static String withHttps(Candidate candidate) {
		return "https" + candidate.value().substring(candidate.value().indexOf("://"));
	}

	private static @Nullable Refusal query(Candidate candidate) {
		if (candidate.suffix().isEmpty()) {
			return null;
		}
		String part = candidate.suffix().startsWith("?") ? "query" : "fragment";
		return new Refusal("It has a " + part + ". An authority ends with its tenant.",
				candidate.withPath(candidate.path()));
	}

	private static @Nullable Refusal pathParameters(Candidate candidate) {
		if (!candidate.path().contains(";")) {
			return null;
		}
		return new Refusal("It has path parameters, behind a semicolon. An authority ends with its tenant.",
				candidate.withPath(candidate.path().replaceAll(";[^/]*", "")));
	}

}
