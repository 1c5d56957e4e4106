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

import com.nimbusds.jwt.SignedJWT;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.ManualSignIn;
import io.github.iwaspring.test.SwitchedClock;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenEndpoint}, over HTTP.
 */
class TokenEndpointTests {

	private static EmbeddedDirectory directory;

	private final ManualSignIn alice = new ManualSignIn(directory, User.ALICE);

	@BeforeAll
	static void start() {
		directory = EmbeddedDirectory.start();
	}

	@AfterAll
	static void stop() {
		directory.close();
	}

	@Test
	void requestWhenTenantUnknownThenRefuses() {
		assertRefused(this.alice.token("fabrikam.com", this.alice.assertionForm("<a/>")), "invalid_request", 90002);
	}

	@ParameterizedTest
	@CsvSource({ "client_id, 8a1c0000-0000-0000-0000-000000000000, unauthorized_client, 700016",
			"grant_type, password, unsupported_grant_type, 70003", "grant_type, '', invalid_request, 900144",
			"assertion, '', invalid_request, 900144", "assertion, PGEvPg, invalid_grant, 50008",
			"claims, acrs, invalid_request, 9002313", "claims, [], invalid_request, 9002313",
			"scope, orders, invalid_scope, 70011", "scope, openid profile, invalid_scope, 70011",
			"scope, api://orders/Orders.Delete, invalid_scope, 70011",
			"scope, api://orders/.default api://invoices/.default, invalid_scope, 70011",
			"scope, api://payroll/.default, invalid_resource, 500011" })
	void requestWhenFieldInvalidThenRefuses(String field, String value, String error, int number) throws Exception {
		Map<String, String> form = this.alice.assertionForm(this.alice.assertion());
		form.put(field, value);
		assertRefused(this.alice.token(form), error, number);
	}

	@Test
	void requestWhenUserNotSynchronizedThenRefuses() throws Exception {
		ManualSignIn olga = new ManualSignIn(directory, User.OLGA);
		assertRefused(olga.token(olga.assertionForm(olga.assertion())), "invalid_grant", 50034);
	}

	@Test
	void requestWhenAssertionForgedThenRefuses() throws Exception {
		String forged = this.alice.assertion().replace(User.ALICE.immutableId(), User.BOB.immutableId());
		assertRefused(this.alice.token(this.alice.assertionForm(forged)), "invalid_grant", 50013);
	}

	@Test
	void requestWhenRefreshTokenUnknownOrExpiredThenRefuses() throws Exception {
		assertRefused(this.alice.token(this.alice.refreshForm("made-up")), "invalid_grant", 9002313);
		Map<String, String> form = this.alice.refreshForm((String) this.alice.tokens().get("refresh_token"));
		assertThat(this.alice.token(form).statusCode()).isEqualTo(200);
		directory.expireRefreshTokens();
		assertRefused(this.alice.token(form), "invalid_grant", 700082);
	}

	@Test
	void requestWithRefreshTokenReturnsTokenForAnotherResource() throws Exception {
		Map<String, String> form = this.alice.refreshForm((String) this.alice.tokens().get("refresh_token"));
		form.put("scope", Resource.INVOICES.defaultScope());
		String token = (String) ManualSignIn.json(this.alice.token(form)).get("access_token");
		assertThat(SignedJWT.parse(token).getJWTClaimsSet().getAudience())
			.containsExactly(Resource.INVOICES.id().toString());
	}

	@Test
	void tokenLifetimeFollowsTheOptions() throws Exception {
		try (EmbeddedDirectory other = EmbeddedDirectory
			.start((options) -> options.tokenLifetime(Duration.ofMinutes(5)))) {
			ManualSignIn bob = new ManualSignIn(other, User.BOB);
			assertThat(bob.tokens()).containsEntry("expires_in", 300L);
			other.tokenLifetime(Duration.ofMinutes(2));
			assertThat(bob.tokens()).containsEntry("expires_in", 120L);
		}
	}

	@Test
	void requestWhenAssertionExpiredByTheDirectorysClockThenRefuses() throws Exception {
		SwitchedClock clock = new SwitchedClock();
		try (EmbeddedDirectory other = EmbeddedDirectory.start((options) -> options.clock(clock))) {
			ManualSignIn bob = new ManualSignIn(other, User.BOB);
			String assertion = bob.assertion();
			assertThat(bob.token(bob.assertionForm(assertion)).statusCode()).isEqualTo(200);
			clock.move(Duration.ofHours(2));
			assertRefused(bob.token(bob.assertionForm(assertion)), "invalid_grant", 500133);
		}
	}

	private static void assertRefused(HttpResponse<String> response, String error, int number) {
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(ManualSignIn.json(response)).containsEntry("error", error)
			.containsEntry("error_codes", List.of((long) number))
			.containsEntry("correlation_id", "d1c5ecf2-2d8e-4f57-9e7c-4a1a0e4b5f10")
			.containsKeys("timestamp", "trace_id")
			.doesNotContainKey("access_token")
			.hasEntrySatisfying("error_description",
					(description) -> assertThat((String) description).startsWith("AADSTS" + number + ":"));
	}

}
