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

package io.github.iwaspring.directory;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * The parameter {@code claims} of a token request (OpenID Connect Core 1.0, section 5.5).
 */
public final class ClaimsParameter {

	private static final String NAME = "claims=";

	private static final String ACCESS_TOKEN = "access_token";

	private static final String CAPABILITIES = "xms_cc";

	private ClaimsParameter() {
	}

	/**
	 * Checks claims before anything is sent.
	 * @param claims the claims as JSON, or {@code null}
	 * @throws IwaException if they are not a JSON object
	 */
	public static void check(@Nullable String claims) {
		if (claims != null && Json.parse(claims) == null) {
			throw IwaException.of(IwaErrorCode.CONFIGURATION_REFUSED, Stage.CONFIGURATION)
				.description("The claims of the request are not a JSON object.")
				.action("Pass the decoded claims of the API's challenge to withClaims().")
				.build();
		}
	}

	/**
	 * Removes client capabilities from the claims of an API or the directory. Only this
	 * client may declare them: an API could otherwise request tokens that only a client
	 * with a certain capability can use.
	 * @param claims the claims of an API or of the directory as JSON, or {@code null}
	 * @return the claims without client capabilities, or {@code null} for {@code null}
	 */
	public static @Nullable String withoutCapabilities(@Nullable String claims) {
		Json json = (claims != null) ? Json.parse(claims) : null;
		if (json == null || !(json.members().get(ACCESS_TOKEN) instanceof Map<?, ?> requested)
				|| !requested.containsKey(CAPABILITIES)) {
			return claims;
		}
		Map<Object, Object> accessToken = new LinkedHashMap<>(requested);
		accessToken.remove(CAPABILITIES);
		Map<String, Object> members = new LinkedHashMap<>(json.members());
		members.put(ACCESS_TOKEN, accessToken);
		return Json.write(members);
	}

	/**
	 * Adds claims to a form.
	 * @param form a form, whose own claims win, since they hold the client capabilities
	 * @param claims the claims as JSON
	 * @return the form with both
	 */
	static String addTo(String form, String claims) {
		String present = Arrays.stream(form.split("&"))
			.filter((field) -> field.startsWith(NAME))
			.map((field) -> URLDecoder.decode(field.substring(NAME.length()), StandardCharsets.UTF_8))
			.findFirst()
			.orElse(null);
		String merged = Json.merge(withoutCapabilities(claims), present);
		String others = Arrays.stream(form.split("&"))
			.filter((field) -> !field.startsWith(NAME))
			.collect(Collectors.joining("&"));
		return others + "&" + NAME + URLEncoder.encode(String.valueOf(merged), StandardCharsets.UTF_8);
	}

}
