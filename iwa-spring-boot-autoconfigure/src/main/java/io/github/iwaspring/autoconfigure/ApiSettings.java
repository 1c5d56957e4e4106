package io.github.iwaspring.autoconfigure;

import java.net.URI;
import java.util.Set;

import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * The API that the clients call, as the validated configuration describes it.
 *
 * @param baseUrl where the starter's own clients point ({@code iwa.api.base-url})
 * @param allowedHosts further hosts that may get a token ({@code iwa.api.allowed-hosts})
 * @param graphHosts the hosts of Microsoft Graph in the authority's cloud; none if the
 * default scopes are not Graph's
 */
record ApiSettings(@Nullable URI baseUrl, Set<HostAndPort> allowedHosts, Set<HostAndPort> graphHosts) {

	ApiSettings {
		allowedHosts = Set.copyOf(allowedHosts);
		graphHosts = Set.copyOf(graphHosts);
	}

	static ApiSettings of(IwaSettings settings) {
		HostAndPort graph = settings.graphHost();
		return new ApiSettings(settings.api().baseUrl(), settings.api().allowedHosts(),
				(graph != null) ? Set.of(graph) : Set.of());
	}

}
