package io.github.iwaspring.test.http;

/**
 * One of the servers of the embedded directory, each on a port of its own.
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
