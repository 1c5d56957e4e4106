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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import com.microsoft.aad.msal4j.DeviceCode;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IntegratedWindowsAuthenticationParameters;
import com.microsoft.aad.msal4j.InteractiveRequestParameters;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.OpenBrowserAction;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import com.microsoft.aad.msal4j.SystemBrowserOptions;
import io.github.iwaspring.test.adfs.SamlVersion;
import io.github.iwaspring.test.adfs.WsTrustVersion;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Origin;
import io.github.iwaspring.test.kerberos.SpnegoClient;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedDirectory} with msal4j as the client.
 */
class Msal4jTests {

	private static final Set<String> SCOPES = Set.of(Resource.ORDERS.defaultScope());

	@ParameterizedTest
	@EnumSource
	void integratedSignInWorksWithEachVersionOfWsTrust(WsTrustVersion version) throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start((options) -> options.wsTrust(version))) {
			IAuthenticationResult result = signIn(application(directory, User.ALICE), User.ALICE.upn());
			assertThat(result.account().username()).isEqualTo("alice@contoso.com");
			assertThat(directory.log().hops()).containsExactly(Hop.USER_REALM, Hop.METADATA, Hop.WS_TRUST, Hop.TOKEN);
			for (Origin origin : List.of(Origin.ENTRA, Origin.ADFS)) {
				assertThat(directory.log().connections(origin)).isOne();
			}
		}
	}

	@Test
	void signsInWithAnAssertionOfSaml2ForAnotherCloud() throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory
			.start((options) -> options.saml(SamlVersion.V2_0).audience("urn:federation:partner.microsoftonline.cn"))) {
			IAuthenticationResult result = signIn(application(directory, User.ALICE), User.ALICE.upn());
			assertThat(result.account().username()).isEqualTo("alice@contoso.com");
		}
	}

	@Test
	void integratedSignInReturnsTheAccountOfThePrincipal() throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			IAuthenticationResult result = signIn(application(directory, User.JANE), "jdoe@contoso.com");
			assertThat(result.account().username()).isEqualTo("jane.doe@contoso.com");
		}
	}

	@Test
	void silentCallRefreshesTheToken() throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			PublicClientApplication application = application(directory, User.ALICE);
			IAuthenticationResult first = signIn(application, User.ALICE.upn());
			directory.log().clear();
			assertThat(silently(directory, application, first, false).accessToken()).isEqualTo(first.accessToken());
			assertThat(directory.log().requests()).isEmpty();
			assertThat(silently(directory, application, first, true).accessToken()).isNotEqualTo(first.accessToken());
			assertThat(directory.log().hops()).containsExactly(Hop.TOKEN);
		}
	}

	@Test
	void deviceCodeSignsIn() throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			PublicClientApplication application = application(directory, User.ALICE);
			CompletableFuture<DeviceCode> shown = new CompletableFuture<>();
			CompletableFuture<IAuthenticationResult> result = application
				.acquireToken(DeviceCodeFlowParameters.builder(SCOPES, shown::complete).build());
			assertThat(directory.deviceCodes().pending()).isEqualTo(shown.get().userCode());
			directory.deviceCodes().approve(User.MIA);
			assertThat(result.get().account().username()).isEqualTo("mia@contoso.com");
			assertThat(silently(directory, application, result.get(), true).accessToken())
				.isNotEqualTo(result.get().accessToken());
			assertThat(directory.log().hops()).startsWith(Hop.DEVICE_CODE, Hop.TOKEN);
		}
	}

	@Test
	void deviceCodeWhenDeclinedThenFails() throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			CompletableFuture<IAuthenticationResult> result = application(directory, User.ALICE).acquireToken(
					DeviceCodeFlowParameters.builder(SCOPES, (code) -> directory.deviceCodes().decline()).build());
			assertThat(result).failsWithin(Duration.ofSeconds(30))
				.withThrowableThat()
				.withCauseInstanceOf(MsalServiceException.class)
				.withMessageContaining("AADSTS70017");
		}
	}

	@Test
	void browserSignsIn() throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			PublicClientApplication application = application(directory, User.ALICE);
			CompletableFuture<IAuthenticationResult> result = application
				.acquireToken(interactive((url) -> new Browser(directory, URI.create(url.toString())).press("sign-in")
					.press("approve")
					.press("continue")));
			assertThat(result).succeedsWithin(Duration.ofSeconds(30))
				.extracting((tokens) -> tokens.account().username())
				.isEqualTo("mia@contoso.com");
			assertThat(silently(directory, application, result.get(), true).accessToken())
				.isNotEqualTo(result.get().accessToken());
			assertThat(directory.log().hops()).containsExactly(Hop.AUTHORIZE, Hop.SIGN_IN_PAGE, Hop.SIGN_IN_PAGE,
					Hop.TOKEN, Hop.TOKEN);
		}
	}

	@Test
	void browserWhenCancelledThenFails() throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			CompletableFuture<IAuthenticationResult> result = application(directory, User.ALICE).acquireToken(
					interactive((url) -> assertThat(new Browser(directory, URI.create(url.toString())).press("cancel")
						.press("continue")
						.page()
						.body()).contains("AADSTS65004")));
			assertThat(result).failsWithin(Duration.ofSeconds(30))
				.withThrowableThat()
				.withCauseInstanceOf(MsalClientException.class);
			assertThat(directory.log().requests(Hop.TOKEN)).isEmpty();
		}
	}

	private static InteractiveRequestParameters interactive(OpenBrowserAction browser) {
		return InteractiveRequestParameters.builder(URI.create("http://localhost"))
			.scopes(SCOPES)
			.loginHint("mia@contoso.com")
			.systemBrowserOptions(SystemBrowserOptions.builder().openBrowserAction(browser).build())
			.build();
	}

	private static IAuthenticationResult signIn(PublicClientApplication application, String username) {
		return application.acquireToken(IntegratedWindowsAuthenticationParameters.builder(SCOPES, username).build())
			.join();
	}

	private static IAuthenticationResult silently(EmbeddedDirectory directory, PublicClientApplication application,
			IAuthenticationResult signedIn, boolean refresh) throws Exception {
		return application
			.acquireTokenSilently(SilentParameters.builder(SCOPES, signedIn.account())
				.authorityUrl(directory.authority().toString())
				.forceRefresh(refresh)
				.build())
			.join();
	}

	private static PublicClientApplication application(EmbeddedDirectory directory, User user) throws Exception {
		return PublicClientApplication.builder(directory.clientId())
			.authority(directory.authority().toString())
			.instanceDiscovery(false)
			.httpClient(client(directory, user))
			.build();
	}

	/**
	 * An HTTP client for msal4j that sends a ticket to the WS-Trust endpoint.
	 */
	private static IHttpClient client(EmbeddedDirectory directory, User user) throws Exception {
		SpnegoClient spnego = SpnegoClient.fromTicketCache(directory.ticketCache(user));
		HttpClient http = HttpClient.newBuilder().sslContext(TestClient.trusting(directory)).build();
		return (request) -> {
			HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.url().toString()));
			if (request.headers() != null) {
				request.headers().forEach(builder::header);
			}
			if (request.body() != null) {
				builder.POST(HttpRequest.BodyPublishers.ofString(request.body()));
			}
			if (request.url().getPath().endsWith("/windowstransport")) {
				builder.header("Authorization", spnego.authorization());
			}
			HttpResponse<String> response = http.send(builder.build(), HttpResponse.BodyHandlers.ofString());
			com.microsoft.aad.msal4j.HttpResponse result = new com.microsoft.aad.msal4j.HttpResponse();
			result.statusCode(response.statusCode());
			result.body(response.body());
			result.addHeaders(response.headers().map());
			return result;
		};
	}

}
