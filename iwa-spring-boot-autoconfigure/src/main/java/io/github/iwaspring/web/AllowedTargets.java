/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.web;

import java.net.ProxySelector;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.entra.Scopes;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The rule where a token may go: over https to an allowed origin, whose host and port are
 * compared exactly; over plain http only to an allowed port of this machine, and never
 * through a proxy. Any other request passes without a token. Immutable.
 * <p>
 * An origin that is not safe, such as plain http to another machine, is left out. The
 * configuration is validated elsewhere.
 */
public final class AllowedTargets {

	private static final int HTTPS_PORT = 443;

	private final List<Api> apis;

	private final Set<HostAndPort> graphHosts;

	private final List<Target> targets;

	private AllowedTargets(List<Api> apis, Set<HostAndPort> graphHosts, List<Target> targets) {
		this.apis = List.copyOf(apis);
		this.graphHosts = Set.copyOf(graphHosts);
		this.targets = targets;
		ProxySelector.getDefault(); // reads a file once: do it here, not on an event loop
	}

	/**
	 * Creates the rule for some APIs, without Microsoft Graph.
	 */
	static AllowedTargets of(Api... apis) {
		return of(List.of(apis), Set.of());
	}

	/**
	 * Creates the rule for some APIs.
	 * @param apis the APIs; if two have the same origin, the first one counts
	 * @param graphHosts the hosts of Microsoft Graph in the authority's cloud; empty if
	 * the default scopes are not Graph's
	 * @return the rule
	 */
	public static AllowedTargets of(List<Api> apis, Set<HostAndPort> graphHosts) {
		return new AllowedTargets(apis, graphHosts, apis.stream().map(Target::of).toList());
	}

	/**
	 * Returns the rule for the starter's own client beans: this rule, or Microsoft Graph
	 * alone if no API is configured. Graph gets the token of the default scopes or of
	 * other scopes of Graph, never the token of another API.
	 * @return the rule
	 */
	public AllowedTargets forOwnClients() {
		if (this.apis.stream().anyMatch(Api::isConfigured)) {
			return this;
		}
		return new AllowedTargets(List.of(new Api(null, this.graphHosts, Set.of())), this.graphHosts,
				List.of(Target.graph(this.graphHosts)));
	}

	/**
	 * Returns the base URL of the first API.
	 * @return the URL, or {@code null} if there is none
	 */
	public @Nullable URI baseUrl() {
		return this.apis.isEmpty() ? null : this.apis.get(0).baseUrl();
	}

	/**
	 * Whether no request gets a token.
	 * @return {@code true} if no origin is allowed
	 */
	public boolean isEmpty() {
		return this.targets.stream().allMatch(Target::isEmpty);
	}

	/**
	 * Decides which token a request gets.
	 * @param url the absolute URL of the request
	 * @param requested the token that the request asks for, or {@code null} if it asks
	 * for none in particular
	 * @return the token to send, or {@code null} if the request gets none
	 */
	public @Nullable IwaTokenRequest tokenFor(URI url, @Nullable IwaTokenRequest requested) {
		HostAndPort host = HostAndPort.of(url);
		if (host == null) {
			return null;
		}
		for (Target target : this.targets) {
			if (target.covers(url, host)) {
				return target.tokenFor(requested);
			}
		}
		return null;
	}

	/**
	 * Decides which token a request gets.
	 * @return the token to send, or {@code null} if the request passes unchanged
	 */
	@Nullable IwaTokenRequest tokenFor(URI url, HttpHeaders headers, Map<String, Object> attributes) {
		if (headers.containsHeader(HttpHeaders.AUTHORIZATION) || IwaRequestAttributes.isWithoutToken(attributes)) {
			return null;
		}
		return tokenFor(url, IwaRequestAttributes.requested(attributes));
	}

	/**
	 * Lists the configured origins, such as {@code https://orders.contoso.com}.
	 */
	@Override
	public String toString() {
		return String.join(", ", this.apis.stream().flatMap(Api::origins).distinct().toList());
	}

	private static boolean isScheme(URI url, String scheme) {
		return scheme.equals(url.getScheme().toLowerCase(Locale.ROOT));
	}

	/**
	 * An API that gets tokens.
	 *
	 * @param baseUrl a URL whose origin is allowed, or {@code null}
	 * @param allowedHosts further hosts, allowed over https; a port of this machine over
	 * http as well
	 * @param scopes the scopes of the token; empty for the default scopes
	 */
	public record Api(@Nullable URI baseUrl, Set<HostAndPort> allowedHosts, Set<String> scopes) {

		public Api {
			allowedHosts = Set.copyOf(allowedHosts);
			scopes = Set.copyOf(scopes);
		}

		private boolean isConfigured() {
			return this.baseUrl != null || !this.allowedHosts.isEmpty();
		}

		private Stream<String> origins() {
			return Stream.concat(
					Stream.ofNullable(this.baseUrl).map((url) -> url.getScheme() + "://" + HostAndPort.of(url)),
					this.allowedHosts.stream().map((host) -> "https://" + host));
		}

	}

	/**
	 * The allowed origins of an API and the token that it gets.
	 */
	private record Target(Set<HostAndPort> https, Set<HostAndPort> http, IwaTokenRequest token, boolean isGraph) {

		static Target of(Api api) {
			Set<HostAndPort> https = new HashSet<>(api.allowedHosts());
			Set<HostAndPort> http = new HashSet<>(api.allowedHosts());
			// without a port, an entry means 443, which is not a port of plain http
			http.removeIf((host) -> !host.isLoopback() || host.port() == HTTPS_PORT);
			URI baseUrl = api.baseUrl();
			HostAndPort base = (baseUrl != null) ? HostAndPort.of(baseUrl) : null;
			if (baseUrl != null && base != null) {
				if (isScheme(baseUrl, "https")) {
					https.add(base);
				}
				else if (base.isLoopback() && baseUrl.getPort() != -1) {
					http.add(base);
				}
			}
			return new Target(Set.copyOf(https), Set.copyOf(http),
					IwaTokenRequest.defaults().withScopes(api.scopes().toArray(String[]::new)), false);
		}

		static Target graph(Set<HostAndPort> hosts) {
			return new Target(hosts, Set.of(), IwaTokenRequest.defaults(), true);
		}

		boolean isEmpty() {
			return this.https.isEmpty() && this.http.isEmpty();
		}

		boolean covers(URI url, HostAndPort host) {
			if (isScheme(url, "https")) {
				return this.https.contains(host);
			}
			return isScheme(url, "http") && this.http.contains(host) && !Proxies.mayServe(url);
		}

		@Nullable IwaTokenRequest tokenFor(@Nullable IwaTokenRequest requested) {
			if (requested == null) {
				return this.token;
			}
			return (!this.isGraph || Scopes.areOfGraph(this.https, requested.scopes())) ? requested : null;
		}

	}

}
