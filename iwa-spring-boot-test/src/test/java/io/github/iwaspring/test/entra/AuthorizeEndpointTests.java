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

import java.util.Map;

import io.github.iwaspring.test.Browser;
import io.github.iwaspring.test.CodeFlow;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuthorizeEndpoint}.
 */
class AuthorizeEndpointTests {

	private static EmbeddedDirectory directory;

	private final CodeFlow client = new CodeFlow(directory);

	@BeforeAll
	static void start() {
		directory = EmbeddedDirectory.start();
	}

	@AfterAll
	static void stop() {
		directory.close();
	}

	@Test
	void responseHasCodeAndStateInTheQuery() {
		Browser browser = this.client.open(this.client.request()).signIn("Alice@contoso.com");
		assertThat(CodeFlow.response(browser)).containsOnlyKeys("code", "state")
			.containsEntry("state", "a state & more");
		assertThat(browser.page().body()).isEmpty();
		assertThat(directory.log().requests(Hop.AUTHORIZE)).isNotEmpty();
		assertThat(directory.log().requests(Hop.SIGN_IN_PAGE)).isNotEmpty();
	}

	@Test
	void responseWhenFormPostThenIsAForm() {
		Map<String, String> request = this.client.request();
		request.put("response_mode", "form_post");
		Browser browser = this.client.open(request).signIn("alice@contoso.com");
		assertThat(browser.page().body()).contains("method=\"post\" action=\"" + CodeFlow.REDIRECT_URI + "\"")
			.contains("name=\"state\" value=\"a state &amp; more\"")
			.contains("name=\"code\"");
		assertThat(this.client.open(request).press("cancel").page().body())
			.contains("name=\"error\" value=\"access_denied\"");
	}

	@Test
	void pageStartsWithTheLoginHint() {
		Map<String, String> request = this.client.request();
		request.put("login_hint", "\"><script>bob");
		assertThat(this.client.open(request).value("username")).isEqualTo("\"><script>bob");
		assertThat(this.client.open(request).page().body()).doesNotContain("<script>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost", "http://localhost/", "http://localhost:1", "http://localhost:65535/" })
	void redirectUriMayHaveAnyPort(String uri) {
		Map<String, String> request = this.client.request();
		request.put("redirect_uri", uri);
		Browser browser = this.client.open(request).signIn("alice@contoso.com");
		assertThat(browser.page().headers().firstValue("Location").orElseThrow())
			.startsWith(uri.endsWith("/") ? uri + "?code=" : uri + "/?code=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://localhost", "http://example.com", "http://localhost.example.com",
			"http://localhost@example.com", "http://localhost:80@example.com", "http://localhost/other",
			"http://localhost?x=y", "http://localhost#x", "//localhost", "http:localhost", "not an address",
			"http://LOCALHOST\\@example.com" })
	void redirectUriWhenNotRegisteredThenShowsAnErrorPage(String uri) {
		Map<String, String> request = this.client.request();
		request.put("redirect_uri", uri);
		assertShown(this.client.open(request), "AADSTS50011:");
		request.remove("scope");
		assertShown(this.client.open(request), "AADSTS50011:");
	}

	@Test
	void requestWhenClientOrTenantUnknownThenShowsAnErrorPage() {
		Map<String, String> request = this.client.request();
		assertShown(this.client.open("fabrikam.com", request), "AADSTS90002:");
		request.put("client_id", "8a1c0000-0000-0000-0000-000000000000");
		assertShown(this.client.open(request), "AADSTS700016:");
		request.remove("client_id");
		assertShown(this.client.open(request), "AADSTS900144:");
		request = this.client.request();
		request.remove("redirect_uri");
		assertShown(this.client.open(request), "AADSTS900144:");
	}

	@ParameterizedTest
	@CsvSource({ "response_type, token, unsupported_response_type, AADSTS70005",
			"response_type, '', invalid_request, AADSTS900144", "response_mode, fragment, invalid_request, AADSTS90023",
			"scope, '', invalid_request, AADSTS900144", "scope, orders, invalid_scope, AADSTS70011",
			"scope, api://payroll/.default, invalid_resource, AADSTS500011",
			"code_challenge, '', invalid_request, AADSTS9002325", "code_challenge, x, invalid_request, AADSTS501491",
			"code_challenge_method, plain, invalid_request, AADSTS50149",
			"code_challenge_method, '', invalid_request, AADSTS50149", "prompt, none, login_required, AADSTS50058",
			"prompt, whatever, invalid_request, AADSTS90023", "claims, {, invalid_request, AADSTS90023" })
	void requestWhenParameterInvalidThenRedirectsWithAnError(String parameter, String value, String error,
			String number) {
		Map<String, String> request = this.client.request();
		request.put(parameter, value);
		Map<String, String> response = CodeFlow.response(this.client.open(request));
		assertThat(response).containsOnlyKeys("error", "error_description", "state")
			.containsEntry("error", error)
			.containsEntry("state", "a state & more");
		assertThat(response.get("error_description")).startsWith(number + ":");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "prompt|login", "prompt|select_account", "response_mode|query",
			"claims|{\"access_token\":{\"xms_cc\":{\"values\":[\"cp1\"]}}}" })
	void requestWhenParameterSupportedThenIssuesACode(String parameter, String value) {
		Map<String, String> request = this.client.request();
		request.put(parameter, value);
		assertThat(CodeFlow.response(this.client.open(request).signIn("alice@contoso.com"))).containsKey("code");
	}

	@Test
	void scriptReplacesTheResponse() {
		directory.on(Hop.AUTHORIZE).respond(Reply.status(503));
		try {
			assertThat(this.client.open(this.client.request()).page().statusCode()).isEqualTo(503);
		}
		finally {
			directory.on(Hop.AUTHORIZE).reset();
		}
	}

	private static void assertShown(Browser browser, String number) {
		assertThat(browser.page().statusCode()).isEqualTo(400);
		assertThat(browser.page().headers().firstValue("Location")).isEmpty();
		assertThat(browser.error()).startsWith(number);
		assertThat(browser.page().body()).doesNotContain("<form");
	}

}
