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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Proxies}, through {@link AllowedTargets}.
 */
class ProxiesTests {

	private static final List<String> PROPERTIES = List.of("http.proxyHost", "https.proxyHost", "socksProxyHost",
			"http.nonProxyHosts");

	private final ProxySelector selector = ProxySelector.getDefault();

	@AfterEach
	void restore() {
		ProxySelector.setDefault(this.selector);
		PROPERTIES.forEach(System::clearProperty);
	}

	@Test
	void plainHttpOnThisMachineGetsATokenWithoutAProxy() {
		assertThat(getsToken("http://localhost:8080")).isTrue();
		ProxySelector.setDefault(null);
		assertThat(getsToken("http://localhost:8080")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http.proxyHost", "https.proxyHost" })
	void proxyOfTheJvmIsBypassedByDefault(String property) {
		System.setProperty(property, "proxy.contoso.com");
		assertThat(getsToken("http://localhost:8080")).isTrue();
		assertThat(getsToken("http://127.0.0.1:8080")).isTrue();
		assertThat(getsToken("http://[::1]:8080")).as("as Reactor Netty does").isFalse();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			intranet|*.contoso.com,       false
			'',                           false
			intranet|localhost,           true
			LOCALHOST|intranet,           true
			local*,                       true
			*,                            true
			""")
	void listOfExemptHostsReplacesTheDefault(String nonProxyHosts, boolean expected) {
		System.setProperty("http.proxyHost", "proxy.contoso.com");
		System.setProperty("http.nonProxyHosts", nonProxyHosts);
		assertThat(getsToken("http://localhost:8080")).isEqualTo(expected);
	}

	@Test
	void socksProxyServesThisMachine() {
		System.setProperty("socksProxyHost", "proxy.contoso.com");
		assertThat(getsToken("http://localhost:8080")).isFalse();
	}

	@Test
	void proxyOfTheSelectorServesThisMachine() {
		ProxySelector.setDefault(new FixedSelector(
				List.of(Proxy.NO_PROXY, new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy", 80)))));
		assertThat(getsToken("http://localhost:8080")).isFalse();
		ProxySelector.setDefault(new FixedSelector(List.of(Proxy.NO_PROXY)));
		assertThat(getsToken("http://localhost:8080")).isTrue();
	}

	@Test
	void httpsGetsATokenThroughAProxy() {
		System.setProperty("socksProxyHost", "proxy.contoso.com");
		System.setProperty("http.proxyHost", "proxy.contoso.com");
		assertThat(getsToken("https://orders.contoso.com")).isTrue();
	}

	private static boolean getsToken(String url) {
		URI baseUrl = URI.create(url);
		return AllowedTargets.of(new AllowedTargets.Entry(null, baseUrl, Set.of(), Set.of()))
			.tokenFor(baseUrl, null) != null;
	}

	private static final class FixedSelector extends ProxySelector {

		private final List<Proxy> proxies;

		FixedSelector(List<Proxy> proxies) {
			this.proxies = proxies;
		}

		@Override
		public List<Proxy> select(URI uri) {
			return this.proxies;
		}

		@Override
		public void connectFailed(URI uri, SocketAddress address, IOException ex) {
		}

	}

}
