package io.github.iwaspring.kerberos;

/**
 * Whether tickets are bound to the TLS connection that they travel on.
 */
public enum ChannelBindingMode {

	/**
	 * Where the provider can.
	 */
	AUTO,

	/**
	 * Not at all.
	 */
	NEVER,

	/**
	 * Always; an error where the provider cannot.
	 */
	ALWAYS

}
