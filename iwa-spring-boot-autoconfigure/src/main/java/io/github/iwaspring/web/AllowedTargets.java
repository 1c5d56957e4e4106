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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The rule where a token may go: over https to an allowed origin, whose host and port are
 * compared exactly; over plain http only to an allowed port of this machine, and never
 * through a proxy. Any other request passes without a token. Immutable.
 * <p>
 * Each {@link Entry} has its origins and the scopes of its token. Entries may share an
 * origin, as the APIs behind a gateway do. A request that names an entry gets the token
 * of that entry, and none at another origin. A request that names none gets that of the
 * unnamed entry if this covers its origin, otherwise that of all entries that do, if it
 * is the same.
 * <p>
 * An origin that is not safe, such as plain http to another machine, is left out. The
 * configuration is validated elsewhere.
 */
public final class AllowedTargets {

	private final List<Entry> entries;

	private final Set<HostAndPort> graphHosts;

	private final Targets targets;

	private final @Nullable String client;

	private AllowedTargets(List<Entry> entries, Set<HostAndPort> graphHosts, Targets targets, @Nullable String client) {
		this.entries = List.copyOf(entries);
		this.graphHosts = Set.copyOf(graphHosts);
		this.targets = targets;
		this.client = client;
		ProxySelector.getDefault(); // reads a file once: do it here, not on an event loop
	}

	/**
	 * Creates the rule for some entries, without Microsoft Graph.
	 */
	static AllowedTargets of(Entry... entries) {
		return of(List.of(entries), Set.of());
	}

	/**
	 * Creates the rule for some entries.
	 * @param entries the entries, with different names; at most one has none
	 * @param graphHosts the hosts of Microsoft Graph in the authority's cloud; empty if
	 * the default scopes are not Graph's
	 * @return the rule
	 */
	public static AllowedTargets of(List<Entry> entries, Set<HostAndPort> graphHosts) {
		List<Entry> unnamedFirst = entries.stream()
			.sorted(Comparator.comparing((entry) -> entry.name() != null))
			.toList();
		return new AllowedTargets(unnamedFirst, graphHosts, new Targets(unnamedFirst.stream().map(Target::of).toList()),
				null);
	}

	/**
	 * Returns the rule for the starter's own client beans: this rule, and Microsoft Graph
	 * if the unnamed entry has no origin. Graph gets the token of the default scopes or
	 * of other scopes of Graph, never the token of another API, and only where no entry
	 * has its origin.
	 * @return the rule
	 */
	public AllowedTargets forOwnClients() {
		if (this.entries.stream().anyMatch((entry) -> entry.name() == null && entry.isConfigured())) {
			return this;
		}
		List<Entry> entries = new ArrayList<>(this.entries);
		entries.removeIf((entry) -> entry.name() == null);
		List<Target> targets = new ArrayList<>(entries.stream().map(Target::of).toList());
		entries.add(0, new Entry(null, null, this.graphHosts, Set.of()));
		targets.add(Target.graph(this.graphHosts));
		return new AllowedTargets(entries, this.graphHosts, new Targets(targets), this.client);
	}

	/**
	 * Returns the rule for a client whose requests get the token of an entry, unless they
	 * ask for another one.
	 * @param name the name of the entry
	 * @return the rule
	 * @throws IwaException if there is no such entry
	 */
	public AllowedTargets forClient(String name) {
		this.targets.named(name);
		return new AllowedTargets(this.entries, this.graphHosts, this.targets, name);
	}

	/**
	 * Returns the entries.
	 * @return the entries, the unnamed one first; unmodifiable
	 */
	public List<Entry> entries() {
		return this.entries;
	}

	/**
	 * Finds an entry by its name.
	 * @param name the name
	 * @return the entry, or {@code null} if there is none
	 */
	public @Nullable Entry entry(@Nullable String name) {
		return this.entries.stream().filter((entry) -> Objects.equals(entry.name(), name)).findFirst().orElse(null);
	}

