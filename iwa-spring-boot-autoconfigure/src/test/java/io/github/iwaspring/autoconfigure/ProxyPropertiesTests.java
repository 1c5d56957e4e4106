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

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.function.Predicate;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.settings.PropertyError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how {@link IwaPropertiesMapper} maps {@code iwa.http.proxy}.
 */
class ProxyPropertiesTests {

	@Test
	void proxyIsThatOfTheJvmByDefault() {
		assertThat(proxy(properties(null, null))).isSameAs(ProxySelector.getDefault());
		assertThat(proxy(properties(" ", null))).isSameAs(ProxySelector.getDefault());
	}

	@Test
	void proxyIsForEveryHostThatIsNotListed() {
		ProxySelector selector = proxy(properties("Proxy.contoso.com", 8080, "adfs.contoso.com"));
		assertThat(selector.select(URI.create("https://login.microsoftonline.com/common"))).singleElement()
			.satisfies((proxy) -> {
				assertThat(proxy.type()).isEqualTo(Proxy.Type.HTTP);
				assertThat(proxy.address()).hasToString("Proxy.contoso.com/<unresolved>:8080");
			});
		assertThat(selector.select(URI.create("https://ADFS.contoso.com:8443/adfs"))).containsExactly(Proxy.NO_PROXY);
	}

	@ParameterizedTest
	@CsvSource({ "http://proxy.contoso.com:8080, URL", "alice:secret@proxy.contoso.com, credentials",
			"proxy.contoso.com:8080, port", "proxy_x.contoso.com, not a host", "'proxy.contoso.com ', white space",
			"${PROXY}, placeholder", "-proxy, not a host" })
	void invalidHostIsRefused(String host, String reason) {
		assertError(properties(host, 8080), "iwa.http.proxy.host", IwaErrorCode.CONFIGURATION_REFUSED,
				(error) -> error.description().contains(reason) && !error.message().contains("secret"));
	}

	@ParameterizedTest
	@CsvSource({ "0", "-1", "65536" })
	void invalidPortIsRefused(int port) {
		assertError(properties("proxy", port), "iwa.http.proxy.port", IwaErrorCode.CONFIGURATION_REFUSED,
				(error) -> error.action().contains("65535"));
	}

	@ParameterizedTest
	@CsvSource({ "' ', is empty", "*, neither", "a|b, JVM's", "a.*.b, neither", "10.0.0.0/8, network",
			"https://adfs.contoso.com, URL", "adfs:443, neither", "${ADFS}, placeholder" })
	void invalidNonProxyHostIsRefused(String entry, String reason) {
		assertError(properties("proxy", 8080, "localhost", entry), "iwa.http.proxy.non-proxy-hosts[1]",
				IwaErrorCode.CONFIGURATION_REFUSED, (error) -> error.description().contains(reason));
	}

	@Test
	void hostRequiresPort() {
		assertError(properties("proxy", null), "iwa.http.proxy.port", IwaErrorCode.CONFIGURATION_MISSING,
				(error) -> error.message()
					.equals("iwa.http.proxy.port is required with iwa.http.proxy.host and not set."));
	}

	@Test
	void portRequiresHost() {
		assertError(properties(null, 8080, "localhost"), "iwa.http.proxy.host", IwaErrorCode.CONFIGURATION_MISSING,
				(error) -> error.message().contains("required with iwa.http.proxy.port"));
	}

	@Test
	void nonProxyHostsRequireHost() {
		assertError(properties("", null, "localhost"), "iwa.http.proxy.host", IwaErrorCode.CONFIGURATION_MISSING,
				(error) -> error.message().contains("required with iwa.http.proxy.non-proxy-hosts"));
	}

	private static MappedProperties properties(String host, Integer port, String... nonProxyHosts) {
		MappedProperties properties = MappedProperties.required()
			.with("iwa.http.proxy.host", host)
			.with("iwa.http.proxy.port", (port != null) ? port.toString() : null);
		for (int i = 0; i < nonProxyHosts.length; i++) {
			properties.with("iwa.http.proxy.non-proxy-hosts[" + i + "]", nonProxyHosts[i]);
		}
		return properties;
	}

	private static ProxySelector proxy(MappedProperties properties) {
		return properties.map().http().client().get().proxy().orElse(ProxySelector.getDefault());
	}

	private static void assertError(MappedProperties properties, String name, IwaErrorCode code,
			Predicate<PropertyError> expectation) {
		assertThat(properties.errors()).singleElement().satisfies((error) -> {
			assertThat(error.name()).isEqualTo(name);
			assertThat(error.code()).isEqualTo(code);
			assertThat(error).matches(expectation);
		});
	}

}
