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

package io.github.iwaspring.test.entra;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Route;
import io.github.iwaspring.test.pki.KeyMaterial;
import io.github.iwaspring.test.tenant.FederationTrust;
import io.github.iwaspring.test.tenant.Tenant;

/**
 * Microsoft Entra ID, limited to what a sign-in needs.
 */
public final class EntraServer {

	private final TokenIssuer issuer;

	private final RefreshGrant refreshTokens;

	private final UserRealm userRealm;

	private final Discovery discovery;

	private final TokenEndpoint tokenEndpoint;

	private final DeviceCodes deviceCodes;

	private final DeviceCodeEndpoint deviceCodeEndpoint;

	private final AuthorizeEndpoint authorize;

	private final DeviceLoginPage deviceLogin;

	private final SignInPage signIn;

	private final Duration tokenLifetime;

	private final URI metadata;

	private final Policies policies = new Policies();

	/**
	 * Creates the server, without a port.
	 * @param origin the address of its origin
	 * @param tenant the only tenant
	 * @param trust the AD FS that the tenant's domains are federated with
	 * @param signing the RSA key to sign tokens with
	 * @param clock the clock
	 * @param tokenLifetime the lifetime of access tokens
	 * @param timing the interval and the lifetime of device codes
	 * @param listener the listener for issued access tokens
	 */
	public EntraServer(URI origin, Tenant tenant, FederationTrust trust, Supplier<KeyMaterial> signing, Clock clock,
			Duration tokenLifetime, DeviceCodeTiming timing, Consumer<IssuedToken> listener) {
		this.tokenLifetime = tokenLifetime;
		this.metadata = trust.metadata();
		this.issuer = new TokenIssuer(tenant, origin + "/" + tenant.id() + "/v2.0", signing, clock, tokenLifetime);
		this.refreshTokens = new RefreshGrant(clock);
		this.userRealm = new UserRealm(tenant, trust);
		this.discovery = new Discovery(origin, tenant, this.issuer);
		this.deviceCodes = new DeviceCodes(tenant, this.policies, timing, clock);
		this.deviceCodeEndpoint = new DeviceCodeEndpoint(origin, tenant, this.deviceCodes, timing, clock);
		this.signIn = new SignInPage(tenant, this.policies);
		AuthorizationCodes codes = new AuthorizationCodes(clock);
		this.authorize = new AuthorizeEndpoint(tenant, codes, this.signIn);
		this.deviceLogin = new DeviceLoginPage(this.deviceCodes, this.signIn);
		Grants grants = new Grants(new AssertionGrant(tenant, trust, clock), this.refreshTokens, codes,
				this.deviceCodes);
		this.tokenEndpoint = new TokenEndpoint(tenant, grants, this.refreshTokens, this.policies, this.issuer, clock,
				listener);
	}

	/**
	 * Returns the routes of this server.
	 * @return the routes
	 */
	public List<Route> routes() {
		return List.of(Route.of(Hop.USER_REALM, "GET", "/common/userrealm/[^/]+", this.userRealm),
				Route.of(Hop.INSTANCE_DISCOVERY, "GET", "/common/discovery/instance", this.discovery::instance),
				Route.of(Hop.OPENID_CONFIGURATION, "GET", "/[^/]+/v2\\.0/\\.well-known/openid-configuration",
						this.discovery::openIdConfiguration),
				Route.of(Hop.KEYS, "GET", "/[^/]+/discovery/v2\\.0/keys", this.discovery::keys),
				Route.of(Hop.TOKEN, "POST", "/[^/]+/oauth2/v2\\.0/token", this.tokenEndpoint),
				Route.of(Hop.AUTHORIZE, "GET", "/[^/]+/oauth2/v2\\.0/authorize", this.authorize),
				Route.of(Hop.DEVICE_CODE, "POST", "/[^/]+/oauth2/v2\\.0/devicecode", this.deviceCodeEndpoint),
				Route.of(Hop.SIGN_IN_PAGE, "GET", DeviceLoginPage.PATH, this.deviceLogin::show),
				Route.of(Hop.SIGN_IN_PAGE, "POST", DeviceLoginPage.PATH, this.deviceLogin),
				Route.of(Hop.SIGN_IN_PAGE, "POST", SignInPage.PATH, this.signIn));
	}

	/**
	 * Returns the issuer of all tokens.
	 * @return the issuer
	 */
	public String issuer() {
		return this.issuer.issuer();
	}

	/**
	 * Returns the keys that verify tokens.
	 * @return the public keys
	 */
	public JWKSet publicKeys() {
		return this.issuer.publicKeys();
	}

	/**
	 * Returns the device codes.
	 * @return the codes
	 */
	public DeviceCodes deviceCodes() {
		return this.deviceCodes;
	}

	/**
	 * Returns whether an access token was not revoked.
	 * @param tokenId the token's {@code uti} claim
	 * @return whether it was not revoked
	 */
	public boolean isLive(String tokenId) {
		return this.issuer.isLive(tokenId);
	}

	/**
	 * Makes the user realm name another address for the federation metadata.
	 * @param metadata the address
	 */
	public void announceMetadata(URI metadata) {
		this.userRealm.announce(metadata);
	}

	/**
	 * Changes the lifetime of access tokens issued from now on.
	 * @param lifetime the lifetime, in whole seconds
	 */
	public void tokenLifetime(Duration lifetime) {
		this.issuer.lifetime(lifetime);
	}

	/**
	 * Revokes all access tokens issued so far.
	 */
	public void revokeAccessTokens() {
		this.issuer.revokeAll();
	}

	/**
	 * Expires all refresh tokens issued so far.
	 */
	public void expireRefreshTokens() {
		this.refreshTokens.expireAll();
	}

	/**
	 * Sets back the lifetime of access tokens, the address of the federation metadata,
	 * consent and changed passwords, and forgets device codes.
	 */
	public void reset() {
		tokenLifetime(this.tokenLifetime);
		announceMetadata(this.metadata);
		this.policies.reset();
		this.deviceCodes.reset();
	}

}
