package io.github.iwaspring.entra;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The rules for the tenant: a GUID, a domain name, or {@code organizations}.
 */
final class TenantRules {

	static final String DISPLAY_NAME = "The tenant is named by its domain name, such as contoso.com, or by its id,"
			+ " not by its display name.";

	private static final String PERSONAL_ACCOUNTS = "9188040d-6c67-4c5b-b112-36a304b66dad";

	private static final String ORGANIZATIONS = "organizations";

	private static final Set<String> MISSPELT = Set.of("organization", "organisations", "organisation");

	private TenantRules() {
	}

	/**
	 * Applies the rules in their order.
	 * @return the first objection, or {@code null}
	 */
	static @Nullable Refusal check(Candidate candidate) {
		Refusal refusal = trailingDot(candidate);
		refusal = (refusal != null) ? refusal : clientId(candidate);
		refusal = (refusal != null) ? refusal : guidWithoutHyphens(candidate);
		refusal = (refusal != null) ? refusal : misspelt(candidate);
		refusal = (refusal != null) ? refusal : displayName(candidate);
		refusal = (refusal != null) ? refusal : noDomainName(candidate);
		return refusal;
	}

	/**
	 * Applied before the rest of the path is looked at: whatever follows, the answer is
	 * the same.
	 */
	static @Nullable Refusal personalAccounts(Candidate candidate) {
		String tenant = candidate.tenant().toLowerCase(Locale.ROOT).replaceFirst("\\.+$", "");
		String reason = switch (tenant) {
			case "common" -> "'common' admits personal accounts, which cannot sign in with Windows credentials.";
			case "consumers" -> "'consumers' means personal accounts, which cannot sign in with Windows credentials.";
			case PERSONAL_ACCOUNTS ->
				"It names the consumers tenant: personal accounts, which cannot sign in with Windows credentials.";
			default -> "";
		};
		return reason.isEmpty() ? null : new Refusal(reason, candidate.withPath("/" + ORGANIZATIONS));
	}

	private static @Nullable Refusal trailingDot(Candidate candidate) {
		String tenant = candidate.tenant();
		if (!tenant.endsWith(".")) {
			return null;
		}
		return new Refusal("Its tenant ends with a dot.", candidate.withPath("/" + tenant.replaceFirst("\\.+$", "")));
	}

	private static @Nullable Refusal clientId(Candidate candidate) {
		if (!candidate.tenant().equalsIgnoreCase(candidate.clientId())) {
			return null;
		}
		return new Refusal("Its tenant is the application's client id (iwa.client-id), which names no tenant.");
	}

	private static @Nullable Refusal guidWithoutHyphens(Candidate candidate) {
		if (!Guid.lacksHyphens(candidate.tenant())) {
			return null;
		}
		return new Refusal("Its tenant id has no hyphens.",
				candidate.withPath("/" + Guid.hyphenated(candidate.tenant())));
	}

	private static @Nullable Refusal misspelt(Candidate candidate) {
		if (!MISSPELT.contains(candidate.tenant().toLowerCase(Locale.ROOT))) {
			return null;
		}
		return new Refusal("The name for every tenant is 'organizations'.", candidate.withPath("/" + ORGANIZATIONS));
	}

	private static @Nullable Refusal displayName(Candidate candidate) {
		boolean named = isOrganizations(candidate.tenant()) || Guid.is(candidate.tenant());
		return (named || candidate.tenant().contains(".")) ? null : new Refusal(DISPLAY_NAME);
	}

	private static @Nullable Refusal noDomainName(Candidate candidate) {
		String tenant = candidate.tenant();
		if (isOrganizations(tenant) || Guid.is(tenant) || DomainName.is(tenant)) {
			return null;
		}
		return new Refusal("Its tenant is neither a domain name, nor a GUID, nor 'organizations'.");
	}

	private static boolean isOrganizations(String tenant) {
		return tenant.equalsIgnoreCase(ORGANIZATIONS);
	}

}
