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

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.support.Json;

/**
 * Entra ID's response to the token request (RFC 6749, sections 5.1 and 5.2).
 */
final class TokenResponse {

	private static final List<String> REQUIRED = List.of("access_token", "id_token", "client_info");

	private static final List<String> TOKENS = List.of("access_token", "id_token", "refresh_token");

	/**
	 * The characters of a token: {@code VSCHAR} (RFC 6749, appendix A.12 and A.17). Any
	 * other could end the header that carries the token.
	 */
	private static final Pattern VISIBLE = Pattern.compile("[ -~]*");

	private TokenResponse() {
	}

	/**
	 * Checks that there is a token, and an account.
	 * @param tokenRequest what the token is requested for
	 * @return the body for msal4j
	 * @throws IwaException if the response is an error, or lacks a token or an account
	 */
	static String read(DirectoryRequest request, DirectoryResponse response, EntraErrors errors,
			IwaTokenRequest tokenRequest) {
		Json token = errors.requireSuccess(request, response, tokenRequest);
		for (String member : REQUIRED) {
			if (token.text(member).isEmpty()) {
				throw lacks(request, response, member);
			}
		}
		for (String member : TOKENS) {
			if (!VISIBLE.matcher(token.text(member)).matches()) {
				throw lacks(request, response, member);
			}
		}
		if (token.number("expires_in") <= 0) {
			throw lacks(request, response, "expires_in");
		}
		Json account = Json.parseBase64Url(token.text("client_info"));
		if (account == null || account.text("uid").isEmpty() || account.text("utid").isEmpty()) {
			throw lacks(request, response, "account in its client_info");
		}
		return withDefaultScope(response.body(), token.text("scope"), tokenRequest.scopes());
	}

	/**
	 * Adds the default scope to the scopes of the response, if it was requested: it
	 * stands for what was granted, and msal4j finds a token in its cache by the scopes of
	 * the response.
	 */
	private static String withDefaultScope(String body, String granted, Set<String> requested) {
		List<String> named = Arrays.asList(granted.split("\\s+"));
		String unnamed = requested.stream()
			.filter((scope) -> scope.endsWith("/.default") && named.stream().noneMatch(scope::equalsIgnoreCase))
			.collect(Collectors.joining(" "));
		return (granted.isBlank() || unnamed.isEmpty()) ? body
				: Objects.requireNonNull(Json.merge(body, Json.write(Map.of("scope", granted + " " + unnamed))));
	}

	private static IwaException lacks(DirectoryRequest request, DirectoryResponse response, String member) {
		return request.failure(IwaErrorCode.RESPONSE_INVALID, response, "The response has no usable " + member + ".")
			.action(EntraErrors.CHECK_AUTHORITY)
			.build();
	}

}
