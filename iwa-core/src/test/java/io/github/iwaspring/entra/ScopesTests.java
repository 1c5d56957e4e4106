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

package io.github.iwaspring.entra;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Scopes}.
 */
class ScopesTests {

	private static final Set<HostAndPort> GRAPH = Set.of(HostAndPort.parse("graph.microsoft.com"));

	@ParameterizedTest
	@CsvSource({ "User.Read, PUBLIC, graph.microsoft.com", "User.Read|openid, US_GOVERNMENT, graph.microsoft.us",
			"User.Read, CHINA, microsoftgraph.chinacloudapi.cn", "User.Read, FRANCE, ",
			"https://graph.microsoft.com/.default, PUBLIC, graph.microsoft.com",
			"https://graph.microsoft.com//.default, PUBLIC, graph.microsoft.com",
			"HTTPS://Graph.Microsoft.com/.default, PUBLIC, graph.microsoft.com",
			"00000003-0000-0000-c000-000000000000/.default, PUBLIC, graph.microsoft.com",
			"https://dod-graph.microsoft.us/.default, US_GOVERNMENT, dod-graph.microsoft.us",
			"https://dod-graph.microsoft.us/User.Read|Mail.Read, US_GOVERNMENT, dod-graph.microsoft.us",
			"https://graph.microsoft.com/.default, US_GOVERNMENT, ", "api://orders/.default, PUBLIC, ",
			"https://graph.microsoft.com.example.com/.default, PUBLIC, ", "openid|profile, PUBLIC, " })
	void graphHostDependsOnScopesAndCloud(String scopes, Cloud cloud, String host) {
		assertThat(Scopes.graphHost(List.of(scopes.split("\\|")), cloud))
			.satisfies((found) -> assertThat((found != null) ? found.toString() : null).isEqualTo(host));
	}

	@Test
	void graphHostIsUnknownOutsideTheClouds() {
		assertThat(Scopes.graphHost(List.of("User.Read"), null)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "User.Read", "openid", "https://graph.microsoft.com/Mail.Read",
			"00000003-0000-0000-c000-000000000000/.default" })
	void scopesOfGraphAreOfGraph(String scope) {
		assertThat(Scopes.areOfGraph(GRAPH, Set.of(scope))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "api://orders/.default", "urn:orders", "/User.Read", "graph/Mail.Read",
			"https://graph.microsoft.us/Mail.Read", "https://graph.microsoft.com.example.com/Mail.Read" })
	void scopesOfAnotherResourceAreNotOfGraph(String scope) {
		assertThat(Scopes.areOfGraph(GRAPH, Set.of("User.Read", scope))).isFalse();
		assertThat(Scopes.graphHost(List.of("User.Read", scope), Cloud.PUBLIC)).isNull();
	}

	@Test
	void resourcesOfGraphAreOneResource() {
		assertThat(Scopes.resources(List.of("User.Read", "https://graph.microsoft.com/Mail.Read", "openid")))
			.hasSize(1);
		assertThat(Scopes.resources(List.of("api://orders/Read", "API://Orders/Write")))
			.containsExactly("api://orders");
	}

}
