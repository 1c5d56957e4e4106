package io.github.iwaspring.test.entra;

import io.github.iwaspring.test.http.Reply;

/**
 * What a person signs in for, and where that leads.
 */
interface Purpose {

	String clientId();

	RequestedScopes scopes();

	/**
	 * The user name to begin with, or empty.
	 */
	String loginHint();

	/**
	 * Whether to ask for consent even where it was given.
	 */
	boolean asksForConsent();

	/**
	 * Whether an expired password can be changed on the way.
	 */
	boolean changesPasswords();

	/**
	 * Ends a sign-in that succeeded.
	 */
	Reply complete(SignedIn who);

	/**
	 * Ends a sign-in that the person gave up.
	 */
	Reply refuse(EntraError error);

}
