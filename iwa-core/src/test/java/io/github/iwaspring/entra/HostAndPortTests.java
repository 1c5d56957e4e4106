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

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HostAndPort}.
 */
class HostAndPortTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "https://orders.contoso.com/x, orders.contoso.com",
			"https://Orders.Contoso.com.:8443/x, orders.contoso.com:8443",
			"https://orders.contoso.com./x, orders.contoso.com",
			"https://xn--bcher-kva.contoso.com, xn--bcher-kva.contoso.com", "https://[::1]:443/, [::1]",
			"https://127.0.0.1:8443, 127.0.0.1:8443" })
	void hostOfAUrlIsComparedWithoutTheDotAtItsEnd(String url, String host) {
		assertThat(HostAndPort.of(URI.create(url))).hasToString(host).isEqualTo(HostAndPort.parse(host));
	}

	@Test
	void dotAtTheEndOfLocalhostIsAnotherNameOverHttp() {
		assertThat(HostAndPort.of(URI.create("http://localhost.:8080/")).isLoopback()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://user@orders.contoso.com/", "https://orders_x.contoso.com/", "https:/x", "x/y",
			"ftp://orders.contoso.com/", "https://b%C3%BCcher.contoso.com/" })
	void otherUrlHasNoHost(String url) {
		assertThat(HostAndPort.of(URI.create(url))).isNull();
	}

}
