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
