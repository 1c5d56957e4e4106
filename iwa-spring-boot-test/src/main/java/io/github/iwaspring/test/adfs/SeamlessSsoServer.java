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

package io.github.iwaspring.test.adfs;

import java.net.URI;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.github.iwaspring.test.adfs.SamlIssuer.Assertion;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;
import io.github.iwaspring.test.http.Route;
import io.github.iwaspring.test.kerberos.SpnegoAcceptor;
import io.github.iwaspring.test.kerberos.SpnegoAcceptor.Accepted;
import io.github.iwaspring.test.tenant.DesktopSsoTokens;
import io.github.iwaspring.test.tenant.FederationTrust;
import io.github.iwaspring.test.tenant.Tenant;
import io.github.iwaspring.test.tenant.User;
import org.jspecify.annotations.Nullable;

/**
 * Entra ID's own WS-Trust, which takes Kerberos tickets of tenants with Seamless SSO in
 * place of AD FS. The real one is not documented: its paths, its faults and its
 * assertion, an unsigned one around an opaque token, follow public tools that use it.
 */
public final class SeamlessSsoServer {

	/**
	 * The name of its host, which has to lead to this machine.
	 */
	public static final String HOST = "autologon.microsoftazuread-sso.com";

	private static final String ADFS_PATH = "/adfs/services/trust/";

	private static final String PATH = "/[^/]+/winauth/trust/";

	private static final String ASSERTION = """
			<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion"><DesktopSsoToken>%s</DesktopSsoToken>\
			</saml:Assertion>""";

	private final URI origin;

	private final String domain;

	private final EnumSet<WsTrustVersion> versions;

	private final String audience;

	private final DesktopSsoTokens tokens = new DesktopSsoTokens();

	private final SecureRandom random = new SecureRandom();

	private final String requestId = "?client-request-id=" + UUID.randomUUID();

	/**
	 * Creates the server, without a port.
	 * @param origin the address of its origin
	 * @param domain the domain of the tenant
	 * @param versions the enabled versions of WS-Trust
	 * @param audience the audience that requests have to name
	 */
	public SeamlessSsoServer(URI origin, String domain, Set<WsTrustVersion> versions, String audience) {
		this.origin = origin;
		this.domain = domain;
		this.versions = EnumSet.copyOf(versions);
		this.audience = audience;
	}

	/**
	 * Returns what the user realm and the token endpoint have to know of this server.
	 * @return the trust, without a key
	 */
	public FederationTrust trust() {
		return new FederationTrust("", SeamlessSsoServer::noKey, URI.create(address(ADFS_PATH + "mex")),
				URI.create(address(ADFS_PATH + "2005/usernamemixed")), this.audience, this.tokens);
	}

	private static PublicKey noKey() {
		throw new IllegalStateException("Assertions of Seamless SSO are not signed");
	}

	private String address(String adfsPath) {
		return this.origin + adfsPath.replace(ADFS_PATH, "/" + this.domain + "/winauth/trust/") + this.requestId;
	}

	/**
	 * Returns the routes of this server.
	 * @param tenant the tenant with the users
	 * @param acceptor the acceptor of their tickets
	 * @param clock the clock for the time of issue
	 * @return the routes
	 */
	public List<Route> routes(Tenant tenant, SpnegoAcceptor acceptor, Clock clock) {
		List<Route> routes = new ArrayList<>();
		String metadata = new FederationMetadata(this.versions, this::address).text();
		routes.add(Route.of(Hop.METADATA, "GET", PATH + "mex",
				(request) -> Reply.of(200, "text/xml; charset=utf-8", metadata)));
		for (WsTrustVersion version : this.versions) {
			routes.add(Route.of(Hop.WS_TRUST, "POST", version.windowsTransportPath().replace(ADFS_PATH, PATH),
					(request) -> respond(version, request, tenant, acceptor, clock.instant())));
		}
		return routes;
	}

	private Reply respond(WsTrustVersion version, Request request, Tenant tenant, SpnegoAcceptor acceptor,
			Instant now) {
		String authorization = request.header("Authorization");
		if (authorization == null) {
			return Reply.challenge();
		}
		Accepted client = WsTrustEndpoint.authenticate(acceptor, authorization);
		if (client == null) {
			return Reply.desktopSsoFault(81004, "Kerberos authentication attempt failed.");
		}
		return WsTrustEndpoint.withProof(issue(version, request, tenant.userOfPrincipal(client.principal()), now),
				client);
	}

	private Reply issue(WsTrustVersion version, Request request, @Nullable User user, Instant now) {
		try {
			SoapEnvelope envelope = SoapEnvelope.read(version, request.body());
			envelope.check(address(version.windowsTransportPath()), this.audience);
			if (user == null || user.standing() == User.Standing.ON_PREMISES_ONLY) {
				return Reply.desktopSsoFault(81011,
						"Unable to find user object based on information in the user's Kerberos ticket.");
			}
			byte[] secret = new byte[96];
			this.random.nextBytes(secret);
			Instant issued = now.truncatedTo(ChronoUnit.MILLIS);
			Assertion assertion = new Assertion("", SamlVersion.V1_1, issued, issued.plus(1, ChronoUnit.HOURS),
					ASSERTION.formatted(this.tokens.issue(user, secret)));
			return Reply.of(200, SoapEnvelope.CONTENT_TYPE,
					WsTrustEndpoint.response(version, assertion, this.audience, envelope.messageId()));
		}
		catch (AdfsError error) {
			return Reply.desktopSsoFault(90023, "The request is not valid.");
		}
	}

}
