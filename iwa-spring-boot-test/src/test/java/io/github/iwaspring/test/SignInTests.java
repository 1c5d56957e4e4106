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

package io.github.iwaspring.test;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.iwaspring.test.adfs.WsTrustVersion;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Origin;
import io.github.iwaspring.test.http.RecordedRequest;
import io.github.iwaspring.test.kerberos.TicketRequest;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a whole sign-in at {@link EmbeddedDirectory}, one protocol step after the
 * other.
 */
class SignInTests {

	private static EmbeddedDirectory directory;

	@BeforeAll
	static void start() {
		directory = EmbeddedDirectory.start();
	}

	@AfterAll
	static void stop() {
		directory.close();
	}

	@BeforeEach
	void clearLog() {
		directory.log().clear();
	}

	@Test
	void signInLeadsFromTicketToResponseOfApi() throws Exception {
		ManualSignIn alice = new ManualSignIn(directory, User.ALICE);
		assertThat(alice.userRealm("alice@contoso.com")).containsEntry("account_type", "Federated")
			.containsEntry("federation_protocol", "WSTrust")
			.containsEntry("federation_metadata_url", directory.metadataUrl().toString())
			.containsEntry("cloud_audience_urn", "urn:federation:MicrosoftOnline");
		assertThat(alice.metadata()).contains("/adfs/services/trust/13/windowstransport");
		HttpResponse<String> me = alice.call("/me", alice.accessToken());
		assertThat(me.statusCode()).isEqualTo(200);
		assertThat(ManualSignIn.json(me)).containsEntry("upn", "alice@contoso.com")
			.containsEntry("name", "Alice Adams");
		assertThat(directory.log().hops()).containsExactly(Hop.USER_REALM, Hop.METADATA, Hop.WS_TRUST, Hop.TOKEN,
				Hop.API);
	}

