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
import java.util.Locale;
import java.util.Map;

import io.github.iwaspring.test.Browser;
import io.github.iwaspring.test.CodeFlow;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.ManualSignIn;
import io.github.iwaspring.test.TestClient;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SignInPage}.
 */
class SignInPageTests {

	private EmbeddedDirectory directory;

	private CodeFlow client;

	@BeforeEach
	void start() {
		this.directory = EmbeddedDirectory.start();
		this.client = new CodeFlow(this.directory);
	}

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void pageSaysThatItIsForTests() {
		Browser browser = open();
		assertThat(browser.title()).isEqualTo("Sign in");
		assertThat(browser.page().body()).contains("This is a directory for tests: it checks no password.")
			.doesNotContain("type=\"password\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "alice@contoso.com", "mona@contoso.com", "JANE.DOE@contoso.com" })
	void userNameSignsInFederatedAndManagedUsers(String username) {
		assertThat(me(open().signIn(username))).contains("\"" + username.toLowerCase(Locale.ROOT) + "\"");
	}

	@Test
	void userNameWhenUnknownThenAsksAgain() {
		Browser browser = open().signIn("nobody@contoso.com");
		assertThat(browser.error()).startsWith("AADSTS50034:");
		assertThat(browser.value("username")).isEqualTo("nobody@contoso.com");
		assertThat(browser.signIn("olga@contoso.com").error()).startsWith("AADSTS50034:");
		assertThat(browser.signIn("dave@contoso.com").error()).startsWith("AADSTS50126:");
		assertThat(me(browser.signIn("alice@contoso.com"))).contains("Alice Adams");
	}

	@Test
	void cancelDeniesAccess() {
		Map<String, String> response = CodeFlow.response(open().press("cancel"));
		assertThat(response).containsEntry("error", "access_denied").containsEntry("state", "a state & more");
		assertThat(response.get("error_description")).startsWith("AADSTS65004:");
	}

	@Test
	void secondFactorIsKeptInTheRefreshToken() throws Exception {
		Browser browser = open().signIn("mia@contoso.com");
		assertThat(browser.title()).isEqualTo("Approve sign-in");
		Map<String, Object> tokens = tokens(browser.press("approve"));
		ManualSignIn mia = new ManualSignIn(this.directory, User.MIA);
		assertThat(mia.token(mia.refreshForm((String) tokens.get("refresh_token"))).statusCode()).isEqualTo(200);
		assertThat(mia.token(mia.assertionForm(mia.assertion())).body()).contains("AADSTS50076");
	}

	@Test
	void consentIsKept() throws Exception {
		ManualSignIn cora = new ManualSignIn(this.directory, User.CORA);
		assertThat(CodeFlow.response(open().signIn("cora@contoso.com").press("cancel")).get("error_description"))
			.startsWith("AADSTS65004:");
		assertThat(cora.token(cora.assertionForm(cora.assertion())).body()).contains("AADSTS65001");
		Browser browser = open().signIn("cora@contoso.com");
		assertThat(browser.title()).isEqualTo("Permissions requested");
		assertThat(browser.page().body()).contains("<li>Orders.Read of api://orders</li>")
			.contains(this.directory.clientId());
		assertThat(me(browser.press("accept"))).contains("Cora Clarke");
		assertThat(cora.call("/me", cora.accessToken()).statusCode()).isEqualTo(200);
		assertThat(me(open().signIn("cora@contoso.com"))).contains("Cora Clarke");
	}

	@Test
	void consentWhenClientRequestsItThenAsksAnyUser() {
		Map<String, String> request = this.client.request();
		request.put("prompt", "consent");
		Browser browser = this.client.open(request).signIn("alice@contoso.com");
		assertThat(browser.title()).isEqualTo("Permissions requested");
		assertThat(me(browser.press("accept"))).contains("Alice Adams");
	}

	@Test
	void expiredPasswordCanBeChanged() throws Exception {
		Browser browser = open().signIn("petra@contoso.com");
		assertThat(browser.title()).isEqualTo("Change your password");
		assertThat(me(browser.type("new-password", "any").press("change-password"))).contains("Petra Parker");
		ManualSignIn petra = new ManualSignIn(this.directory, User.PETRA);
		assertThat(petra.call("/me", petra.accessToken()).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "dora, AADSTS53000", "blake, AADSTS53003" })
	void policyThatCannotBeMetEndsTheSignIn(String name, String number) {
		Browser browser = open().signIn(name + "@contoso.com");
		assertThat(browser.title()).isEqualTo("You cannot get there from here");
		assertThat(browser.error()).startsWith(number);
		Map<String, String> response = CodeFlow.response(browser.press("cancel"));
		assertThat(response).containsEntry("error", "access_denied");
		assertThat(response.get("error_description")).startsWith(number);
	}

	@ParameterizedTest
	@CsvSource({ "mia, accept", "mia, sign-in", "cora, approve", "petra, accept", "dora, ''", "blake, approve" })
	void requirementCannotBeSkipped(String name, String action) {
		Browser browser = open().signIn(name + "@contoso.com");
		HttpResponse<String> response = post(browser.request(), action, "alice@contoso.com");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Location")).isEmpty();
		assertThat(response.body()).contains("<form").contains(browser.title());
	}

	@Test
	void formOfUnknownOrEndedSignInIsRefused() {
		Browser browser = open();
		String request = browser.request();
		assertUnknown(post("made-up", "sign-in", "alice@contoso.com"));
		assertThat(CodeFlow.response(browser.signIn("alice@contoso.com"))).containsKey("code");
		assertUnknown(post(request, "sign-in", "alice@contoso.com"));
		browser = open();
		request = browser.request();
		browser.press("cancel");
		assertUnknown(post(request, "sign-in", "alice@contoso.com"));
	}

	private Browser open() {
		return this.client.open(this.client.request());
	}

	private HttpResponse<String> post(String request, String action, String username) {
		return new TestClient(this.directory).postForm(this.directory.authority().resolve("/common/login"),
				Map.of("request", request, "action", action, "username", username));
	}

	private Map<String, Object> tokens(Browser browser) {
		Map<String, String> form = this.client.tokenForm(CodeFlow.response(browser).get("code"));
		return ManualSignIn.json(new ManualSignIn(this.directory, User.ALICE).token(form));
	}

	private String me(Browser browser) {
		String token = (String) tokens(browser).get("access_token");
		return new ManualSignIn(this.directory, User.ALICE).call("/me", token).body();
	}

	private static void assertUnknown(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("AADSTS165000");
		assertThat(response.headers().firstValue("Location")).isEmpty();
	}

}
