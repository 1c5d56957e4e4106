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

package io.github.iwaspring.test.tenant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.iwaspring.test.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * The claims that a client requests, or an API requires, of an access token (OpenID
 * Connect Core 1.0, section 5.5). Members for other tokens are ignored.
 *
 * @param values the values of each claim, empty for a claim that may have any value
 */
public record RequestedClaims(Map<String, List<String>> values) {

	/**
	 * No claims at all.
	 */
	public static final RequestedClaims NONE = new RequestedClaims(Map.of());

	/**
	 * Reads a request.
	 * @param json the request as JSON
	 * @return the claims, or {@code null} if the text is not a JSON object
	 */
	public static @Nullable RequestedClaims parse(String json) {
		Map<String, Object> members = Json.parse(json);
		if (members == null) {
			return null;
		}
		Map<String, List<String>> values = new LinkedHashMap<>();
		if (members.get("access_token") instanceof Map<?, ?> claims) {
			claims.forEach((name, request) -> values.put(String.valueOf(name), valuesOf(request)));
		}
		return new RequestedClaims(values);
	}

	private static List<String> valuesOf(@Nullable Object request) {
		if (!(request instanceof Map<?, ?> members)) {
			return List.of();
		}
		Stream<?> several = (members.get("values") instanceof List<?> list) ? list.stream() : Stream.of();
		return Stream.concat(Stream.ofNullable(members.get("value")), several)
			.filter(Objects::nonNull)
			.map(String::valueOf)
			.toList();
	}

	/**
	 * Returns the values of one claim.
	 * @param claim the name of the claim
	 * @return the values, empty if the claim was not requested
	 */
	public List<String> valuesOf(String claim) {
		return this.values.getOrDefault(claim, List.of());
	}

}
