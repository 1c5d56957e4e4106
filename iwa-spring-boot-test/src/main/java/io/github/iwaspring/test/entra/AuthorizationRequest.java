package io.github.iwaspring.test.entra;

import java.util.Map;

import io.github.iwaspring.test.http.Reply;

/**
 * A request for an authorization code, found to be in order.
 *
 * @param clientId the client
 * @param redirection how the answer reaches it
 * @param scopes what it asks for
 * @param codeChallenge what the code's verifier has to match (RFC 7636)
 * @param loginHint the user name to begin with, or empty
 * @param asksForConsent whether to ask for consent even where it was given
 * @param codes where codes come from
 */
record AuthorizationRequest(String clientId, Redirection redirection, RequestedScopes scopes, String codeChallenge,
		String loginHint, boolean asksForConsent, AuthorizationCodes codes) implements Purpose {

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
