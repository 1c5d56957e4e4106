package io.github.iwaspring.test.tenant;

import java.net.URI;
import java.security.PublicKey;
import java.util.function.Supplier;

/**
 * What Entra ID knows about the AD FS of the federated domain.
 *
 * @param issuer the issuer of its assertions
 * @param signingKey the key that their signatures must verify with
 * @param metadata the address of its WS-Trust metadata
 * @param activeAuthentication the address for clients that read no metadata
 * @param audience whom its assertions must be for
 */
public record FederationTrust(String issuer, Supplier<PublicKey> signingKey, URI metadata, URI activeAuthentication,
		String audience) {

	/**
	 * The audience of assertions for Entra ID in the public cloud.
	 */
	public static final String AUDIENCE = "urn:federation:MicrosoftOnline";

}
