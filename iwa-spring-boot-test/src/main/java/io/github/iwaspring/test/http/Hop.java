package io.github.iwaspring.test.http;

/**
 * A protocol step on the way to a response of the protected API, as the directory sees
 * it.
 */
public enum Hop {

	/**
	 * Instance discovery at Entra ID.
	 */
	INSTANCE_DISCOVERY,

	/**
	 * The user realm look-up at Entra ID, which says where a user is authenticated.
	 */
	USER_REALM,

	/**
	 * The federation metadata of AD FS, read by WS-MetadataExchange.
	 */
	METADATA,

	/**
	 * The WS-Trust request to AD FS, which returns an assertion for a Kerberos ticket.
	 * The only step that may carry a ticket.
	 */
	WS_TRUST,

	/**
	 * The token endpoint of Entra ID.
	 */
	TOKEN,

	/**
	 * The authorization endpoint of Entra ID, where a sign-in in a browser starts.
	 */
	AUTHORIZE,

	/**
	 * The device authorization endpoint of Entra ID, which issues device codes.
	 */
	DEVICE_CODE,

	/**
	 * The pages of Entra ID on which a person signs in or enters a device code.
	 */
	SIGN_IN_PAGE,

	/**
	 * The OpenID configuration of the tenant.
	 */
	OPENID_CONFIGURATION,

	/**
	 * The public keys that verify access tokens.
	 */
	KEYS,

	/**
	 * A request to the protected API.
	 */
	API,

	/**
	 * A request to an unknown path.
	 */
	OTHER

}
