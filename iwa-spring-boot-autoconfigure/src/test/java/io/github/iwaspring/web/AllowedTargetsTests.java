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

package io.github.iwaspring.web;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.entra.Scopes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AllowedTargets}.
 */
class AllowedTargetsTests {

	private static final String ORDERS = "api://orders/.default";

	private static final Set<HostAndPort> GRAPH = Set.of(HostAndPort.parse("graph.microsoft.com"));

	@ParameterizedTest(name = "{0} covers {1}")
	@CsvSource(textBlock = """
			https://orders.contoso.com,              https://orders.contoso.com/
			https://orders.contoso.com,              https://orders.contoso.com
			https://orders.contoso.com,              https://orders.contoso.com:443/a/b?c=d
			https://orders.contoso.com:443,          https://orders.contoso.com/
			https://orders.contoso.com/api/v1,       https://orders.contoso.com/elsewhere
			https://orders.contoso.com,              HTTPS://ORDERS.Contoso.com/
			HTTPS://Orders.Contoso.Com,              https://orders.contoso.com/
			https://orders.contoso.com:8443,         https://orders.contoso.com:8443/
			https://10.1.2.3,                        https://10.1.2.3/
			https://[2001:db8::1]:8443,              https://[2001:DB8::1]:8443/
			http://localhost:8080,                   http://localhost:8080/
			http://127.0.0.1:8080,                   http://127.0.0.1:8080/
			http://[::1]:8080,                       http://[::1]:8080/
			http://LOCALHOST:8080,                   http://localhost:8080/
			http://localhost:80,                     http://localhost/
			https://localhost,                       https://localhost/
			""")
	void baseUrlAllowsItsOrigin(URI baseUrl, URI url) {
		assertThat(withBaseUrl(baseUrl).tokenFor(url, null)).isEqualTo(scopes(ORDERS));
	}

	@ParameterizedTest(name = "{0} does not cover {1}")
	@CsvSource(textBlock = """
			https://orders.contoso.com,              https://contoso.com/
			https://orders.contoso.com,              https://eu.orders.contoso.com/
			https://orders.contoso.com,              https://evilorders.contoso.com/
			https://orders.contoso.com,              https://orders.contoso.com.evil.example/
			https://orders.contoso.com,              https://orders.contoso.com:8443/
			https://orders.contoso.com,              https://orders.contoso.com:80/
			https://orders.contoso.com:8443,         https://orders.contoso.com/
			https://orders.contoso.com,              http://orders.contoso.com/
			https://orders.contoso.com,              http://orders.contoso.com:443/
			https://orders.contoso.com,              https://user@orders.contoso.com/
			https://orders.contoso.com,              https://user:password@orders.contoso.com/
			https://orders.contoso.com,              https://@orders.contoso.com/
			https://orders.contoso.com,              https://evil.example/https://orders.contoso.com/
			https://orders.contoso.com,              https://evil.example?orders.contoso.com
			https://orders.contoso.com,              https://evil.example#@orders.contoso.com
			https://orders.contoso.com,              https://orders.contoso.com@evil.example/
			https://orders.contoso.com,              https:orders.contoso.com
			https://orders.contoso.com,              https:///orders.contoso.com
			https://orders.contoso.com,              //orders.contoso.com/
			https://orders.contoso.com,              /orders.contoso.com
			https://orders.contoso.com,              wss://orders.contoso.com/
			https://orders.contoso.com,              ftp://orders.contoso.com/
			https://orders.contoso.com,              ftp://orders.contoso.com:443/
			https://orders.contoso.com,              file://orders.contoso.com/etc
			https://orders.contoso.com,              mailto:orders@contoso.com
			https://orders.contoso.com,              https://orders_contoso_com/
			https://10.1.2.3,                        https://10.1.2.4/
			https://127.0.0.1,                       https://localhost/
			https://[::1],                           https://[0:0:0:0:0:0:0:1]/
			http://localhost:8080,                   http://localhost:8081/
			http://localhost:8080,                   http://127.0.0.1:8080/
			http://localhost:8080,                   http://localhost/
			http://localhost:8080,                   https://localhost:8080/
			http://localhost,                        http://localhost/
			http://orders.contoso.com,               http://orders.contoso.com/
			http://orders.contoso.com:8080,          http://orders.contoso.com:8080/
			http://127.0.0.2:8080,                   http://127.0.0.2:8080/
			http://localhost.evil.example:8080,      http://localhost.evil.example:8080/
			http://user@localhost:8080,              http://localhost:8080/
			ftp://orders.contoso.com,                ftp://orders.contoso.com/
			/relative,                               https://orders.contoso.com/
			""")
	void otherOriginOrUnsafeOriginGetsNoToken(URI baseUrl, URI url) {
		assertThat(withBaseUrl(baseUrl).tokenFor(url, null)).isNull();
	}