	/**
	 * Returns the base URL of the client's entry, or of the unnamed one.
	 * @return the URL, or {@code null} if there is none
	 */
	public @Nullable URI baseUrl() {
		Entry entry = entry(this.client);
		return (entry != null) ? entry.baseUrl() : null;
	}

	/**
	 * Whether no request gets a token.
	 * @return {@code true} if no origin is allowed
	 */
	public boolean isEmpty() {
		return this.targets.isEmpty();
	}

	/**
	 * Decides which token a request gets.
	 * @param url the absolute URL of the request
	 * @param requested the token that the request asks for, or {@code null} if it asks
	 * for none in particular
	 * @return the token to send, or {@code null} if the request gets none
	 * @throws IwaException if several entries cover the URL, which have different scopes
	 */
	public @Nullable IwaTokenRequest tokenFor(URI url, @Nullable IwaTokenRequest requested) {
		return this.targets.tokenFor(url, this.client, requested);
	}

	/**
	 * Decides which token a request gets.
	 * @return the token to send, or {@code null} if the request passes unchanged
	 * @throws IwaException if the request names an unknown entry, or would have to name
	 * one
	 */
	@Nullable IwaTokenRequest tokenFor(URI url, HttpHeaders headers, Map<String, Object> attributes) {
		if (headers.containsHeader(HttpHeaders.AUTHORIZATION) || IwaRequestAttributes.isWithoutToken(attributes)) {
			return null;
		}
		return tokenFor(url, attributes);
	}

	/**
	 * Whether a token may go to a URL where its request leaves, which may not be the URL
	 * that the token was chosen for.
	 * @param url the URL
	 * @param attributes the attributes of the request
	 * @param token the token that was chosen
	 */
	boolean allows(URI url, Map<String, Object> attributes, IwaTokenRequest token) {
		try {
			IwaTokenRequest allowed = tokenFor(url, attributes);
			return allowed != null && allowed.scopes().equals(token.scopes());
		}
		catch (IwaException ambiguous) {
			return false;
		}
	}

	private @Nullable IwaTokenRequest tokenFor(URI url, Map<String, Object> attributes) {
		TokenSelection selection = IwaRequestAttributes.selection(attributes);
		String name = (selection.client() != null) ? selection.client() : this.client;
		return this.targets.tokenFor(url, name, selection.token());
	}

	/**
	 * Lists the configured origins, such as {@code https://orders.contoso.com}, those of
	 * a named entry with its name.
	 */
	@Override
	public String toString() {
		return String.join(", ", this.entries.stream().flatMap(Entry::origins).distinct().toList());
	}

	/**
	 * An API that gets tokens: {@code iwa.api}, or one of {@code iwa.clients}.
	 *
	 * @param name the name, or {@code null} for {@code iwa.api}
	 * @param baseUrl a URL whose origin is allowed, or {@code null}
	 * @param allowedHosts further hosts, allowed over https; a port of this machine over
	 * http as well
	 * @param scopes the scopes of the token; empty for the default scopes
	 */
	public record Entry(@Nullable String name, @Nullable URI baseUrl, Set<HostAndPort> allowedHosts,
			Set<String> scopes) {

		public Entry {
			allowedHosts = Set.copyOf(allowedHosts);
			scopes = Set.copyOf(scopes);
		}

		/**
		 * Returns the prefix of the properties of the entry.
		 * @return {@code iwa.api} or {@code iwa.clients.<name>}
		 */
		public String key() {
			return (this.name != null) ? "iwa.clients." + this.name : "iwa.api";
		}

		private boolean isConfigured() {
			return this.baseUrl != null || !this.allowedHosts.isEmpty();
		}

		private Stream<String> origins() {
			String suffix = (this.name != null) ? " (" + this.name + ")" : "";
			return Stream
				.concat(Stream.ofNullable(this.baseUrl).map((url) -> url.getScheme() + "://" + HostAndPort.of(url)),
						this.allowedHosts.stream().map((host) -> "https://" + host))
				.map((origin) -> origin + suffix);
		}

	}

}
