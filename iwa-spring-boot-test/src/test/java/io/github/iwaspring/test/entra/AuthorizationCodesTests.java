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

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.test.CodeFlow;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.ManualSignIn;
import io.github.iwaspring.test.SwitchedClock;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AuthorizationCodes}, at the token endpoint.
 */
class AuthorizationCodesTests {

	private static final SwitchedClock CLOCK = new SwitchedClock();

	private static EmbeddedDirectory directory;

	private final CodeFlow client = new CodeFlow(directory);

	private final ManualSignIn http = new ManualSignIn(directory, User.ALICE);

	@BeforeAll
	static void start() {
		directory = EmbeddedDirectory.start((options) -> options.clock(CLOCK));
	}

	@AfterAll
	static void stop() {
		directory.close();
	}

	@Test
	void codeReturnsTokens() {
		Map<String, Object> tokens = ManualSignIn
			.json(this.http.token(this.client.tokenForm(this.client.code("bob@contoso.com"))));
		assertThat(tokens).containsKeys("refresh_token", "id_token", "client_info")
			.containsEntry("token_type", "Bearer");
		assertThat(this.http.call("/me", (String) tokens.get("access_token")).body()).contains("bob@contoso.com");
		assertThat(this.http.token(this.http.refreshForm((String) tokens.get("refresh_token"))).statusCode())
			.isEqualTo(200);
	}

	@Test
	void codeWhenTokenRequestHasNoScopesThenUsesThoseOfTheSignIn() {
		Map<String, String> form = this.client.tokenForm(this.client.code("alice@contoso.com"));
		form.remove("scope");
		assertThat((String) ManualSignIn.json(this.http.token(form)).get("scope")).contains("api://orders/Orders.Read");
	}

	@Test
	void codeIsValidOnce() {
		Map<String, String> form = this.client.tokenForm(this.client.code("alice@contoso.com"));
		assertThat(this.http.token(form).statusCode()).isEqualTo(200);
		assertRefused(form, "invalid_grant", 54005);
	}

	@Test
	void codeIsValidForTenMinutes() {
		Map<String, String> form = this.client.tokenForm(this.client.code("alice@contoso.com"));
		CLOCK.move(Duration.ofMinutes(10));
		assertRefused(form, "invalid_grant", 70008);
		form = this.client.tokenForm(this.client.code("alice@contoso.com"));
		CLOCK.move(Duration.ofMinutes(10).minusSeconds(1));
		assertThat(this.http.token(form).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "code, made-up, invalid_grant, 70000", "code, '', invalid_request, 900144",
			"code_verifier, dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl, invalid_grant, 501481",
			"code_verifier, E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM, invalid_grant, 501481",
			"code_verifier, '', invalid_request, 900144", "redirect_uri, http://localhost:49153, invalid_grant, 500112",
			"redirect_uri, http://localhost:49152/, invalid_grant, 500112", "redirect_uri, '', invalid_request, 900144",
			"client_id, 8a1c0000-0000-0000-0000-000000000000, unauthorized_client, 700016" })
	void codeIsValidOnlyForItsRequest(String field, String value, String error, int number) {
		Map<String, String> form = this.client.tokenForm(this.client.code("alice@contoso.com"));
		Map<String, String> wrong = this.client.tokenForm(form.get("code"));
		wrong.put(field, value);
		assertRefused(wrong, error, number);
		assertThat(this.http.token(form).statusCode()).isEqualTo(200);
	}

	@Test
	void codeIsValidOnlyForItsClient() throws Exception {
		AuthorizationCodes codes = new AuthorizationCodes(CLOCK);
		AuthorizationRequest request = new AuthorizationRequest("client",
				Redirection.of(Map.of("redirect_uri", CodeFlow.REDIRECT_URI)),
				RequestedScopes.parse("api://orders/.default"), this.client.request().get("code_challenge"), "", false,
				codes);
		SignedIn alice = new SignedIn(User.ALICE, false, request.scopes());
		Map<String, String> form = this.client.tokenForm(codes.issue(request, alice));
		assertThatExceptionOfType(EntraError.class).isThrownBy(() -> codes.redeem("another", form))
			.withMessageStartingWith("AADSTS70000:");
		assertThat(codes.redeem("client", form)).isEqualTo(alice);
	}

	private void assertRefused(Map<String, String> form, String error, int number) {
		HttpResponse<String> response = this.http.token(form);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(ManualSignIn.json(response)).containsEntry("error", error)
			.containsEntry("error_codes", List.of((long) number))
			.doesNotContainKey("access_token");
	}

}
