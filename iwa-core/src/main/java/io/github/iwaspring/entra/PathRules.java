package io.github.iwaspring.entra;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The rules for the path: the tenant, and nothing else.
 */
final class PathRules {

	/**
	 * What the paths of endpoints and issuers go on with behind the tenant.
	 */
	private static final Set<String> ENDPOINTS = Set.of("v1.0", "v2.0", "oauth2", ".well-known", "saml2", "wsfed",
			"discovery", "federationmetadata", "openid", "userrealm");

	private PathRules() {
	}

	/**
	 * Applies the rules in their order.
	 * @return the first objection, or {@code null}
	 */
	static @Nullable Refusal check(Candidate candidate) {
		Refusal refusal = dotSegments(candidate);
		refusal = (refusal != null) ? refusal : emptySegments(candidate);
		refusal = (refusal != null) ? refusal : noTenant(candidate);
		refusal = (refusal != null) ? refusal : TenantRules.personalAccounts(candidate);
		refusal = (refusal != null) ? refusal : endpoint(candidate);
		refusal = (refusal != null) ? refusal : furtherSegments(candidate);
		return refusal;
	}

	private static @Nullable Refusal dotSegments(Candidate candidate) {
		if (!candidate.segments().contains(".") && !candidate.segments().contains("..")) {
			return null;
		}
		Deque<String> resolved = new ArrayDeque<>();
		for (String segment : candidate.segments()) {
			if (segment.equals("..")) {
				resolved.pollLast();
			}
			else if (!segment.equals(".")) {
				resolved.addLast(segment);
			}
		}
		return new Refusal("Its path has dot segments.", candidate.withPath("/" + String.join("/", resolved)));
	}

	private static @Nullable Refusal emptySegments(Candidate candidate) {
		if (!candidate.path().contains("//")) {
			return null;
		}
		return new Refusal("Its path has two slashes in a row.",
				candidate.withPath(candidate.path().replaceAll("/{2,}", "/")));
	}

	private static @Nullable Refusal noTenant(Candidate candidate) {
		String first = candidate.tenant();
		if (first.isEmpty() || isEndpoint(first)) {
			return new Refusal("It names no tenant.");
		}
		return null;
	}

	private static @Nullable Refusal endpoint(Candidate candidate) {
		if (candidate.segments().size() < 2 || !isEndpoint(candidate.segments().get(1))) {
			return null;
		}
		return new Refusal("It is an endpoint or an issuer of the authority, not the authority.",
				candidate.withPath("/" + candidate.tenant()));
	}

	private static @Nullable Refusal furtherSegments(Candidate candidate) {
		if (candidate.segments().size() < 2) {
			return null;
		}
		return new Refusal("Something follows the tenant. An authority ends with its tenant.",
				candidate.withPath("/" + candidate.tenant()));
	}

	private static boolean isEndpoint(String segment) {
		return ENDPOINTS.contains(segment.toLowerCase(Locale.ROOT));
	}

}
