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
import java.net.http.HttpResponse;
import java.util.Base64;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.ManualSignIn;
import io.github.iwaspring.test.kerberos.SpnegoClient;
import io.github.iwaspring.test.tenant.FederationTrust;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FederationServer}, over HTTP.
 */
class FederationServerTests {

	private static EmbeddedDirectory directory;

	@BeforeAll
	static void start() {
		directory = EmbeddedDirectory.start();
	}

	@AfterAll
	static void stop() {
		directory.close();
	}

	@Test
	void requestWithoutTicketGetsChallengeAlone() {
		HttpResponse<String> response = new ManualSignIn(directory, User.ALICE).wsTrust(WsTrustVersion.V1_3);
		assertChallenged(response);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Negotiate", "Negotiate !", "Negotiate AAAA", "Basic YWxpY2U6cGFzc3dvcmQ=",
			"NTLM TlRMTVNTUAABAAAA" })
	void requestWithOtherAuthorizationGetsChallenge(String authorization) {
		assertChallenged(
				new ManualSignIn(directory, User.ALICE).wsTrust(WsTrustVersion.V1_3, "Authorization", authorization));
	}

	@Test
	void requestWithReplayedTicketGetsChallenge() throws Exception {
		ManualSignIn alice = new ManualSignIn(directory, User.ALICE);
		String authorization = alice.ticket().authorization();
		assertThat(alice.wsTrust(WsTrustVersion.V1_3, "Authorization", authorization).statusCode()).isEqualTo(200);
		assertChallenged(alice.wsTrust(WsTrustVersion.V1_3, "Authorization", authorization));
		assertChallenged(alice.wsTrust(WsTrustVersion.FEBRUARY_2005, "Authorization", authorization));
	}

	@Test
	void responseHasTheProofOfTheService() throws Exception {
		ManualSignIn alice = new ManualSignIn(directory, User.ALICE);
		HttpResponse<String> response = alice.wsTrust(WsTrustVersion.V1_3, "Authorization",
				alice.ticket().authorization());
		String proof = response.headers().firstValue("WWW-Authenticate").orElseThrow();
		assertThat(proof).startsWith("Negotiate ");
		assertThat(Base64.getDecoder().decode(proof.substring("Negotiate ".length()))).isNotEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void requestWhenUserDeniedThenAccessDenied(WsTrustVersion version) throws Exception {
		ManualSignIn dave = new ManualSignIn(directory, User.DAVE);
		HttpResponse<String> response = dave.wsTrust(version, "Authorization", dave.ticket().authorization());
		assertFault(response, "RequestFailed", "MSIS3126");
	}

	@Test
	void requestWhenPrincipalUnknownThenAccessDenied() throws Exception {
		User carol = new User("carol@CONTOSO.COM", "carol@contoso.com", "Carol Clark", User.Standing.FEDERATED);
		try (EmbeddedDirectory other = EmbeddedDirectory.start((options) -> options.users(carol))) {
			String authorization = SpnegoClient.fromTicketCache(other.ticketCache(carol)).authorization();
			assertFault(new ManualSignIn(directory, User.ALICE).wsTrust(WsTrustVersion.V1_3, "Authorization",
					authorization), "RequestFailed", "MSIS3126");
		}
	}

	@Test
	void requestWhenRelyingPartyUnknownThenRefuses() throws Exception {
		assertFault(post("urn:federation:Somebody", ""), "InvalidScope", "ID3082");
	}

	@Test
	void requestOnBehalfOfAnotherUserIsRefused() throws Exception {
		assertFault(post(FederationTrust.AUDIENCE, "<t:OnBehalfOf><u>bob@contoso.com</u></t:OnBehalfOf>"),
				"InvalidRequest", "act for somebody else");
	}

	@Test
	void requestForAnotherAddressIsRefused() throws Exception {
		URI address = WsTrustRequests.address(directory.metadataUrl(), WsTrustVersion.V1_3);
		assertFault(postBody(WsTrustRequests.issue(WsTrustVersion.V1_3, "https://adfs.contoso.com" + address.getPath(),
				FederationTrust.AUDIENCE, "")), "InvalidRequest", "another address");
	}

	@Test
	void requestWithAnotherActionIsRefused() throws Exception {
		URI address = WsTrustRequests.address(directory.metadataUrl(), WsTrustVersion.V1_3);
		String cancel = WsTrustRequests.issue(WsTrustVersion.V1_3, address).replace("/RST/Issue", "/RST/Cancel");
		assertFault(postBody(cancel), "InvalidRequest", "action");
	}

	@Test
	void requestOfAnotherVersionIsRefused() throws Exception {
		URI address = WsTrustRequests.address(directory.metadataUrl(), WsTrustVersion.V1_3);
		assertFault(postBody(WsTrustRequests.issue(WsTrustVersion.FEBRUARY_2005, address)), "InvalidRequest",
				"no RequestSecurityToken");
	}

	@Test
	void requestWithDocumentTypeIsRefused() throws Exception {
		URI address = WsTrustRequests.address(directory.metadataUrl(), WsTrustVersion.V1_3);
		assertFault(postBody("<!DOCTYPE e [<!ENTITY x 'y'>]>" + WsTrustRequests.issue(WsTrustVersion.V1_3, address)),
				"InvalidRequest", "not XML");
	}

	@Test
	void requestWithPasswordIsRefused() {
		ManualSignIn alice = new ManualSignIn(directory, User.ALICE);
		URI address = directory.metadataUrl().resolve(WsTrustVersion.V1_3.userNamePath());
		assertFault(alice.http().post(address, "<e/>"), "FailedAuthentication", "ID3242");
	}

	@ParameterizedTest
	@EnumSource
	void metadataNamesOnlyEnabledVersions(WsTrustVersion version) throws Exception {
		try (EmbeddedDirectory restricted = EmbeddedDirectory.start((options) -> options.wsTrust(version))) {
			ManualSignIn alice = new ManualSignIn(restricted, User.ALICE);
			assertThat(alice.metadata()).contains(version.requestAction());
			for (WsTrustVersion other : WsTrustVersion.values()) {
				int status = alice.wsTrust(other, "Authorization", alice.ticket().authorization()).statusCode();
				assertThat(status).isEqualTo((other == version) ? 200 : 503);
			}
		}
	}

	private static HttpResponse<String> post(String audience, String more) throws Exception {
		String address = WsTrustRequests.address(directory.metadataUrl(), WsTrustVersion.V1_3).toString();
		return postBody(WsTrustRequests.issue(WsTrustVersion.V1_3, address, audience, more));
	}

	private static HttpResponse<String> postBody(String body) throws Exception {
		ManualSignIn alice = new ManualSignIn(directory, User.ALICE);
		return alice.http()
			.post(WsTrustRequests.address(directory.metadataUrl(), WsTrustVersion.V1_3), body, "Authorization",
					alice.ticket().authorization());
	}

	private static void assertChallenged(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Negotiate");
		assertThat(response.body()).doesNotContain("Assertion");
	}

	private static void assertFault(HttpResponse<String> response, String subcode, String reason) {
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).contains(":Fault>", subcode + "</s:Value>", reason).doesNotContain("Assertion");
	}

}
