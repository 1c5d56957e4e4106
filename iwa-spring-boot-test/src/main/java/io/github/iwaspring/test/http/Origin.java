package io.github.iwaspring.test.http;

/**
 * A server of the embedded directory. Each has its own port.
 */
public enum Origin {

	/**
	 * Microsoft Entra ID.
	 */
	ENTRA,

	/**
	 * Active Directory Federation Services.
	 */
	ADFS,

	/**
	 * The protected API.
	 */
	API

}
