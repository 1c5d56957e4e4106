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

package io.github.iwaspring.test;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.iwaspring.test.tenant.Resource;

/**
 * A client that signs a person in with a browser, request by request. Its verifier and
 * challenge are those of RFC 7636, appendix B.
 */
public final class CodeFlow {

	public static final String REDIRECT_URI = "http://localhost:49152";

	private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

	private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

	private final EmbeddedDirectory directory;

	public CodeFlow(EmbeddedDirectory directory) {
		this.directory = directory;
	}

	public Map<String, String> request() {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("client_id", this.directory.clientId());
		parameters.put("response_type", "code");
		parameters.put("redirect_uri", REDIRECT_URI);
		parameters.put("scope", Resource.ORDERS.defaultScope() + " openid profile offline_access");
		parameters.put("code_challenge", CHALLENGE);
		parameters.put("code_challenge_method", "S256");
		parameters.put("state", "a state & more");
		return parameters;
	}

	public Browser open(Map<String, String> parameters) {
		return open("contoso.com", parameters);
	}

	public Browser open(String tenant, Map<String, String> parameters) {
		String query = parameters.entrySet()
			.stream()
			.map((parameter) -> parameter.getKey() + "="
					+ URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		return new Browser(this.directory,
				this.directory.authority().resolve("/" + tenant + "/oauth2/v2.0/authorize?" + query));
	}

	/**
	 * Returns the code of a sign-in that requires only the user name.
	 */
	public String code(String username) {
		return response(open(request()).signIn(username)).get("code");
	}

	public Map<String, String> tokenForm(String code) {
		Map<String, String> form = new LinkedHashMap<>();
		form.put("grant_type", "authorization_code");
		form.put("client_id", this.directory.clientId());
		form.put("code", code);
		form.put("redirect_uri", REDIRECT_URI);
		form.put("code_verifier", VERIFIER);
		form.put("scope", Resource.ORDERS.defaultScope() + " openid profile offline_access");
		return form;
	}

	/**
	 * Returns the parameters of a redirect to the client.
	 */
	public static Map<String, String> response(Browser browser) {
		HttpResponse<String> page = browser.page();
		URI location = URI.create(page.headers().firstValue("Location").orElseThrow());
		if (page.statusCode() != 302 || !location.toString().startsWith(REDIRECT_URI + "/?")) {
			throw new IllegalStateException(page.statusCode() + " " + location);
		}
		return Arrays.stream(location.getRawQuery().split("&"))
			.map((pair) -> pair.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
	}

}
