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

import io.github.iwaspring.test.http.Reply;

/**
 * A valid request for an authorization code.
 *
 * @param clientId the client
 * @param redirection how the response reaches the client
 * @param scopes the requested scopes
 * @param codeChallenge the code challenge (RFC 7636)
 * @param loginHint the user name to start with, or empty
 * @param asksForConsent whether to ask for consent even if it was given before
 * @param codes the issuer of codes
 */
record AuthorizationRequest(String clientId, Redirection redirection, RequestedScopes scopes, String codeChallenge,
		String loginHint, boolean asksForConsent, AuthorizationCodes codes) implements SignInRequest {

	@Override
	public boolean changesPasswords() {
		return true;
	}

	@Override
	public Reply complete(SignedIn who) {
		return this.redirection.with(Map.of("code", this.codes.issue(this, who)));
	}

	@Override
	public Reply refuse(EntraError error) {
		return this.redirection.with(error);
	}

}
