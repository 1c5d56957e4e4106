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
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Route;
import io.github.iwaspring.test.kerberos.SpnegoAcceptor;
import io.github.iwaspring.test.pki.KeyMaterial;
import io.github.iwaspring.test.tenant.FederationTrust;
import io.github.iwaspring.test.tenant.Tenant;

/**
 * Active Directory Federation Services of the federated domain.
 */
public final class FederationServer {

	private static final String METADATA_PATH = "/adfs/services/trust/mex";

	private final URI origin;

	private final EnumSet<WsTrustVersion> versions;

	private final SamlVersion saml;

	private final String audience;

	private final Supplier<KeyMaterial> signing;

	/**
	 * Creates the server, without a port.
	 * @param origin the address of its origin
	 * @param versions the enabled versions of WS-Trust
	 * @param saml the version of SAML that assertions are issued in
	 * @param audience the audience of assertions, which names Entra ID
	 * @param signing the key that assertions are signed with
	 */
	public FederationServer(URI origin, Set<WsTrustVersion> versions, SamlVersion saml, String audience,
			Supplier<KeyMaterial> signing) {
		this.origin = origin;
		this.versions = EnumSet.copyOf(versions);
		this.saml = saml;
		this.audience = audience;
		this.signing = signing;
	}

	/**
	 * Returns what Entra ID has to know to trust this server.
	 * @return the trust
	 */
	public FederationTrust trust() {
		return new FederationTrust("http://" + this.origin.getAuthority() + "/adfs/services/trust/",
				() -> this.signing.get().publicKey(), this.origin.resolve(METADATA_PATH),
				this.origin.resolve("/adfs/services/trust/2005/usernamemixed"), this.audience);
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
		String metadata = new FederationMetadata(this.versions, (path) -> this.origin.resolve(path).toString()).text();
		routes.add(Route.of(Hop.METADATA, "GET", METADATA_PATH,
				(request) -> Reply.of(200, "text/xml; charset=utf-8", metadata)));
		SamlIssuer issuer = new SamlIssuer(trust().issuer(), this.saml, this.signing, clock);
		for (WsTrustVersion version : EnumSet.complementOf(this.versions)) {
			routes.add(Route.of(Hop.WS_TRUST, "POST", version.windowsTransportPath(), (request) -> Reply.status(503)));
		}
		for (WsTrustVersion version : this.versions) {
			String path = version.windowsTransportPath();
			routes.add(Route.of(Hop.WS_TRUST, "POST", path, new WsTrustEndpoint(version,
					this.origin.resolve(path).toString(), tenant, acceptor, issuer, this.audience)));
			routes.add(Route.of(Hop.WS_TRUST, "POST", version.userNamePath(),
					(request) -> AdfsError.wrongPassword().reply()));
		}
		return routes;
	}

}
