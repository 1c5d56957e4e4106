package io.github.iwaspring.test.entra;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Route;
import io.github.iwaspring.test.pki.KeyMaterial;
import io.github.iwaspring.test.tenant.FederationTrust;
import io.github.iwaspring.test.tenant.Tenant;

/**
 * Microsoft Entra ID, as far as signing in goes.
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

	/**
	 * Creates the server's rules; it has no port of its own.
	 * @param origin the address of its origin
	 * @param tenant the one tenant
	 * @param trust the AD FS that its domain is federated with
	 * @param signing the RSA key to sign tokens with
	 * @param clock tells the time
	 * @param tokenLifetime how long access tokens live
	 * @param timing the times of device codes
	 */
	public EntraServer(URI origin, Tenant tenant, FederationTrust trust, Supplier<KeyMaterial> signing, Clock clock,
			Duration tokenLifetime, DeviceCodeTiming timing) {
		Policies policies = new Policies();
		this.issuer = new TokenIssuer(tenant, origin + "/" + tenant.id() + "/v2.0", signing, clock, tokenLifetime);
		this.refreshTokens = new RefreshGrant(clock);
		this.userRealm = new UserRealm(tenant, trust);
		this.discovery = new Discovery(origin, tenant, this.issuer);
		this.deviceCodes = new DeviceCodes(tenant, policies, timing, clock);
		this.deviceCodeEndpoint = new DeviceCodeEndpoint(origin, tenant, this.deviceCodes, timing, clock);
		this.signIn = new SignInPage(tenant, policies);
		AuthorizationCodes codes = new AuthorizationCodes(clock);
		this.authorize = new AuthorizeEndpoint(tenant, codes, this.signIn);
		this.deviceLogin = new DeviceLoginPage(this.deviceCodes, this.signIn);
		Grants grants = new Grants(new AssertionGrant(tenant, trust, clock), this.refreshTokens, codes,
				this.deviceCodes);
		this.tokenEndpoint = new TokenEndpoint(tenant, grants, this.refreshTokens, policies, this.issuer, clock);
	}

	/**
	 * What this server answers.
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
	 * The issuer of all tokens.
	 * @return the issuer
	 */
	public String issuer() {
		return this.issuer.issuer();
	}

	/**
	 * The keys that tokens are verified with.
	 * @return the public keys
	 */
	public JWKSet publicKeys() {
		return this.issuer.publicKeys();
	}

	/**
	 * The device codes that are handed out.
	 * @return the codes
	 */
	public DeviceCodes deviceCodes() {
		return this.deviceCodes;
	}

	/**
	 * Whether an access token has not been revoked.
	 * @param tokenId the token's {@code uti} claim
	 * @return whether it is live
	 */
	public boolean isLive(String tokenId) {
		return this.issuer.isLive(tokenId);
	}

	/**
	 * Has the user realm name other WS-Trust metadata.
	 * @param metadata the address to name
	 */
	public void announceMetadata(URI metadata) {
		this.userRealm.announce(metadata);
	}

	/**
	 * Changes how long the access tokens live that are issued from now on.
	 * @param lifetime the lifetime, in whole seconds
	 */
	public void tokenLifetime(Duration lifetime) {
		this.issuer.lifetime(lifetime);
	}

	/**
	 * Revokes all access tokens that were issued so far.
	 */
	public void revokeAccessTokens() {
		this.issuer.revokeAll();
	}

	/**
	 * Has all refresh tokens expire that were issued so far.
	 */
	public void expireRefreshTokens() {
		this.refreshTokens.expireAll();
	}

}
