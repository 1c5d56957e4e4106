package io.github.iwaspring.test.http;

/**
 * A step on the way to an answer of the protected API, as seen by the directory.
 */
public enum Hop {

	/**
	 * Instance discovery at Entra ID.
	 */
	INSTANCE_DISCOVERY,

	/**
	 * The look-up at Entra ID that says where a user is authenticated.
	 */
	USER_REALM,

	/**
	 * The WS-Trust metadata of AD FS.
	 */
	METADATA,

	/**
	 * The exchange of a Kerberos ticket for an assertion at AD FS. The only hop that may
	 * see a ticket.
	 */
	WS_TRUST,

	/**
	 * The token endpoint of Entra ID.
	 */
	TOKEN,

	/**
	 * The authorization endpoint of Entra ID, where a sign-in in a browser begins.
	 */
	AUTHORIZE,

	/**
	 * The endpoint of Entra ID that hands out device codes.
	 */
	DEVICE_CODE,

	/**
	 * The pages on which a person signs in at Entra ID, or types the code of a device.
	 */
	SIGN_IN_PAGE,

	/**
	 * The OpenID configuration of the tenant.
	 */
	OPENID_CONFIGURATION,

	/**
	 * The keys that access tokens are signed with.
	 */
	KEYS,

	/**
	 * A call of the protected API.
	 */
	API,

	/**
	 * A request that no origin has an answer for.
	 */
	OTHER

}
