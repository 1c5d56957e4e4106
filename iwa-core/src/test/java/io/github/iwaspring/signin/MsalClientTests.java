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

package io.github.iwaspring.signin;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IntegratedWindowsAuthenticationParameters;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.support.Json;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MsalClient}, with an HTTP client that plays a federation up to the
 * token request.
 */
class MsalClientTests {

	private static final String REALM = """
			{"account_type":"Federated","federation_protocol":"WSTrust","cloud_audience_urn":"urn:audience",
			 "federation_metadata_url":"https://sts.contoso.com/mex"}""";

	private static final String METADATA = """
			<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
					xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy"
					xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
					xmlns:http="http://schemas.microsoft.com/ws/06/2004/policy/http"
					xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/"
					xmlns:wsa10="http://www.w3.org/2005/08/addressing">
				<wsp:Policy wsu:Id="negotiate"><wsp:ExactlyOne><wsp:All><http:NegotiateAuthentication/></wsp:All>
				</wsp:ExactlyOne></wsp:Policy>
				<wsdl:binding name="windows"><wsp:PolicyReference URI="#negotiate"/>
					<soap12:binding transport="http://schemas.xmlsoap.org/soap/http"/>
					<wsdl:operation name="Issue">
						<soap12:operation soapAction="http://docs.oasis-open.org/ws-sx/ws-trust/200512/RST/Issue"/>
					</wsdl:operation>
				</wsdl:binding>
				<wsdl:service name="s"><wsdl:port name="p" binding="tns:windows"><wsa10:EndpointReference>
					<wsa10:Address>https://sts.contoso.com/windowstransport</wsa10:Address>
				</wsa10:EndpointReference></wsdl:port></wsdl:service>
			</wsdl:definitions>""";

	private static final String ASSERTION = """
			<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
					xmlns:trust="http://docs.oasis-open.org/ws-sx/ws-trust/200512"><s:Body>
				<trust:RequestSecurityTokenResponseCollection><trust:RequestSecurityTokenResponse>
					<trust:RequestedSecurityToken><saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion"/>
					</trust:RequestedSecurityToken>
					<trust:TokenType>urn:oasis:names:tc:SAML:1.0:assertion</trust:TokenType>
				</trust:RequestSecurityTokenResponse></trust:RequestSecurityTokenResponseCollection>
			</s:Body></s:Envelope>""";

