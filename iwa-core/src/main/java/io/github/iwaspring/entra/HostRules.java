package io.github.iwaspring.entra;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The rules for the host: only one that may learn who is signed in to Windows.
 */
final class HostRules {

	private static final String CLOSED_HOST = "login.microsoftonline.de";

	private static final Map<String, String> WITHOUT_FLOW = Map.of(".b2clogin.com", "Azure AD B2C", ".ciamlogin.com",
			"Microsoft Entra External ID", "login.live.com", "Personal Microsoft accounts");

	private static final Set<String> POLICY_SEGMENTS = Set.of("tfp", "te");

	private HostRules() {
	}

	/**
	 * Applies the rules in their order.
	 * @return the first objection, or {@code null}
	 */
	static @Nullable Refusal check(Candidate candidate) {
		Refusal refusal = noHost(candidate);
		refusal = (refusal != null) ? refusal : trailingDot(candidate);
		refusal = (refusal != null) ? refusal : emptyPort(candidate);
		refusal = (refusal != null) ? refusal : malformed(candidate);
		refusal = (refusal != null) ? refusal : closedCloud(candidate);
		refusal = (refusal != null) ? refusal : withoutFlow(candidate);
		refusal = (refusal != null) ? refusal : adfs(candidate);
		refusal = (refusal != null) ? refusal : policy(candidate);
		refusal = (refusal != null) ? refusal : portOfMicrosoft(candidate);
		refusal = (refusal != null) ? refusal : unknown(candidate);
		return refusal;
	}

	private static @Nullable Refusal noHost(Candidate candidate) {
		return candidate.host().isEmpty() ? new Refusal("It has no host.") : null;
	}

	private static @Nullable Refusal trailingDot(Candidate candidate) {
		if (!candidate.host().endsWith(".")) {
			return null;
		}
		String host = candidate.host().replaceFirst("\\.+$", "");
		return new Refusal("Its host ends with a dot.",
				"https://" + host + candidate.value().substring("https://".length() + candidate.host().length()));
	}

	private static @Nullable Refusal emptyPort(Candidate candidate) {
		if (!"".equals(candidate.port())) {
			return null;
		}
		return new Refusal("Its host ends with a colon.", withoutPort(candidate));
	}

	private static @Nullable Refusal malformed(Candidate candidate) {
		boolean pathFollows = candidate.path().isEmpty() || candidate.path().startsWith("/");
		return (pathFollows && candidate.hostAndPort() != null) ? null
				: new Refusal("Its host is no host name, or its port is no number from 1 to 65535.");
	}

	private static @Nullable Refusal closedCloud(Candidate candidate) {
		if (!candidate.host().equalsIgnoreCase(CLOSED_HOST)) {
			return null;
		}
		return new Refusal("Microsoft Cloud Germany, which this host signed in to, was closed on 2021-10-29."
				+ " The tenant has moved to another cloud, or is gone.");
	}

	private static @Nullable Refusal withoutFlow(Candidate candidate) {
		String host = "." + candidate.host().toLowerCase(Locale.ROOT);
		for (Map.Entry<String, String> service : WITHOUT_FLOW.entrySet()) {
			if (host.endsWith(service.getKey())) {
				return new Refusal(service.getValue() + " cannot sign in with Windows credentials.");
			}
		}
		return null;
	}

	private static @Nullable Refusal adfs(Candidate candidate) {
		if (!candidate.tenant().equalsIgnoreCase("adfs")) {
			return null;
		}
		return new Refusal("AD FS cannot be the authority itself. It takes part when it is federated with Microsoft"
				+ " Entra: name the Entra tenant then.");
	}

	private static @Nullable Refusal policy(Candidate candidate) {
		boolean b2c = candidate.segments()
			.stream()
			.map((segment) -> segment.toLowerCase(Locale.ROOT))
			.anyMatch((segment) -> segment.startsWith("b2c_"));
		if (!b2c && !POLICY_SEGMENTS.contains(candidate.tenant().toLowerCase(Locale.ROOT))) {
			return null;
		}
		return new Refusal("It names a policy of Azure AD B2C, which cannot sign in with Windows credentials.");
	}

	private static @Nullable Refusal portOfMicrosoft(Candidate candidate) {
		if (candidate.cloud() == null || candidate.requiredHostAndPort().port() == 443) {
			return null;
		}
		return new Refusal("Microsoft's sign-in hosts serve port 443 alone.", withoutPort(candidate));
	}

	private static @Nullable Refusal unknown(Candidate candidate) {
		HostAndPort host = candidate.requiredHostAndPort();
		if (candidate.cloud() != null || candidate.trustedHosts().contains(host)) {
			return null;
		}
		return new Refusal("Its host belongs to no known Microsoft cloud, and would learn who is signed in to Windows."
				+ " If it may, add '" + host + "' to iwa.trusted-authority-hosts.");
	}

	/**
	 * Whether the host is one that these rules know, accepted or not: so it is a host and
	 * no tenant.
	 */
	static boolean isKnown(Candidate candidate) {
		return candidate.cloud() != null || closedCloud(candidate) != null || withoutFlow(candidate) != null
				|| candidate.trustedHosts().stream().anyMatch((host) -> host.host().equalsIgnoreCase(candidate.host()));
	}

	private static String withoutPort(Candidate candidate) {
		return "https://" + candidate.host() + candidate.path();
	}

}
