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

import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.github.iwaspring.IwaTokenRequest;

/**
 * Request attributes that select the token of a single request, for both
 * {@code WebClient} and {@code RestClient}: <pre class="code">
 * webClient.get().uri("/reports").attributes(IwaRequestAttributes.client("reports"))
 * webClient.get().uri("/reports").attributes(IwaRequestAttributes.scopes("api://reports/.default"))
 * </pre> An attribute never allows another target. It comes before the annotations of an
 * HTTP interface ({@link IwaClient}, {@link IwaScopes}), its group, the client and the
 * origin.
 */
public final class IwaRequestAttributes {

	private static final String SCOPES = IwaRequestAttributes.class.getName() + ".scopes";

	private static final String CLIENT = IwaRequestAttributes.class.getName() + ".client";

	/**
	 * What the method, the type or the group of an HTTP interface says.
	 */
	static final String INTERFACE = IwaRequestAttributes.class.getName() + ".interface";

	private static final String WITHOUT_TOKEN = IwaRequestAttributes.class.getName() + ".withoutToken";

	private IwaRequestAttributes() {
	}

	/**
	 * Requests a token for other scopes than those of the client.
	 * @param scopes scopes of one resource, at least one
	 * @return a consumer for {@code attributes(...)}
	 * @throws IllegalArgumentException if there are no scopes, or one is blank
	 */
	public static Consumer<Map<String, Object>> scopes(String... scopes) {
		IwaTokenRequest requested = token(scopes);
		return (attributes) -> attributes.put(SCOPES, requested);
	}

	/**
	 * Requests the token of an entry of {@code iwa.clients}. The request fails with
	 * {@code configuration-refused} if there is none of this name. Outside the origins of
	 * the entry it is sent without a token.
	 * @param name the name of the entry
	 * @return a consumer for {@code attributes(...)}
	 */
	public static Consumer<Map<String, Object>> client(String name) {
		Objects.requireNonNull(name, "name");
		return (attributes) -> attributes.put(CLIENT, name);
	}

	/**
	 * Sends the request without a token.
	 * @return a consumer for {@code attributes(...)}
	 */
	public static Consumer<Map<String, Object>> withoutToken() {
		return (attributes) -> attributes.put(WITHOUT_TOKEN, true);
	}

	/**
	 * Returns a request for the token of some scopes.
	 */
	static IwaTokenRequest token(String... scopes) {
		IwaTokenRequest requested = IwaTokenRequest.defaults().withScopes(scopes);
		if (requested.scopes().isEmpty()) {
			throw new IllegalArgumentException("At least one scope is needed");
		}
		return requested;
	}

	/**
	 * Returns what a request, or the interface that sends it, says about its token.
	 */
	static TokenSelection selection(Map<String, Object> attributes) {
		String client = (attributes.get(CLIENT) instanceof String name) ? name : null;
		IwaTokenRequest token = (attributes.get(SCOPES) instanceof IwaTokenRequest requested) ? requested : null;
		TokenSelection declared = (attributes.get(INTERFACE) instanceof TokenSelection selection) ? selection
				: TokenSelection.NONE;
		return (client == null && token == null) ? declared : new TokenSelection(client, token).orElse(declared);
	}

	static boolean isWithoutToken(Map<String, Object> attributes) {
		return Boolean.TRUE.equals(attributes.get(WITHOUT_TOKEN));
	}

}