	@ParameterizedTest(name = "{0} covers {1}")
	@CsvSource(textBlock = """
			orders.contoso.com,                      https://orders.contoso.com/
			Orders.Contoso.com,                      https://orders.contoso.com:443/
			orders.contoso.com:8443,                 https://orders.contoso.com:8443/
			orders.contoso.com,                      https://orders.contoso.com./
			localhost:8080,                          http://localhost:8080/
			localhost:8080,                          https://localhost:8080/
			[::1]:8080,                              http://[::1]:8080/
			localhost,                               https://localhost/
			""")
	void allowedHostAllowsHttpsAndOnThisMachineAlsoHttp(String host, URI url) {
		assertThat(withHosts(host).tokenFor(url, null)).isEqualTo(scopes(ORDERS));
	}

	@ParameterizedTest(name = "{0} does not cover {1}")
	@CsvSource(textBlock = """
			orders.contoso.com,                      http://orders.contoso.com/
			orders.contoso.com,                      http://orders.contoso.com./
			orders.contoso.com,                      https://orders.contoso.com.evil.example/
			orders.contoso.com:80,                   http://orders.contoso.com/
			orders.contoso.com:8080,                 http://orders.contoso.com:8080/
			orders.contoso.com,                      https://orders.contoso.com:8443/
			orders.contoso.com,                      https://eu.orders.contoso.com/
			localhost,                               http://localhost/
			localhost,                               http://localhost:443/
			localhost:8080,                          http://localhost:8081/
			127.0.0.2:8080,                          http://127.0.0.2:8080/
			""")
	void allowedHostAllowsNothingElse(String host, URI url) {
		assertThat(withHosts(host).tokenFor(url, null)).isNull();
	}

	@Test
	void scopesAreThoseOfTheApiThatMatches() {
		AllowedTargets targets = AllowedTargets.of(
				new AllowedTargets.Entry(null, URI.create("https://orders.test"), Set.of(), Set.of()),
				new AllowedTargets.Entry(null, null, Set.of(HostAndPort.parse("reports.test")),
						Set.of("api://reports/read")));
		assertThat(targets.tokenFor(URI.create("https://orders.test/1"), null)).isEqualTo(IwaTokenRequest.defaults());
		assertThat(targets.tokenFor(URI.create("https://reports.test/1"), null))
			.isEqualTo(scopes("api://reports/read"));
		assertThat(targets.tokenFor(URI.create("https://other.test/1"), null)).isNull();
	}

	@Test
	void requestedScopesAreUsedButAllowNoOtherTarget() {
		AllowedTargets targets = withHosts("orders.contoso.com");
		assertThat(targets.tokenFor(URI.create("https://orders.contoso.com"), scopes("mine")))
			.isEqualTo(scopes("mine"));
		assertThat(targets.tokenFor(URI.create("https://evil.example"), scopes("mine"))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "User.Read", "https://graph.microsoft.com/Mail.Read",
			"https://Graph.Microsoft.com/.default", "00000003-0000-0000-c000-000000000000/.default" })
	void graphGetsTokensForItsOwnScopes(String scope) {
		assertThat(graph().tokenFor(URI.create("https://graph.microsoft.com/v1.0/me"), null))
			.isEqualTo(IwaTokenRequest.defaults());
		assertThat(graph().tokenFor(URI.create("https://graph.microsoft.com/v1.0/me"), scopes(scope)))
			.isEqualTo(scopes(scope));
	}