	@Test
	void logHasSchemesConnectionsAndTicketsButNoSecrets() throws Exception {
		ManualSignIn alice = new ManualSignIn(directory, User.ALICE);
		alice.userRealm("alice@contoso.com");
		alice.metadata();
		String accessToken = alice.accessToken();
		alice.call("/orders", accessToken);
		assertThat(directory.log().requests()).extracting(RecordedRequest::authorizationScheme)
			.containsExactly(null, null, "Negotiate", null, "Bearer");
		assertThat(directory.log().requests(Hop.API).get(0).headerNames()).contains("authorization", "host");
		assertThat(directory.log().requests().toString()).doesNotContain(accessToken);
		assertThat(List.of(Origin.values()))
			.allSatisfy((origin) -> assertThat(directory.log().connections(origin)).isOne());
		assertThat(directory.log().tickets(TicketRequest.Kind.AUTHENTICATION)).isZero();
		assertThat(directory.log().tickets(TicketRequest.Kind.SERVICE_TICKET)).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void assertionIsAboutThePrincipalInEachVersionOfWsTrust(WsTrustVersion version) throws Exception {
		ManualSignIn jane = new ManualSignIn(directory, User.JANE);
		HttpResponse<String> response = jane.wsTrust(version, "Authorization", jane.ticket().authorization());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(ManualSignIn.assertion(response)).contains("jane.doe@contoso.com")
			.contains(User.JANE.immutableId())
			.doesNotContain("jdoe");
	}

	@Test
	void signInWhenUserOfTrustedRealmThenTokenNamesTheAccount() throws Exception {
		ManualSignIn jane = new ManualSignIn(directory, User.JANE);
		assertThat(jane.call("/me", jane.accessToken()).body()).contains("jane.doe@contoso.com");
		assertThat(directory.log().ticketRequests()).extracting(TicketRequest::realm)
			.containsExactly("CORP.LOCAL", "CONTOSO.COM");
	}

	@ParameterizedTest
	@MethodSource
	void signInWhenNamesAreSimilarThenTokenNamesTheRightUser(User user) throws Exception {
		ManualSignIn signIn = new ManualSignIn(directory, user);
		assertThat(ManualSignIn.json(signIn.call("/me", signIn.accessToken()))).containsEntry("upn", user.upn())
			.containsEntry("oid", user.objectId().toString());
		assertThat(signIn.userRealm(user.upn())).containsEntry("account_type", "Federated");
	}

	static List<User> signInWhenNamesAreSimilarThenTokenNamesTheRightUser() {
		return List.of(User.AL, User.OTHER_ALICE, User.OTHER_BOB);
	}

	@Test
	void tokenResponseHasAllMembers() throws Exception {
		Map<String, Object> tokens = new ManualSignIn(directory, User.ALICE).tokens();
		assertThat(tokens).containsEntry("token_type", "Bearer")
			.containsEntry("expires_in", 3600L)
			.containsKeys("refresh_token", "ext_expires_in");
		assertThat((String) tokens.get("scope")).contains("api://orders/.default", "api://orders/Orders.Read");
		byte[] clientInfo = Base64.getUrlDecoder().decode((String) tokens.get("client_info"));
		assertThat(JSONObjectUtils.parse(new String(clientInfo, StandardCharsets.UTF_8)))
			.containsEntry("uid", User.ALICE.objectId().toString())
			.containsEntry("utid", directory.tenantId());
		JWTClaimsSet idToken = SignedJWT.parse((String) tokens.get("id_token")).getJWTClaimsSet();
		assertThat(idToken.getAudience()).containsExactly(directory.clientId());
		assertThat(idToken.getStringClaim("preferred_username")).isEqualTo("alice@contoso.com");
	}

	@Test
	void accessTokenIsSignedWithThePublishedKey() throws Exception {
		ManualSignIn alice = new ManualSignIn(directory, User.ALICE);
		SignedJWT token = SignedJWT.parse(alice.accessToken());
		Map<String, Object> configuration = ManualSignIn.json(
				alice.http().get(directory.authority().resolve("/contoso.com/v2.0/.well-known/openid-configuration")));
		JWKSet keys = JWKSet.parse(alice.http().get(URI.create((String) configuration.get("jwks_uri"))).body());
		RSAKey key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
		assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
		assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(configuration.get("issuer"));
		assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(Resource.ORDERS.id().toString());
		assertThat(token.getJWTClaimsSet().getExpirationTime()).isAfter(Instant.now().plusSeconds(3000));
	}

	@Test
	void refreshReturnsNewAccessTokenAndNewRefreshToken() throws Exception {
		ManualSignIn alice = new ManualSignIn(directory, User.ALICE);
		Map<String, Object> first = alice.tokens();
		Map<String, Object> second = ManualSignIn
			.json(alice.token(alice.refreshForm((String) first.get("refresh_token"))));
		assertThat(second.get("access_token")).isNotEqualTo(first.get("access_token"));
		assertThat(second.get("refresh_token")).isNotEqualTo(first.get("refresh_token"));
		assertThat(alice.call("/me", (String) second.get("access_token")).statusCode()).isEqualTo(200);
	}

	@Test
	void tenantIsNamedByDomainIdAndOrganizations() throws Exception {
		ManualSignIn alice = new ManualSignIn(directory, User.ALICE);
		String assertion = alice.assertion();
		assertThat(List.of("contoso.com", "CONTOSO.com", directory.tenantId(), "organizations"))
			.allSatisfy((tenant) -> assertThat(alice.token(tenant, alice.assertionForm(assertion)).statusCode())
				.isEqualTo(200));
	}

	@Test
	void userRealmTellsManagedUsersFromUnknownDomains() {
		ManualSignIn anybody = new ManualSignIn(directory, User.ALICE);
		assertThat(anybody.userRealm("MONA@contoso.com")).containsEntry("account_type", "Managed")
			.doesNotContainKey("federation_metadata_url");
		assertThat(anybody.userRealm("nobody@Contoso.com")).containsEntry("account_type", "Federated");
		assertThat(anybody.userRealm("alice@fabrikam.com")).containsEntry("account_type", "Unknown");
	}

	@Test
	void instanceDiscoveryNamesTheDirectory() {
		ManualSignIn anybody = new ManualSignIn(directory, User.ALICE);
		URI uri = directory.authority().resolve("/common/discovery/instance?api-version=1.1");
		assertThat(ManualSignIn.json(anybody.http().get(uri)).toString())
			.contains(directory.authority().getAuthority());
	}

}
