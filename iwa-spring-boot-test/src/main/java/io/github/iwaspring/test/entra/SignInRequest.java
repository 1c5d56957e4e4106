package io.github.iwaspring.test.entra;

import io.github.iwaspring.test.http.Reply;

/**
 * A request that a person signs in for, by a browser or with a device code.
 */
interface SignInRequest {

	String clientId();

	RequestedScopes scopes();

	/**
	 * The user name to start with, or empty.
	 */
	String loginHint();

	/**
	 * Whether to ask for consent even if it was given before.
	 */
	boolean asksForConsent();

	/**
	 * Whether the person can change an expired password.
	 */
	boolean changesPasswords();

	/**
	 * Completes the request after a successful sign-in.
	 */
	Reply complete(SignedIn who);

	/**
	 * Completes the request after the person has cancelled.
	 */
	Reply refuse(EntraError error);

}
