package io.github.iwaspring;

/**
 * Whether a ticket is bound to the TLS connection that carries it.
 */
public enum IwaChannelBinding {

	/**
	 * Where the provider supports it.
	 */
	AUTO,

	/**
	 * Never.
	 */
	NEVER,

	/**
	 * Always; an error where the provider does not support it.
	 */
	ALWAYS

}
