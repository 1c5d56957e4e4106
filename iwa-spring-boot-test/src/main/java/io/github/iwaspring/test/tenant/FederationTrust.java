/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.test.tenant;

import java.net.URI;
import java.security.PublicKey;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What Entra ID knows about the AD FS of the federated domain, or about its own WS-Trust.
 *
 * @param issuer the issuer of its assertions
 * @param signingKey the key that verifies their signatures
 * @param metadata the address of its federation metadata
 * @param activeAuthentication the address for clients that do not read the metadata
 * @param audience the audience that its assertions must have
 * @param desktopSso the tokens of Seamless SSO, or {@code null} for AD FS
 */
public record FederationTrust(String issuer, Supplier<PublicKey> signingKey, URI metadata, URI activeAuthentication,
		String audience, @Nullable DesktopSsoTokens desktopSso) {

	/**
	 * The audience of assertions for Entra ID in the public cloud.
	 */
	public static final String AUDIENCE = "urn:federation:MicrosoftOnline";

	/**
	 * Creates the trust in an AD FS.
	 * @param issuer the issuer of its assertions
	 * @param signingKey the key that verifies their signatures
	 * @param metadata the address of its federation metadata
	 * @param activeAuthentication the address for clients that do not read the metadata
	 * @param audience the audience that its assertions must have
	 */
	public FederationTrust(String issuer, Supplier<PublicKey> signingKey, URI metadata, URI activeAuthentication,
			String audience) {
		this(issuer, signingKey, metadata, activeAuthentication, audience, null);
	}

}
