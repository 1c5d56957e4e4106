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

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The names of the entries of {@code iwa.clients}.
 * <p>
 * An environment variable has neither lower case nor dashes. To Spring Boot,
 * {@code IWA_CLIENTS_ORDERITEMS_SCOPES} sets a property of {@code order-items}, and names
 * an entry {@code orderitems} as well. That is not another entry.
 */
final class ClientNames {

	private static final ConfigurationPropertyName CLIENTS = ConfigurationPropertyName.of("iwa.clients");

	private static final String NAME = "[A-Za-z][A-Za-z0-9-]*";

	private ClientNames() {
	}

	/**
	 * Finds the names, also those that the validation refuses. Placeholders are not
	 * resolved.
	 * @param environment has the properties
	 */
	static Set<String> in(Environment environment) {
		List<ConfigurationPropertySource> sources = new ArrayList<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.containsDescendantOf(CLIENTS) != ConfigurationPropertyState.ABSENT) {
				sources.add(source);
			}
		}
		if (sources.isEmpty()) {
			return Set.of();
		}
		Set<String> names = new LinkedHashSet<>(in(sources));
		sources.removeIf((source) -> source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource);
		Set<String> spelled = in(sources);
		names.removeIf((name) -> !spelled.contains(name) && spelled.stream().anyMatch((other) -> areSame(name, other)));
		return names;
	}

	private static Set<String> in(Iterable<ConfigurationPropertySource> sources) {
		return new Binder(sources).bind(CLIENTS, Bindable.mapOf(String.class, IwaProperties.Client.class))
			.orElse(Map.of())
			.keySet();
	}

	/**
	 * Whether an entry may have a name.
	 */
	static boolean isName(String name) {
		return name.matches(NAME);
	}

	/**
	 * Whether Spring Boot takes one name for the other.
	 */
	static boolean areSame(String name, String other) {
		return uniform(name).equals(uniform(other));
	}

	/**
	 * Returns a name as an environment variable would spell it, in lower case.
	 */
	static String uniform(String name) {
		return name.toLowerCase(Locale.ROOT).replace("-", "");
	}

}
