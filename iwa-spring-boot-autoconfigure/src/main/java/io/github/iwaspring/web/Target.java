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

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.entra.Scopes;
import io.github.iwaspring.web.AllowedTargets.Entry;
import org.jspecify.annotations.Nullable;

/**
 * The allowed origins of an entry and the token that it gets.
 */
record Target(@Nullable String name, Set<HostAndPort> https, Set<HostAndPort> http, IwaTokenRequest token,
		boolean isGraph) {

	private static final int HTTPS_PORT = 443;

	static Target of(Entry entry) {
		Set<HostAndPort> https = new HashSet<>(entry.allowedHosts());
		Set<HostAndPort> http = new HashSet<>(entry.allowedHosts());
		// without a port, an entry means 443, which is not a port of plain http
		http.removeIf((host) -> !host.isLoopback() || host.port() == HTTPS_PORT);
		URI baseUrl = entry.baseUrl();
		HostAndPort base = (baseUrl != null) ? HostAndPort.of(baseUrl) : null;
		if (baseUrl != null && base != null) {
			if (isScheme(baseUrl, "https")) {
				https.add(base);
			}
			else if (base.isLoopback() && baseUrl.getPort() != -1) {
				http.add(base);
			}
		}
		return new Target(entry.name(), Set.copyOf(https), Set.copyOf(http),
				IwaTokenRequest.defaults().withScopes(entry.scopes().toArray(String[]::new)), false);
	}

	static Target graph(Set<HostAndPort> hosts) {
		return new Target(null, hosts, Set.of(), IwaTokenRequest.defaults(), true);
	}

	boolean isEmpty() {
		return this.https.isEmpty() && this.http.isEmpty();
	}

	boolean isUnnamed() {
		return this.name == null && !this.isGraph;
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

	private static boolean isScheme(URI url, String scheme) {
		return scheme.equals(url.getScheme().toLowerCase(Locale.ROOT));
	}

}
