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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The order of what decides a request's token, where several entries share an origin.
 */
class ClientSelectionTests {

	private static final URI GATEWAY = URI.create("https://gateway.contoso.com/x");

	private static final URI ORDERS = URI.create("https://orders.contoso.com/x");

	private static final URI ELSEWHERE = URI.create("https://elsewhere.contoso.com/x");

	private static final AllowedTargets.Entry API = entry(null, ORDERS);

	private static final AllowedTargets.Entry REPORTS = entry("reports", GATEWAY, "api://reports/.default");

	private static final AllowedTargets.Entry BILLING = entry("billing", GATEWAY, "api://billing/.default");

	private final AllowedTargets targets = AllowedTargets.of(API, REPORTS, BILLING);

	@Test
	void attributeBeatsInterfaceAndClient() {
		AllowedTargets client = AllowedTargets.of(API, REPORTS, BILLING, entry("archive", GATEWAY, "archive"))
			.forClient("archive");
		assertThat(token(client, GATEWAY)).isEqualTo(scopes("archive"));
		assertThat(token(client, GATEWAY, declared("billing"))).isEqualTo(scopes("api://billing/.default"));
		assertThat(token(client, GATEWAY, declared("billing"), IwaRequestAttributes.client("reports")))
			.isEqualTo(scopes("api://reports/.default"));
	}

	@Test
	void scopesBeatThoseOfTheEntry() {
		assertThat(token(this.targets, GATEWAY, IwaRequestAttributes.client("reports"),
				IwaRequestAttributes.scopes("mine")))
			.isEqualTo(scopes("mine"));
		assertThat(token(this.targets, GATEWAY, declared("reports"), IwaRequestAttributes.scopes("mine")))
			.isEqualTo(scopes("mine"));
		assertThat(token(this.targets.forClient("reports"), GATEWAY, IwaRequestAttributes.scopes("mine")))
			.isEqualTo(scopes("mine"));
	}

	@Test
	void scopesOfTheInterfaceAreNotForAClientOfTheRequest() {
		Consumer<Map<String, Object>> interfaceScopes = (attributes) -> attributes.put(IwaRequestAttributes.INTERFACE,
				new TokenSelection("billing", scopes("api://billing/admin")));
		assertThat(token(this.targets, GATEWAY, interfaceScopes)).isEqualTo(scopes("api://billing/admin"));
		assertThat(token(this.targets, GATEWAY, interfaceScopes, IwaRequestAttributes.client("reports")))
			.isEqualTo(scopes("api://reports/.default"));
	}

	@Test
	void scopesOfTheRequestBeatThoseOfTheInterface() {
		Consumer<Map<String, Object>> interfaceScopes = (attributes) -> attributes.put(IwaRequestAttributes.INTERFACE,
				new TokenSelection("billing", scopes("api://billing/admin")));
		assertThat(token(this.targets, GATEWAY, interfaceScopes, IwaRequestAttributes.scopes("mine")))
			.isEqualTo(scopes("mine"));
	}

	@Test
	void scopesAndWithoutTokenAndAuthorizationAreNeverAmbiguous() {
		assertThat(token(this.targets, GATEWAY, IwaRequestAttributes.scopes("mine"))).isEqualTo(scopes("mine"));
		assertThat(token(this.targets, GATEWAY, IwaRequestAttributes.withoutToken())).isNull();
		assertThat(token(this.targets, GATEWAY, IwaRequestAttributes.client("nobody"),
				IwaRequestAttributes.withoutToken()))
			.isNull();
		HttpHeaders headers = new HttpHeaders();
		headers.setBasicAuth("user", "password");
		assertThat(this.targets.tokenFor(GATEWAY, headers, Map.of())).isNull();
	}

