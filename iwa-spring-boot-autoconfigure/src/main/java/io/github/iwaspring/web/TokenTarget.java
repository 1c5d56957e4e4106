package io.github.iwaspring.web;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.entra.Scopes;
import org.jspecify.annotations.Nullable;

/**
 * One API that may get a token: the origins it answers at, and what its token is for.
 * Immutable. What is no safe origin (plain http to another machine, say) is left out, not
 * reported: validating the configuration is not this class's affair.
 */
public final class TokenTarget {

	private static final int HTTPS_PORT = 443;

	private final Set<HostAndPort> https;

	private final Set<HostAndPort> http;

	private final IwaTokenRequest token;

	private final Predicate<Set<String>> acceptedScopes;

	private TokenTarget(Set<HostAndPort> https, Set<HostAndPort> http, Set<String> scopes,
			Predicate<Set<String>> acceptedScopes) {
		this.https = Set.copyOf(https);
		this.http = Set.copyOf(http);
		this.token = IwaTokenRequest.defaults().withScopes(scopes.toArray(String[]::new));
		this.acceptedScopes = acceptedScopes;
	}

	/**
	 * Returns the target that configuration describes.
	 * @param baseUrl a URL whose scheme, host and port are allowed, or {@code null}
	 * @param allowedHosts further hosts, over https; those of loopback over http too
	 * @param scopes the scopes of the token; empty for the default ones
	 * @return the target
	 */
	public static TokenTarget of(@Nullable URI baseUrl, Set<HostAndPort> allowedHosts, Set<String> scopes) {
		Set<HostAndPort> https = new HashSet<>(allowedHosts);
		Set<HostAndPort> http = new HashSet<>(allowedHosts);
		// an entry without a port means 443, which is no port for plain http
		http.removeIf((host) -> !host.isLoopback() || host.port() == HTTPS_PORT);
		HostAndPort base = (baseUrl != null) ? HostAndPort.of(baseUrl) : null;
		if (baseUrl != null && base != null) {
			if (isScheme(baseUrl, "https")) {
				https.add(base);
			}
			else if (base.isLoopback() && baseUrl.getPort() != -1) {
				http.add(base);
			}
		}
		return new TokenTarget(https, http, scopes, (requested) -> true);
	}

	/**
	 * Returns the target that stands in for a missing configuration: Microsoft Graph,
	 * with a token for the default scopes or for other scopes of Graph, never with the
	 * token of another API.
	 * @param hosts Microsoft Graph's hosts in the authority's cloud; none if the default
	 * scopes are not Graph's
	 * @return the target
	 */
	public static TokenTarget graph(Set<HostAndPort> hosts) {
		Set<HostAndPort> copy = Set.copyOf(hosts);
		return new TokenTarget(copy, Set.of(), Set.of(), (requested) -> Scopes.areOfGraph(copy, requested));
	}

	boolean isEmpty() {
		return this.https.isEmpty() && this.http.isEmpty();
	}

	boolean covers(URI url) {
		HostAndPort host = HostAndPort.of(url);
		if (host == null) {
			return false;
		}
		if (isScheme(url, "https")) {
			return this.https.contains(host);
		}
		return isScheme(url, "http") && this.http.contains(host) && !Proxies.mayServe(url);
	}

	boolean accepts(IwaTokenRequest requested) {
		return this.acceptedScopes.test(requested.scopes());
	}

	IwaTokenRequest token() {
		return this.token;
	}

	private static boolean isScheme(URI url, String scheme) {
		return scheme.equals(url.getScheme().toLowerCase(Locale.ROOT));
	}

}
