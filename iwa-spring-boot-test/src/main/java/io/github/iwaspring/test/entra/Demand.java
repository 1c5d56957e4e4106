package io.github.iwaspring.test.entra;

import java.util.function.Supplier;

/**
 * What stands between a user and a token.
 */
enum Demand {

	/**
	 * A second factor.
	 */
	MULTI_FACTOR("approve", SignInErrors::multiFactor),

	/**
	 * Consent to the application's permissions.
	 */
	CONSENT("accept", SignInErrors::consent),

	/**
	 * A new password.
	 */
	NEW_PASSWORD("change-password", SignInErrors::passwordExpired),

	/**
	 * A compliant device, which nobody has.
	 */
	DEVICE("", SignInErrors::device),

	/**
	 * Another policy.
	 */
	ADMISSION("", SignInErrors::blocked);

	private final String action;

	private final Supplier<EntraError> error;

	Demand(String action, Supplier<EntraError> error) {
		this.action = action;
		this.error = error;
	}

	/**
	 * What a person does about it on the page; empty if nothing helps.
	 */
	String action() {
		return this.action;
	}

	/**
	 * How a token request is refused for it.
	 */
	EntraError error() {
		return this.error.get();
	}

}
