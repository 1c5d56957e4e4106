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

package io.github.iwaspring.test.api;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.ManualSignIn;
import io.github.iwaspring.test.SwitchedClock;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProtectedApi}, over HTTP.
 */
class ProtectedApiTests {

	private final SwitchedClock clock = new SwitchedClock();

	private EmbeddedDirectory directory;

	private ManualSignIn alice;

	@BeforeEach
	void start() {
		this.directory = EmbeddedDirectory.start((options) -> options.clock(this.clock));
		this.alice = new ManualSignIn(this.directory, User.ALICE);
	}

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void callReturnsTheUser() throws Exception {
		String token = this.alice.accessToken();
		assertThat(this.alice.call("/me", token).body()).contains("alice@contoso.com", "Alice Adams");
		assertThat(this.alice.call("/users", token).body())
			.contains("\"value\"", User.BOB.upn(), User.BOB.displayName())
			.doesNotContain(User.OLGA.upn());
		assertThat(this.alice.call("/orders", token).body()).startsWith("[").contains("Coffee beans");
	}

	@Test
	void callWithoutTokenGetsChallengeWithoutError() {
		HttpResponse<String> response = this.alice.http().get(this.directory.apiUrl().resolve("/me"));
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
	}

	@Test
	void callWhenAnotherAudienceThenRefuses() throws Exception {
		Map<String, String> form = this.alice.assertionForm(this.alice.assertion());
		form.put("scope", Resource.INVOICES.defaultScope());
		String token = (String) ManualSignIn.json(this.alice.token(form)).get("access_token");
		assertRefused(token, "audience");
	}

	@Test
	void callWhenIdTokenThenRefuses() throws Exception {
		assertRefused((String) this.alice.tokens().get("id_token"), "audience");
	}

	@Test
	void callWhenTokenExpiredThenRefuses() throws Exception {
		String token = this.alice.accessToken();
		this.clock.move(Duration.ofMinutes(59));
		assertThat(this.alice.call("/me", token).statusCode()).isEqualTo(200);
		this.clock.move(Duration.ofMinutes(1));
		assertRefused(token, "Expired");
	}

	@Test
	void callWhenTokenNotYetValidThenRefuses() throws Exception {
		String token = this.alice.accessToken();
		this.clock.move(Duration.ofMinutes(-10));
		assertRefused(token, "before use");
	}

	@Test
	void callWhenTokenModifiedOrMalformedThenRefuses() throws Exception {
		String token = this.alice.accessToken();
		int signature = token.lastIndexOf('.') + 1;
		char other = (token.charAt(signature) != 'A') ? 'A' : 'B';
		assertRefused(token.substring(0, signature) + other + token.substring(signature + 1), "not signed");
		assertRefused("made-up", "not signed");
		assertRefused("eyJhbGciOiJub25lIn0.e30.", "not signed");
	}

	@Test
	void callWhenTokenOfAnotherDirectoryThenRefuses() throws Exception {
		try (EmbeddedDirectory other = EmbeddedDirectory.start()) {
			assertRefused(new ManualSignIn(other, User.ALICE).accessToken(), "not signed");
		}
	}

	@Test
	void callWhenTokenRevokedThenRefusesUntilNewToken() throws Exception {
		String token = this.alice.accessToken();
		this.directory.revokeAccessTokens();
		assertRefused(token, "revoked");
		assertThat(this.alice.call("/me", this.alice.accessToken()).statusCode()).isEqualTo(200);
	}

	@Test
	void callWhenRequiredClaimsMissingThenChallenges() throws Exception {
		String claims = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";
		String token = this.alice.accessToken();
		this.directory.api().demandClaims(claims);
		assertChallenged(token, claims);
		assertThat(this.alice.call("/me", withClaims(claims)).statusCode()).isEqualTo(200);
		assertChallenged(withClaims(claims.replace("c1", "c2")), claims);
	}

	@Test
	void callWhenTokenRevokedAndChallengesEnabledThenChallenges() throws Exception {
		String token = this.alice.accessToken();
		this.directory.api().challengeRevokedTokens();
		this.directory.revokeAccessTokens();
		assertChallenged(token, "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\""
				+ this.clock.instant().getEpochSecond() + "\"}}}");
		assertThat(this.alice.call("/me", this.alice.accessToken()).statusCode()).isEqualTo(200);
		assertRefused("made-up", "not signed");
	}

	private String withClaims(String claims) throws Exception {
		Map<String, String> form = this.alice.assertionForm(this.alice.assertion());
		form.put("claims", claims);
		return (String) ManualSignIn.json(this.alice.token(form)).get("access_token");
	}

	private void assertChallenged(String token, String claims) {
		HttpResponse<String> response = this.alice.call("/me", token);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
			.isEqualTo("Bearer realm=\"\", authorization_uri=\""
					+ this.directory.authority().resolve("/common/oauth2/authorize")
					+ "\", error=\"insufficient_claims\", claims=\""
					+ Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "\"");
	}

	private void assertRefused(String token, String description) {
		HttpResponse<String> response = this.alice.call("/me", token);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
			.startsWith("Bearer error=\"invalid_token\", error_description=\"")
			.containsIgnoringCase(description);
	}

}
