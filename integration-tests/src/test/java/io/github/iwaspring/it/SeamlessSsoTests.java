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

package io.github.iwaspring.it;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a tenant with Seamless SSO in place of AD FS. The application runs in a JVM of
 * its own, where a hosts file leads Entra ID's name to the embedded directory.
 */
class SeamlessSsoTests {

	private static EmbeddedDirectory directory;

	private static ForkedApplication application;

	@BeforeAll
	static void start() throws IOException {
		directory = EmbeddedDirectory.start((options) -> options.seamlessSso(true));
		application = start(User.ALICE);
	}

	@AfterAll
	static void stop() {
		application.close();
		directory.close();
	}

	@Test
	void userSignsInWithATicketForEntraId() throws IOException {
		directory.log().clear();
		assertThat(signIn()).isEqualTo("INTEGRATED alice@contoso.com");
		assertThat(application.ask("rest-client")).isEqualTo("200 OK");
		assertThat(directory.log().requests(Hop.WS_TRUST)).hasSize(1)
			.allSatisfy((request) -> assertThat(request.path()).startsWith("/contoso.com/winauth/trust/"));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(textBlock = """
			81004, negotiate-rejected,   AZUREADSSOACC
			81009, negotiate-rejected,   Update-AzureADSSOForest
			81001, ticket-too-large,     groups
			81010, ticket-expired,       kinit
			81011, user-unknown,         synchronised
			81007, interaction-required, Entra Connect
			50034, user-unknown,         synchronised
			50053, user-disabled,        sign-in log
			""")
	void numberOfEntraIdDecidesAndNothingIsSaidOfAdfs(int number, String code, String action) throws IOException {
		signIn();
		directory.on(Hop.WS_TRUST).fault(Fault.desktopSso(number, "It failed for alice@contoso.com."));
		String failure = signIn();
		directory.on(Hop.WS_TRUST).reset();
		assertThat(failure).startsWith(code + " WS_TRUST")
			.contains("AADSTS" + number, action)
			.doesNotContain("AD FS", "alice@contoso.com");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "401, negotiate-rejected, Update-AzureADSSOForest", "403, federation-refused, sign-in log of Entra ID",
			"404, federation-unavailable, the network and the proxy" })
	void statusOfEntraIdIsNotExplainedByAdfs(int status, String code, String action) throws IOException {
		signIn();
		directory.on(Hop.WS_TRUST).respond(Reply.status(status));
		String failure = signIn();
		directory.on(Hop.WS_TRUST).reset();
		assertThat(failure).startsWith(code + " WS_TRUST").contains(action).doesNotContain("AD FS", "/adfs/");
	}

	@Test
	void doctorDoesNotSpeakOfAdfs() throws IOException {
		signIn();
		assertThat(application.ask("doctor")).contains("autologon.microsoftazuread-sso.com").doesNotContain("AD FS");
	}

	@Test
	void managedUserWithoutThatAddressStaysManaged() throws IOException {
		try (ForkedApplication managed = start(User.MONA)) {
			assertThat(managed.ask("token")).startsWith("managed-user USER_REALM");
		}
	}

	private static String signIn() throws IOException {
		application.ask("sign-out");
		return application.ask("token");
	}

	private static ForkedApplication start(User user) throws IOException {
		Map<String, String> properties = new LinkedHashMap<>(directory.properties(user));
		return ForkedApplication.start(Map.of(), List.of("-Djdk.net.hosts.file=" + directory.hostsFile()), properties);
	}

}
