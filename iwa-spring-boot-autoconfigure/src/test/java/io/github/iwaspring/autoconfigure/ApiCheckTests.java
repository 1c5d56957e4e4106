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

package io.github.iwaspring.autoconfigure;

import java.net.URI;
import java.util.List;
import java.util.Set;

import io.github.iwaspring.IwaReport.Status;
import io.github.iwaspring.doctor.Finding;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.web.AllowedTargets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApiCheck}.
 */
class ApiCheckTests {

	private static final HostAndPort GRAPH = HostAndPort.parse("graph.microsoft.com");

	@Test
	void originOfTheBaseUrlAndAllowedHostsPass() {
		HostAndPort more = HostAndPort.parse("more.contoso.com:8443");
		assertFinding(URI.create("https://orders.contoso.com/v1/"), Set.of(more), Set.of(), Status.PASS,
				"Tokens may go to https://orders.contoso.com, https://more.contoso.com:8443.");
		assertFinding(null, Set.of(more), Set.of(GRAPH), Status.PASS,
				"Tokens may go to https://more.contoso.com:8443.");
	}

	@Test
	void plainHttpPassesOnThisMachineOnly() {
		assertFinding(URI.create("http://localhost:8080"), Set.of(), Set.of(), Status.PASS,
				"Tokens may go to http://localhost:8080.");
		assertFinding(URI.create("http://orders.contoso.com:8080"), Set.of(), Set.of(), Status.FAIL,
				"Requests to http://orders.contoso.com:8080, the origin of iwa.api.base-url, get no token");
	}

	@Test
	void graphPassesWithoutConfiguration() {
		assertFinding(null, Set.of(), Set.of(GRAPH), Status.PASS, "https://graph.microsoft.com");
	}

	@Test
	void noTargetIsAWarning() {
		assertFinding(null, Set.of(), Set.of(), Status.WARN, "No request will carry a token");
	}

	@Test
	void everyEntryIsListedAndChecked() {
		AllowedTargets.Entry orders = entry(null, "https://orders.contoso.com");
		AllowedTargets.Entry reports = entry("reports", "https://gateway.contoso.com/reports");
		AllowedTargets.Entry billing = entry("billing", "https://gateway.contoso.com/billing");
		assertThat(check(orders, reports, billing).description())
			.isEqualTo("Tokens may go to https://orders.contoso.com, https://gateway.contoso.com (reports), "
					+ "https://gateway.contoso.com (billing).");
		Finding finding = check(orders, reports, entry("unsafe", "http://orders.contoso.com:8080"));
		assertThat(finding.status()).isEqualTo(Status.FAIL);
		assertThat(finding.description())
			.contains("http://orders.contoso.com:8080, the origin of " + "iwa.clients.unsafe.base-url");
		assertThat(finding.action()).contains("iwa.clients.unsafe.base-url");
	}

	@Test
	void filterOfTheApplicationIsNamed() {
		AllowedTargets targets = AllowedTargets.of(List.of(entry(null, "https://orders.contoso.com")), Set.of());
		assertThat(new ApiCheck(targets, true).get().description()).contains("An InetAddressFilter of the application");
	}

	private static AllowedTargets.Entry entry(@Nullable String name, String baseUrl) {
		return new AllowedTargets.Entry(name, URI.create(baseUrl), Set.of(), Set.of("scope-of-" + name));
	}

	private static Finding check(AllowedTargets.Entry... entries) {
		return new ApiCheck(AllowedTargets.of(List.of(entries), Set.of()), false).get();
	}

	private static void assertFinding(@Nullable URI baseUrl, Set<HostAndPort> allowedHosts, Set<HostAndPort> graphHosts,
			Status status, String description) {
		Finding finding = new ApiCheck(
				AllowedTargets.of(List.of(new AllowedTargets.Entry(null, baseUrl, allowedHosts, Set.of())), graphHosts),
				false)
			.get();
		assertThat(finding.status()).isEqualTo(status);
		assertThat(finding.description()).contains(description);
	}

}
