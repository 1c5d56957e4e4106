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
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.iwaspring.test.Browser;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.ManualSignIn;
import io.github.iwaspring.test.SwitchedClock;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link DeviceCodes}, the endpoint that issues them, their grant, and the page
 * to enter them.
 */
class DeviceCodesTests {

	private static final SwitchedClock CLOCK = new SwitchedClock();

	private static EmbeddedDirectory directory;

	private final ManualSignIn device = new ManualSignIn(directory, User.ALICE);

	@BeforeAll
	static void start() {
		directory = EmbeddedDirectory.start((options) -> options.clock(CLOCK).deviceCodeInterval(Duration.ZERO));
	}

	@AfterAll
	static void stop() {
		directory.close();
	}

	@Test
	void endpointReturnsCodePageAndLifetime() {
		Map<String, Object> response = ManualSignIn.json(ask(directory, directory.clientId()));
		assertThat(response).containsEntry("expires_in", 900L).containsEntry("interval", 0L);
		assertThat(URI.create((String) response.get("verification_uri")))
			.isEqualTo(directory.authority().resolve("/devicelogin"));
		assertThat((String) response.get("user_code")).matches("[A-Z]{9}");
		assertThat((String) response.get("message")).contains((String) response.get("verification_uri"))
			.contains((String) response.get("user_code"));
		assertThat(directory.log().requests(Hop.DEVICE_CODE)).isNotEmpty();
	}

	@Test
	void endpointWhenClientOrScopeUnknownThenRefuses() {
		assertRefused(ask(directory, "8a1c0000-0000-0000-0000-000000000000"), "unauthorized_client", 700016);
		Map<String, String> form = Map.of("client_id", directory.clientId(), "scope", "api://payroll/.default");
		assertRefused(this.device.http().postForm(endpoint(directory), form), "invalid_resource", 500011);
	}

	@ParameterizedTest
	@ValueSource(strings = { DeviceCodes.TYPE, DeviceCodes.SHORT_TYPE })
	void pollAfterApprovalReturnsTokens(String grant) {
		Map<String, String> form = form(grant);
		assertRefused(this.device.token(form), "authorization_pending", 70016);
		directory.deviceCodes().approve(User.BOB);
		Map<String, Object> tokens = ManualSignIn.json(this.device.token(form));
		assertThat(tokens).containsKeys("refresh_token", "id_token", "client_info");
		assertThat(this.device.call("/me", (String) tokens.get("access_token")).body()).contains("bob@contoso.com");
		assertRefused(this.device.token(form), "invalid_grant", 54005);
	}

	@Test
	void pollAfterDeclineIsRefused() {
		Map<String, String> form = form(DeviceCodes.TYPE);
		directory.deviceCodes().decline();
		assertRefused(this.device.token(form), "authorization_declined", 70017);
	}

	@Test
	void pollAfterExpiryIsRefused() {
		Map<String, String> form = form(DeviceCodes.TYPE);
		directory.deviceCodes().expire();
		assertRefused(this.device.token(form), "expired_token", 70020);
		form = form(DeviceCodes.TYPE);
		CLOCK.move(Duration.ofMinutes(15));
		assertRefused(this.device.token(form), "expired_token", 70020);
	}

	@Test
	void pollWithUnknownCodeIsRefused() {
		Map<String, String> form = form(DeviceCodes.TYPE);
		form.put("device_code", "made-up");
		assertRefused(this.device.token(form), "bad_verification_code", 70018);
		form.put("device_code", directory.deviceCodes().pending());
		assertRefused(this.device.token(form), "bad_verification_code", 70018);
	}

	@Test
	void pollTooSoonGetsSlowDown() {
		try (EmbeddedDirectory slow = EmbeddedDirectory.start(
				(options) -> options.deviceCodeInterval(Duration.ofHours(1)).deviceCodeLifetime(Duration.ofHours(3)))) {
			Map<String, Object> response = ManualSignIn.json(ask(slow, slow.clientId()));
			assertThat(response).containsEntry("interval", 3600L).containsEntry("expires_in", 10800L);
			ManualSignIn device = new ManualSignIn(slow, User.ALICE);
			Map<String, String> form = form(slow, DeviceCodes.TYPE, response);
			assertRefused(device.token(form), "authorization_pending", 70016);
			assertRefused(device.token(form), "slow_down", 90055);
		}
	}

	@Test
	void pendingWaitsForACode() throws Exception {
		CLOCK.move(Duration.ofMinutes(15));
		CompletableFuture<String> code = CompletableFuture.supplyAsync(directory.deviceCodes()::pending);
		Map<String, Object> response = ManualSignIn.json(ask(directory, directory.clientId()));
		assertThat(code.get()).isEqualTo(response.get("user_code"));
	}

