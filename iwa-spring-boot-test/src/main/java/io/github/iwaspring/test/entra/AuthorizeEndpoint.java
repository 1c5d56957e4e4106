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

package io.github.iwaspring.test.entra;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;
import io.github.iwaspring.test.http.Responder;
import io.github.iwaspring.test.support.Json;
import io.github.iwaspring.test.tenant.Tenant;

/**
 * The authorization endpoint (RFC 6749, section 4.1.1), for public clients, which must
 * use PKCE (RFC 7636). An error of the client or its redirect URI is shown to the person.
 * All other errors are sent to the redirect URI.
 */
final class AuthorizeEndpoint implements Responder {

	private static final Pattern CODE_CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

	private static final String NO_PROMPT = "none";

	private static final String CONSENT = "consent";

	private static final Set<String> PROMPTS = Set.of("", NO_PROMPT, CONSENT, "login", "select_account");

	private static final Set<String> RESPONSE_MODES = Set.of("query", Redirection.FORM_POST);

	private final Tenant tenant;

	private final AuthorizationCodes codes;

	private final SignInPage signIn;

	AuthorizeEndpoint(Tenant tenant, AuthorizationCodes codes, SignInPage signIn) {
		this.tenant = tenant;
		this.codes = codes;
		this.signIn = signIn;
	}

	@Override
	public Reply respond(Request request) {
		Map<String, String> parameters = request.parameters();
		try {
			String clientId = Parameters.requireClient(this.tenant, request.segment(0), parameters);
			return open(clientId, Redirection.of(parameters), parameters);
		}
		catch (EntraError error) {
			return Pages.error(error);
		}
	}

	private Reply open(String clientId, Redirection redirection, Map<String, String> parameters) {
		try {
			check(parameters);
			RequestedScopes scopes = RequestedScopes.parse(Parameters.require(parameters, "scope"));
			return this.signIn.open(new AuthorizationRequest(clientId, redirection, scopes, codeChallenge(parameters),
					parameters.getOrDefault("login_hint", ""), CONSENT.equals(parameters.get("prompt")), this.codes));
		}
		catch (EntraError error) {
			return redirection.with(error);
		}
	}

	private static void check(Map<String, String> parameters) throws EntraError {
		String responseType = Parameters.require(parameters, "response_type");
		if (!responseType.equals("code")) {
			throw SignInErrors.responseTypeUnsupported(responseType);
		}
		if (!RESPONSE_MODES.contains(parameters.getOrDefault("response_mode", "query"))) {
			throw SignInErrors.parameterUnsupported("response_mode");
		}
		String prompt = parameters.getOrDefault("prompt", "");
		if (!PROMPTS.contains(prompt)) {
			throw SignInErrors.parameterUnsupported("prompt");
		}
		if (prompt.equals(NO_PROMPT)) {
			throw SignInErrors.loginRequired();
		}
		if (Json.parse(parameters.getOrDefault("claims", "{}")) == null) {
			throw SignInErrors.parameterUnsupported("claims");
		}
	}

	private static String codeChallenge(Map<String, String> parameters) throws EntraError {
		String challenge = parameters.getOrDefault("code_challenge", "");
		if (challenge.isEmpty()) {
			throw SignInErrors.codeChallengeMissing();
		}
		if (!"S256".equals(parameters.get("code_challenge_method"))) {
			throw SignInErrors.codeChallengeMethod();
		}
		if (!CODE_CHALLENGE.matcher(challenge).matches()) {
			throw SignInErrors.codeChallengeSize();
		}
		return challenge;
	}

}