	private static final IwaException FAR_ENOUGH = IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN).build();

	private final List<URL> requests = new CopyOnWriteArrayList<>();

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@CsvSource({ "login.microsoftonline.com, login.microsoftonline.com", "login.windows.net, login.microsoftonline.com",
			"login.microsoftonline.us, login.microsoftonline.us",
			"login.partner.microsoftonline.cn, login.partner.microsoftonline.cn",
			"login.sovcloud-identity.fr, login.sovcloud-identity.fr",
			"login-us.microsoftonline.com, login-us.microsoftonline.com" })
	void signInAtAKnownCloudNeedsNoDiscovery(String host, String preferredHost) {
		signIn("https://" + host + "/contoso.com/");
		assertThat(this.requests).extracting(URL::toString)
			.containsExactly("https://" + host + "/common/userrealm/alice%40contoso.com?api-version=1.0",
					"https://sts.contoso.com/mex", "https://sts.contoso.com/windowstransport",
					"https://" + preferredHost + "/contoso.com/oauth2/v2.0/token");
	}

	@Test
	void requestsAreSentOnTheCallingThread() {
		signIn("https://login.microsoftonline.com/contoso.com/");
		assertThat(this.threads).hasSize(4).containsOnly(Thread.currentThread());
	}

	@Test
	void workStartsInJoinAndRunsOnTheCallingThread() {
		CallerThreadExecutor executor = new CallerThreadExecutor();
		List<Thread> threads = new ArrayList<>();
		CompletableFuture<Integer> future = CompletableFuture.supplyAsync(() -> {
			threads.add(Thread.currentThread());
			return 42;
		}, executor);
		assertThat(threads).isEmpty();
		assertThat(CallerThreadExecutor.join(future)).isEqualTo(42);
		assertThat(threads).containsExactly(Thread.currentThread());
	}

	@Test
	void workThatSubmitsWorkIsDoneToo() {
		CallerThreadExecutor executor = new CallerThreadExecutor();
		CompletableFuture<Integer> future = CompletableFuture.supplyAsync(() -> 1, executor)
			.thenComposeAsync((one) -> CompletableFuture.supplyAsync(() -> one + 1, executor), executor);
		assertThat(CallerThreadExecutor.join(future)).isEqualTo(2);
	}

	@Test
	void failureLeavesNoWorkForTheNextCall() {
		CallerThreadExecutor executor = new CallerThreadExecutor();
		CompletableFuture<Integer> failing = CompletableFuture.supplyAsync(() -> {
			throw new IllegalStateException("broken");
		}, executor);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> CallerThreadExecutor.join(failing));
		assertThat(CallerThreadExecutor.join(CompletableFuture.completedFuture(7))).isEqualTo(7);
	}

	@Test
	void tokensInMemoryAreBoundedWhateverScopesCallersAskFor() {
		AtomicInteger tokens = new AtomicInteger();
		MsalClient client = client("https://login.microsoftonline.com/contoso.com/", (request) -> {
			this.requests.add(request.url());
			String body = switch (this.requests.size() % 4) {
				case 1 -> REALM;
				case 2 -> METADATA;
				case 3 -> ASSERTION;
				default -> ScriptedEntra.token("alice@contoso.com", "alice")
					.replace("api://orders/read", "api://orders/" + tokens.incrementAndGet());
			};
			return new HttpResponse().statusCode(200).body(body);
		});
		IntegratedWindowsAuthenticationParameters parameters = IntegratedWindowsAuthenticationParameters
			.builder(Set.of("User.Read"), "alice@contoso.com")
			.build();
		try (SignInContext context = SignInContext.open(ScriptedEntra.acquisition(), ScriptedEntra.alice())) {
			for (int call = 0; call <= 3 * MsalCacheFormat.MAX_TOKENS; call++) {
				client.acquire(context, (application) -> application.acquireToken(parameters));
			}
		}
		assertThat(cached(client).members()).hasSizeLessThanOrEqualTo(2 * MsalCacheFormat.MAX_TOKENS)
			.hasEntrySatisfying(new Condition<>((key) -> key.contains("api://orders/" + tokens.get()), "the latest"),
					new Condition<>((entry) -> true, "any"));
	}

	private static Json cached(MsalClient client) {
		return Objects.requireNonNull(Json.parse(client.cache().serialize())).object("AccessToken");
	}

	private static MsalClient client(String authority, IHttpClient http) {
		return new MsalClient(new SignInSettings(Authority.parse(authority), "5a0c7e5e-0000-4000-8000-000000000000",
				List.of(), null, null, Set.of()), http, null);
	}

	private void signIn(String authority) {
		MsalClient client = client(authority, this::answer);
		IntegratedWindowsAuthenticationParameters parameters = IntegratedWindowsAuthenticationParameters
			.builder(Set.of("User.Read"), "alice@contoso.com")
			.build();
		try (SignInContext context = SignInContext.open(ScriptedEntra.acquisition(), ScriptedEntra.alice())) {
			assertThatExceptionOfType(IwaException.class)
				.isThrownBy(() -> client.acquire(context, (application) -> application.acquireToken(parameters)))
				.isSameAs(FAR_ENOUGH);
		}
	}

	private HttpResponse answer(HttpRequest request) {
		this.requests.add(request.url());
		this.threads.add(Thread.currentThread());
		String body = switch (this.requests.size()) {
			case 1 -> REALM;
			case 2 -> METADATA;
			case 3 -> ASSERTION;
			default -> throw FAR_ENOUGH;
		};
		return new HttpResponse().statusCode(200).body(body);
	}

}