	@Test
	void pageSignsInTheDevice() {
		Map<String, String> form = form(DeviceCodes.TYPE);
		Browser browser = new Browser(directory, directory.authority().resolve("/devicelogin"));
		assertThat(browser.title()).isEqualTo("Enter code");
		browser.type("code", "BBBBBBBBB").press("next");
		assertThat(browser.error()).startsWith("That code is unknown");
		browser.type("code", directory.deviceCodes().pending().toLowerCase(Locale.ROOT)).press("next");
		browser.signIn("mona@contoso.com");
		assertThat(browser.title()).isEqualTo("Signed in");
		String token = (String) ManualSignIn.json(this.device.token(form)).get("access_token");
		assertThat(this.device.call("/me", token).body()).contains("mona@contoso.com");
	}

	@Test
	void pageWhenCancelledThenDeclines() {
		Map<String, String> form = form(DeviceCodes.TYPE);
		Browser browser = new Browser(directory, directory.authority().resolve("/devicelogin"));
		browser.type("code", directory.deviceCodes().pending()).press("next").press("cancel");
		assertThat(browser.title()).isEqualTo("Not signed in");
		assertRefused(this.device.token(form), "authorization_declined", 70017);
	}

	@Test
	void refreshTokenKeepsTheSecondFactor() {
		Map<String, String> form = form(DeviceCodes.TYPE);
		directory.deviceCodes().approve(User.MIA);
		String refreshToken = (String) ManualSignIn.json(this.device.token(form)).get("refresh_token");
		HttpResponse<String> refreshed = this.device.token(this.device.refreshForm(refreshToken));
		assertThat(refreshed.statusCode()).isEqualTo(200);
		String next = (String) ManualSignIn.json(refreshed).get("refresh_token");
		assertThat(this.device.token(this.device.refreshForm(next)).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@MethodSource
	void approveWhenUserCannotSignInThenStaysPending(User user, String reason) {
		Map<String, String> form = form(DeviceCodes.TYPE);
		assertThatIllegalStateException().isThrownBy(() -> directory.deviceCodes().approve(user))
			.withMessageContaining(user.displayName())
			.withMessageContaining(reason);
		assertRefused(this.device.token(form), "authorization_pending", 70016);
		Browser browser = new Browser(directory, directory.authority().resolve("/devicelogin"));
		browser.type("code", directory.deviceCodes().pending()).press("next").signIn(user.upn());
		assertThat(browser.error()).contains(reason);
		assertRefused(this.device.token(form), "authorization_pending", 70016);
	}

	static List<Object[]> approveWhenUserCannotSignInThenStaysPending() {
		return List.of(new Object[] { User.PETRA, "AADSTS50144" }, new Object[] { User.DORA, "AADSTS53000" },
				new Object[] { User.BLAKE, "AADSTS53003" }, new Object[] { User.OLGA, "AADSTS50034" },
				new Object[] { User.DAVE, "AADSTS50126" });
	}

	@Test
	void resetForgetsPendingCodesAndConsent() throws Exception {
		ManualSignIn cora = new ManualSignIn(directory, User.CORA);
		Map<String, String> form = form(DeviceCodes.TYPE);
		directory.deviceCodes().approve(User.CORA);
		assertThat(cora.token(form).statusCode()).isEqualTo(200);
		assertThat(cora.token(cora.assertionForm(cora.assertion())).statusCode()).isEqualTo(200);
		form = form(DeviceCodes.TYPE);
		directory.reset();
		assertRefused(cora.token(form), "bad_verification_code", 70018);
		assertThat(cora.token(cora.assertionForm(cora.assertion())).body()).contains("AADSTS65001");
	}

	@ParameterizedTest
	@CsvSource({ "DEVICE_CODE, 503", "TOKEN, 429" })
	void scriptReplacesTheResponse(Hop hop, int status) {
		directory.on(hop).respond(Reply.status(status));
		try {
			HttpResponse<String> response = (hop == Hop.TOKEN) ? this.device.token(Map.of())
					: ask(directory, directory.clientId());
			assertThat(response.statusCode()).isEqualTo(status);
		}
		finally {
			directory.on(hop).reset();
		}
	}

	private Map<String, String> form(String grant) {
		return form(directory, grant, ManualSignIn.json(ask(directory, directory.clientId())));
	}

	private static Map<String, String> form(EmbeddedDirectory directory, String grant, Map<String, Object> response) {
		Map<String, String> form = new LinkedHashMap<>();
		form.put("grant_type", grant);
		form.put("client_id", directory.clientId());
		form.put("device_code", (String) response.get("device_code"));
		return form;
	}

	private static HttpResponse<String> ask(EmbeddedDirectory directory, String clientId) {
		Map<String, String> form = Map.of("client_id", clientId, "scope",
				Resource.ORDERS.defaultScope() + " openid profile offline_access");
		return new ManualSignIn(directory, User.ALICE).http().postForm(endpoint(directory), form);
	}

	private static URI endpoint(EmbeddedDirectory directory) {
		return directory.authority().resolve("oauth2/v2.0/devicecode");
	}

	private static void assertRefused(HttpResponse<String> response, String error, int number) {
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(ManualSignIn.json(response)).containsEntry("error", error)
			.containsEntry("error_codes", List.of((long) number))
			.doesNotContainKey("access_token");
	}

}
