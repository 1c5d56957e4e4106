package io.github.iwaspring.directory;

import io.github.iwaspring.IwaException.Stage;

/**
 * A request of the sign-in, by what it asks for.
 */
enum ProtocolStep {

	USER_REALM(Stage.USER_REALM, "the question how the user's domain signs in"),

	FEDERATION_METADATA(Stage.FEDERATION_METADATA, "the request for the federation metadata"),

	WS_TRUST(Stage.WS_TRUST, "the exchange of the Kerberos ticket for an assertion"),

	TOKEN(Stage.TOKEN, "the request for the token"),

	DEVICE_CODE(Stage.FALLBACK, "the request for a device code"),

	DEVICE_TOKEN(Stage.FALLBACK, "the question whether the user has signed in");

	private final Stage stage;

	private final String description;

	ProtocolStep(Stage stage, String description) {
		this.stage = stage;
		this.description = description;
	}

	/**
	 * Whether an answer holds for a while, and for every sign-in of the same user.
	 */
	boolean isRemembered() {
		return this == USER_REALM || this == FEDERATION_METADATA;
	}

	Stage stage() {
		return this.stage;
	}

	String description() {
		return this.description;
	}

}
