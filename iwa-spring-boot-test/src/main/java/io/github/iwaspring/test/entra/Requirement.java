package io.github.iwaspring.test.entra;

import java.util.function.Supplier;

/**
 * A requirement of a policy, which a user has to meet to get a token.
 */
enum Requirement {

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
	 * A compliant device. No user has one.
	 */
	DEVICE("", SignInErrors::device),

	/**
	 * Admission by a policy that blocks the user.
	 */
	ADMISSION("", SignInErrors::blocked);

	private final String action;

	private final Supplier<EntraError> error;

	Requirement(String action, Supplier<EntraError> error) {
		this.action = action;
		this.error = error;
	}

	/**
	 * Returns the action by which a person meets it on the page, empty if there is none.
	 */
	String action() {
		return this.action;
	}

	/**
	 * Returns the error of a token request that does not meet it.
	 */
	EntraError error() {
		return this.error.get();
	}

}
