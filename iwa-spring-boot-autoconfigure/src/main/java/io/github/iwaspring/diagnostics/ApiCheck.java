package io.github.iwaspring.diagnostics;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.iwaspring.net.HostAndPort;

/**
 * The check of where the token may go. Nothing is sent there.
 */
final class ApiCheck {

	private ApiCheck() {
	}

	static Finding api(Evidence evidence) {
		DoctorSettings.Api api = evidence.settings().api();
		URI baseUrl = api.baseUrl();
		HostAndPort graph = api.graph();
		if (baseUrl != null && api.targets().tokenFor(baseUrl, null) == null) {
			return Finding.fail(
					"Requests to " + origin(baseUrl) + ", the origin of iwa.api.base-url, get no token: "
							+ "over plain http it must be this machine with a port, and no proxy may serve it.",
					"Use an https URL in iwa.api.base-url, or exempt the host from the JVM's proxy (http.nonProxyHosts).");
		}
		if (baseUrl != null || !api.allowedHosts().isEmpty()) {
			Set<String> origins = new LinkedHashSet<>();
			if (baseUrl != null) {
				origins.add(origin(baseUrl));
			}
			api.allowedHosts().forEach((host) -> origins.add("https://" + host));
			return Finding.pass("Tokens may go to " + list(origins) + ".");
		}
		if (graph != null) {
			return Finding.pass("Tokens may go to https://" + graph
					+ " by the starter's own clients, since the scopes are " + "Microsoft Graph's.");
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