	@Test
	void requestThatNamesNothingFailsWithTheNamesOfTheEntriesOfItsOrigin() {
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> token(this.targets, GATEWAY))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.CLIENT_AMBIGUOUS))
			.withMessageContaining("gateway.contoso.com")
			.withMessageContaining("iwa.clients (reports, billing)")
			.withMessageContaining("@IwaClient");
	}

	@Test
	void requestThatNamesNothingGetsTheScopesThatAllEntriesOfItsOriginHave() {
		AllowedTargets same = AllowedTargets.of(API, entry("a", GATEWAY, "read", "write"),
				entry("b", GATEWAY, "write", "read"));
		assertThat(token(same, GATEWAY)).isEqualTo(scopes("read", "write"));
		assertThat(token(same, ORDERS)).isEqualTo(IwaTokenRequest.defaults());
	}

	@Test
	void unnamedEntryDecidesWhereItCoversTheOrigin() {
		for (AllowedTargets covering : List.of(AllowedTargets.of(REPORTS, BILLING, entry(null, GATEWAY)),
				AllowedTargets.of(entry(null, GATEWAY), REPORTS, BILLING))) {
			assertThat(token(covering, GATEWAY)).isEqualTo(IwaTokenRequest.defaults());
			assertThat(token(covering, GATEWAY, IwaRequestAttributes.client("billing")))
				.isEqualTo(scopes("api://billing/.default"));
		}
	}

	@Test
	void namedEntryGetsNoTokenAtAnotherOrigin() {
		for (URI other : List.of(ORDERS, ELSEWHERE)) {
			assertThat(token(this.targets, other, IwaRequestAttributes.client("reports"))).isNull();
			assertThat(token(this.targets, other, declared("reports"))).isNull();
			assertThat(token(this.targets.forClient("reports"), other)).isNull();
			assertThat(token(this.targets, other, IwaRequestAttributes.client("reports"),
					IwaRequestAttributes.scopes("mine")))
				.isNull();
		}
	}

	@Test
	void unknownNameIsRefusedWithTheNamesThereAre() {
		for (URI url : List.of(GATEWAY, ORDERS, ELSEWHERE)) {
			assertThatExceptionOfType(IwaException.class)
				.isThrownBy(() -> token(this.targets, url, IwaRequestAttributes.client("report")))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.CONFIGURATION_REFUSED))
				.withMessageContaining("'report'")
				.withMessageContaining("iwa.clients (reports, billing)");
		}
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> this.targets.forClient("report"));
	}

	@Test
	void baseUrlIsThatOfTheClient() {
		assertThat(this.targets.baseUrl()).isEqualTo(ORDERS);
		assertThat(this.targets.forClient("billing").baseUrl()).isEqualTo(GATEWAY);
		assertThat(AllowedTargets.of(REPORTS).baseUrl()).isNull();
	}

	@Test
	void graphIsInferredBesideEntriesButNotForTheirOrigins() {
		URI me = URI.create("https://graph.microsoft.com/v1.0/me");
		Set<HostAndPort> graph = Set.of(HostAndPort.parse("graph.microsoft.com"));
		AllowedTargets.Entry unset = new AllowedTargets.Entry(null, null, Set.of(), Set.of());
		AllowedTargets own = AllowedTargets.of(List.of(unset, REPORTS), graph).forOwnClients();
		assertThat(token(own, me)).isEqualTo(IwaTokenRequest.defaults());
		assertThat(token(own, GATEWAY)).isEqualTo(scopes("api://reports/.default"));
		assertThat(own.baseUrl()).isNull();
		AllowedTargets explicit = AllowedTargets.of(List.of(unset, entry("mail", me, "Mail.Read")), graph);
		assertThat(token(explicit, me)).isEqualTo(scopes("Mail.Read"));
		assertThat(token(explicit.forOwnClients(), me)).isEqualTo(scopes("Mail.Read"));
	}

	@Test
	void requestThatLeavesForAnotherUrlKeepsItsTokenOnlyWhereItWouldGetTheSame() {
		IwaTokenRequest token = scopes("api://reports/.default");
		Map<String, Object> attributes = new HashMap<>();
		assertThat(this.targets.allows(GATEWAY, attributes, token)).as("ambiguous").isFalse();
		assertThat(this.targets.allows(ORDERS, attributes, token)).as("another token").isFalse();
		assertThat(this.targets.allows(ORDERS, attributes, IwaTokenRequest.defaults())).isTrue();
		IwaRequestAttributes.client("reports").accept(attributes);
		assertThat(this.targets.allows(GATEWAY, attributes, token)).isTrue();
		assertThat(this.targets.allows(ORDERS, attributes, token)).isFalse();
	}

	@Test
	void originsAreListedWithTheirNames() {
		assertThat(this.targets).hasToString("https://orders.contoso.com, https://gateway.contoso.com (reports), "
				+ "https://gateway.contoso.com (billing)");
	}

	@SafeVarargs
	private static @Nullable IwaTokenRequest token(AllowedTargets targets, URI url,
			Consumer<Map<String, Object>>... attributes) {
		Map<String, Object> map = new HashMap<>();
		for (Consumer<Map<String, Object>> attribute : attributes) {
			attribute.accept(map);
		}
		return targets.tokenFor(url, new HttpHeaders(), map);
	}

	private static Consumer<Map<String, Object>> declared(String client) {
		return (attributes) -> attributes.put(IwaRequestAttributes.INTERFACE, new TokenSelection(client, null));
	}

	private static AllowedTargets.Entry entry(@Nullable String name, URI baseUrl, String... scopes) {
		return new AllowedTargets.Entry(name, baseUrl, Set.of(), Set.of(scopes));
	}

	private static IwaTokenRequest scopes(String... scopes) {
		return IwaTokenRequest.defaults().withScopes(scopes);
	}

}