	@ParameterizedTest
	@ValueSource(strings = { "api://orders/.default", "https://orders.contoso.com/.default",
			"https://graph.microsoft.com.evil.example/.default", "https://graph.microsoft.us/.default",
			"5a0c7e5e-0000-4000-8000-000000000000/.default" })
	void graphNeverGetsATokenForAnotherApi(String scope) {
		assertThat(graph().tokenFor(URI.create("https://graph.microsoft.com/v1.0/me"), scopes("User.Read", scope)))
			.isNull();
	}

	@Test
	void graphIsNotAllowedOverHttpNorOnOtherHosts() {
		assertThat(graph().tokenFor(URI.create("http://graph.microsoft.com/v1.0/me"), null)).isNull();
		assertThat(graph().tokenFor(URI.create("https://graph.microsoft.us/v1.0/me"), null)).isNull();
	}

	@Test
	void emptyScopesAreNotThoseOfGraph() {
		assertThat(Scopes.areOfGraph(GRAPH, Set.of())).isFalse();
	}

	@Test
	void isEmptyWithoutASafeOrigin() {
		assertThat(AllowedTargets.of().isEmpty()).isTrue();
		assertThat(withHosts().isEmpty()).isTrue();
		assertThat(withBaseUrl(URI.create("http://orders.contoso.com")).isEmpty()).isTrue();
		assertThat(AllowedTargets.of().forOwnClients().isEmpty()).isTrue();
		assertThat(withBaseUrl(URI.create("http://localhost:8080")).isEmpty()).isFalse();
		assertThat(withHosts("orders.contoso.com").isEmpty()).isFalse();
		assertThat(graph().isEmpty()).isFalse();
	}

	@Test
	void ownClientsMayCallGraphOnlyWhereNoApiIsConfigured() {
		URI orders = URI.create("https://orders.contoso.com/1");
		URI me = URI.create("https://graph.microsoft.com/v1.0/me");
		AllowedTargets configured = AllowedTargets.of(List
			.of(new AllowedTargets.Entry(null, null, Set.of(HostAndPort.parse("orders.contoso.com")), Set.of())),
				GRAPH);
		assertThat(configured.tokenFor(orders, null)).isEqualTo(IwaTokenRequest.defaults());
		assertThat(configured.tokenFor(me, null)).isNull();
		assertThat(configured.forOwnClients().tokenFor(orders, null)).isEqualTo(IwaTokenRequest.defaults());
		assertThat(configured.forOwnClients().tokenFor(me, null)).isNull();
		AllowedTargets nothing = AllowedTargets.of(List.of(new AllowedTargets.Entry(null, null, Set.of(), Set.of())),
				GRAPH);
		assertThat(nothing.tokenFor(me, null)).isNull();
		assertThat(nothing.forOwnClients().tokenFor(me, null)).isEqualTo(IwaTokenRequest.defaults());
	}

	private static AllowedTargets withBaseUrl(URI baseUrl) {
		return AllowedTargets.of(new AllowedTargets.Entry(null, baseUrl, Set.of(), Set.of(ORDERS)));
	}

	private static AllowedTargets withHosts(String... hosts) {
		Set<HostAndPort> parsed = Arrays.stream(hosts).map(HostAndPort::parse).collect(Collectors.toSet());
		return AllowedTargets.of(new AllowedTargets.Entry(null, null, parsed, Set.of(ORDERS)));
	}

	private static AllowedTargets graph() {
		return AllowedTargets.of(List.of(new AllowedTargets.Entry(null, null, Set.of(), Set.of())), GRAPH)
			.forOwnClients();
	}

	private static IwaTokenRequest scopes(String... scopes) {
		return IwaTokenRequest.defaults().withScopes(scopes);
	}

}
