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

package io.github.iwaspring.autoconfigure;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.settings.PropertyChecks;
import io.github.iwaspring.settings.PropertyErrors;
import io.github.iwaspring.settings.PropertyKind;
import io.github.iwaspring.support.Rules.Refusal;
import io.github.iwaspring.token.TokenClients;
import io.github.iwaspring.web.AllowedTargets.Entry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Reads {@code iwa.clients}, and the base URLs of the HTTP service groups of the same
 * names.
 *
 * @param checks collects the errors
 * @param environment has the names, and the properties of the groups
 * @param defaultScopes the scopes of an entry that has none
 */
record ClientEntries(PropertyChecks checks, Environment environment, Set<String> defaultScopes) {

	/**
	 * The prefix of Spring Boot's properties of HTTP service groups.
	 */
	static final String GROUPS = "spring.http.serviceclient";

	private static final String CLIENTS = "iwa.clients";

	/**
	 * What is not the name of an entry where operations look. Spring Framework's group of
	 * no name is named {@code default}.
	 */
	private static final Set<String> OTHER_MEANING = Set.of(TokenClients.DEFAULT, TokenClients.NONE);

	/**
	 * Reads all entries.
	 * @param clients the bound properties by name
	 * @return the entries without errors
	 */
	List<Entry> read(Map<String, IwaProperties.Client> clients) {
		List<Entry> entries = new ArrayList<>();
		Map<String, String> names = new HashMap<>();
		Map<String, IwaProperties.Client> named = new LinkedHashMap<>(clients);
		named.keySet().retainAll(ClientNames.in(this.environment));
		PropertyErrors errors = this.checks.errors();
		named.forEach((name, client) -> {
			String other = names.putIfAbsent(ClientNames.uniform(name), name);
			if (!ClientNames.isName(name)) {
				errors.refused(CLIENTS, name, new Refusal("It is not the name of a client."),
						"entries whose names begin with a letter and have only letters, digits and dashes");
			}
			else if (other != null) {
				errors.refused(CLIENTS, other + ", " + name,
						new Refusal("The names differ only in case or dashes, so Spring Boot takes one for the other."),
						"entries whose names differ in letters or digits");
			}
			else {
				entries.add(read(name, client));
			}
		});
		return entries;
	}

	/**
	 * Names the scopes of entries for operations.
	 * @param entries the entries, of which one may have no name
	 */
	TokenClients named(List<Entry> entries) {
		Map<String, Set<String>> scopes = new LinkedHashMap<>();
		scopes.put(TokenClients.DEFAULT, this.defaultScopes);
		for (Entry entry : entries) {
			if (entry.name() != null) {
				String name = OTHER_MEANING.contains(entry.name()) ? entry.key() : entry.name();
				scopes.put(name, entry.scopes().isEmpty() ? this.defaultScopes : entry.scopes());
			}
		}
		return new TokenClients(scopes);
	}

	/**
	 * Returns the base URL that Spring Boot's properties have for a group, however its
	 * name is spelled there.
	 * @param binder finds the property
	 * @param name the name of the group
	 */
	static @Nullable String groupBaseUrl(Binder binder, String name) {
		return binder.bind(groupKey(name), String.class).orElse(null);
	}

	private static String groupKey(String name) {
		return GROUPS + "." + name.toLowerCase(Locale.ROOT) + ".base-url";
	}

	private Entry read(String name, IwaProperties.Client client) {
		String key = CLIENTS + "." + name;
		String baseUrl = baseUrl(key + ".base-url", client.baseUrl(), name);
		Set<String> scopes = client.scopes().stream().anyMatch(PropertyChecks::isSet)
				? this.checks.scopes(key + ".scopes", client.scopes()) : Set.of();
		Set<HostAndPort> allowedHosts = this.checks.hosts(key + ".allowed-hosts", client.allowedHosts());
		if (baseUrl == null && client.allowedHosts().isEmpty() && !PropertyChecks.isSet(client.baseUrl())) {
			this.checks.errors()
				.missing(key + ".base-url", client.baseUrl(),
						"the base URL of the API, for example 'https://reports.contoso.com', or list its hosts in "
								+ key + ".allowed-hosts");
		}
		return new Entry(name, (baseUrl != null) ? URI.create(baseUrl) : null, allowedHosts,
				scopes.equals(this.defaultScopes) ? Set.of() : scopes);
	}

	/**
	 * Reads a base URL, which defaults to that of the group.
	 */
	private @Nullable String baseUrl(String key, @Nullable String value, String name) {
		String groupKey = groupKey(name);
		String own = this.checks.optional(key, value, PropertyKind.BASE_URL);
		String group = this.checks.optional(groupKey, groupBaseUrl(Binder.get(this.environment), name),
				PropertyKind.BASE_URL);
		if (own != null && group != null && !origin(own).equals(origin(group))) {
			this.checks.errors()
				.refused(key, own,
						new Refusal("Its origin is not that of " + groupKey + ", " + origin(group)
								+ ", which belongs to the same client."),
						"a URL of that origin, or remove one of the two");
		}
		return (own != null) ? own : group;
	}

	private static String origin(String url) {
		URI uri = URI.create(url);
		return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + HostAndPort.of(uri);
	}

}
