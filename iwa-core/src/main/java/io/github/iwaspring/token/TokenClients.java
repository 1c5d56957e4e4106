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

package io.github.iwaspring.token;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The configured APIs: the scopes of each by its name.
 *
 * @param scopes the scopes by the name, first those of {@link #DEFAULT}, if any
 */
public record TokenClients(Map<String, Set<String>> scopes) {

	/**
	 * The name of what {@code iwa.scopes} are for.
	 */
	public static final String DEFAULT = "default";

	/**
	 * The name for scopes that are configured nowhere.
	 */
	public static final String NONE = "none";

	public TokenClients {
		scopes = Collections.unmodifiableMap(new LinkedHashMap<>(scopes));
	}

	/**
	 * Finds the first name with these scopes. Names with equal scopes share their token.
	 * @param wanted the scopes
	 * @return the name, or {@link #NONE}
	 */
	public String nameOf(Set<String> wanted) {
		return this.scopes.entrySet()
			.stream()
			.filter((client) -> client.getValue().equals(wanted))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(NONE);
	}

}
