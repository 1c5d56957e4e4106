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
import java.util.function.Consumer;

import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * Request attributes that select the token of a single request, for both
 * {@code WebClient} and {@code RestClient}: <pre class="code">
 * webClient.get().uri("/reports").attributes(IwaRequestAttributes.scopes("api://reports/.default"))
 * </pre> An attribute never allows another target.
 */
public final class IwaRequestAttributes {

	private static final String SCOPES = IwaRequestAttributes.class.getName() + ".scopes";

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
		IwaTokenRequest requested = IwaTokenRequest.defaults().withScopes(scopes);
		if (requested.scopes().isEmpty()) {
			throw new IllegalArgumentException("At least one scope is needed");
		}
		return (attributes) -> attributes.put(SCOPES, requested);
	}

	/**
	 * Sends the request without a token.
	 * @return a consumer for {@code attributes(...)}
	 */
	public static Consumer<Map<String, Object>> withoutToken() {
		return (attributes) -> attributes.put(WITHOUT_TOKEN, true);
	}

	/**
	 * Returns the token that a request asks for, or {@code null} if it asks for none in
	 * particular.
	 */
	static @Nullable IwaTokenRequest requested(Map<String, Object> attributes) {
		return (attributes.get(SCOPES) instanceof IwaTokenRequest requested) ? requested : null;
	}

	static boolean isWithoutToken(Map<String, Object> attributes) {
		return Boolean.TRUE.equals(attributes.get(WITHOUT_TOKEN));
	}

}
