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
import java.util.Set;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.settings.PropertyError;
import io.github.iwaspring.web.AllowedTargets.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ClientEntries}.
 */
class ClientEntriesTests {

	private static final String REPORTS = "https://gateway.contoso.com/reports";

	private static final String GROUP = "spring.http.serviceclient.reports.base-url";

	private final MappedProperties properties = MappedProperties.required();

	@Test
	void entryHasEverythingThatIsSet() {
		this.properties.with("iwa.clients.reports.base-url", REPORTS)
			.with("iwa.clients.reports.scopes", "api://reports/read,api://reports/write")
			.with("iwa.clients.reports.allowed-hosts", "other.contoso.com:8443");
		assertThat(entry("reports"))
			.isEqualTo(new Entry("reports", URI.create(REPORTS), Set.of(HostAndPort.parse("other.contoso.com:8443")),
					Set.of("api://reports/read", "api://reports/write")));
		assertThat(entry("reports").key()).isEqualTo("iwa.clients.reports");
	}

	@Test
	void scopesDefaultToThoseOfTheApplication() {
		this.properties.with("iwa.clients.same.base-url", REPORTS)
			.with("iwa.clients.none.base-url", REPORTS)
			.with("iwa.clients.same.scopes", "api://orders/.default")
			.with("iwa.clients.none.scopes", "");
		assertThat(entry("same").scopes()).isEmpty();
		assertThat(entry("none").scopes()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "reports", "R", "orderItems2", "order-items" })
	void nameIsAccepted(String name) {
		this.properties.with("iwa.clients." + name + ".base-url", REPORTS);
		assertThat(entry(name).baseUrl()).isEqualTo(URI.create(REPORTS));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[a.b]", "[my_api]", "2nd", "[-x]", "[b\u00fccher]" })
	void nameOfAnotherFormIsRefused(String name) {
		this.properties.with("iwa.clients." + name + ".base-url", REPORTS);
		assertThat(this.properties.errors()).singleElement().satisfies((error) -> {
			assertThat(error.code()).isEqualTo(IwaErrorCode.CONFIGURATION_REFUSED);
			assertThat(error.message()).startsWith("iwa.clients = '").contains("not the name of a client");
		});
	}

	@ParameterizedTest
	@CsvSource({ "[orderItems], [orderitems]", "[order-items], [orderitems]", "[Order-Items], [order-items]" })
	void namesThatDifferOnlyInCaseOrDashesAreRefused(String one, String other) {
		this.properties.with("iwa.clients." + one + ".base-url", REPORTS)
			.with("iwa.clients." + other + ".base-url", REPORTS);
		assertThat(this.properties.errors()).singleElement()
			.satisfies((error) -> assertThat(error.message()).contains("differ only in case or dashes"));
	}

	@Test
	void baseUrlDefaultsToThatOfTheGroup() {
		this.properties.with("iwa.clients.reports.scopes", "api://reports/read").with(GROUP, REPORTS);
		assertThat(entry("reports").baseUrl()).isEqualTo(URI.create(REPORTS));
	}

	/**
	 * YAML's {@code reports: {}}.
	 */
	@Test
	void entryMayHaveNothingButItsName() {
		this.properties.with("iwa.clients.reports", "").with(GROUP, REPORTS);
		assertThat(entry("reports")).isEqualTo(new Entry("reports", URI.create(REPORTS), Set.of(), Set.of()));
	}

	@Test
	void entryThatIsATextIsRefused() {
		this.properties.with("iwa.clients.reports", REPORTS);
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> entry("reports"))
			.havingRootCause()
			.withMessageContaining("base-url");
	}

	@Test
	void groupMayHaveAnotherPathOfTheSameOrigin() {
		this.properties.with("iwa.clients.reports.base-url", REPORTS).with(GROUP, "HTTPS://Gateway.contoso.com:443/v2");
		assertThat(entry("reports").baseUrl()).isEqualTo(URI.create(REPORTS));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://other.contoso.com", "https://gateway.contoso.com:8443", "http://localhost:8080" })
	void groupOfAnotherOriginIsRefused(String url) {
		this.properties.with("iwa.clients.reports.base-url", REPORTS).with(GROUP, url);
		assertThat(this.properties.errors()).singleElement().satisfies((error) -> {
			assertThat(error.name()).isEqualTo("iwa.clients.reports.base-url");
			assertThat(error.description()).contains(GROUP);
		});
	}

	@Test
	void entryWithNeitherBaseUrlNorAllowedHostsIsRefused() {
		this.properties.with("iwa.clients.reports.scopes", "api://reports/read");
		assertThat(this.properties.errors()).singleElement().satisfies((error) -> {
			assertThat(error.code()).isEqualTo(IwaErrorCode.CONFIGURATION_MISSING);
			assertThat(error.message()).isEqualTo("iwa.clients.reports.base-url is required and not set.");
			assertThat(error.action()).contains("iwa.clients.reports.allowed-hosts");
		});
	}

	@Test
	void everyErrorIsReportedUnderItsProperty() {
		this.properties.with("iwa.clients.a.base-url", "http://orders.contoso.com")
			.with("iwa.clients.a.scopes", "User.Read,api://orders/read")
			.with("iwa.clients.b.allowed-hosts", "*.contoso.com")
			.with("iwa.clients.c.allowed-hosts", "c.contoso.com")
			.with("spring.http.serviceclient.c.base-url", "ftp://c");
		assertThat(this.properties.errors()).extracting(PropertyError::name)
			.containsExactly("iwa.clients.a.base-url", "iwa.clients.a.scopes", "iwa.clients.b.allowed-hosts[0]",
					"spring.http.serviceclient.c.base-url");
	}

	private Entry entry(String name) {
		return this.properties.map().targets().entry(name);
	}

}
