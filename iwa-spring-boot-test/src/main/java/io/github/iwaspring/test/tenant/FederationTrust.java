package io.github.iwaspring.test.tenant;

import java.net.URI;
import java.security.PublicKey;
import java.util.function.Supplier;

/**
 * What Entra ID knows about the AD FS of the federated domain.
 *
 * @param issuer the issuer of its assertions
 * @param signingKey the key that verifies their signatures
 * @param metadata the address of its federation metadata
 * @param activeAuthentication the address for clients that do not read the metadata
 * @param audience the audience that its assertions must have
 */
public record FederationTrust(String issuer, Supplier<PublicKey> signingKey, URI metadata, URI activeAuthentication,
		String audience) {

	/**
	 * The audience of assertions for Entra ID in the public cloud.
	 */
	public static final String AUDIENCE = "urn:federation:MicrosoftOnline";

}
