package io.github.iwaspring.autoconfigure;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.iwaspring.doctor.Finding;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.web.AllowedTargets;

/**
 * The doctor's check of where the token may go. Nothing is sent there.
 *
 * @param api where tokens may go
 * @param targets the rule of the starter's clients
 */
record ApiCheck(ApiSettings api, AllowedTargets targets) implements Supplier<Finding> {

	@Override
	public Finding get() {
		URI baseUrl = this.api.baseUrl();
		if (baseUrl != null && this.targets.tokenFor(baseUrl, null) == null) {
			return Finding.fail(
					"Requests to " + origin(baseUrl) + ", the origin of iwa.api.base-url, get no token: "
							+ "over plain http it must be this machine with a port, and no proxy may serve it.",
					"Use an https URL in iwa.api.base-url, or exempt the host from the JVM's proxy (http.nonProxyHosts).");
		}
		if (baseUrl != null || !this.api.allowedHosts().isEmpty()) {
			Set<String> origins = new LinkedHashSet<>();
			if (baseUrl != null) {
				origins.add(origin(baseUrl));
			}
			this.api.allowedHosts().forEach((host) -> origins.add("https://" + host));
			return Finding.pass("Tokens may go to " + list(origins) + ".");
		}
		if (!this.api.graphHosts().isEmpty()) {
			return Finding.pass("Tokens may go to https://" + this.api.graphHosts().iterator().next()
					+ " by the starter's own clients, since the scopes are Microsoft Graph's.");
		}
		return Finding.warn("No request will carry a token, because no host is allowed to receive it.",
				"Set iwa.api.base-url to the API's https URL, or list its host in iwa.api.allowed-hosts.");
	}

	private static String origin(URI url) {
		return url.getScheme() + "://" + HostAndPort.of(url);
	}

	private static String list(Collection<String> origins) {
		return origins.stream().collect(Collectors.joining(", "));
	}

}
