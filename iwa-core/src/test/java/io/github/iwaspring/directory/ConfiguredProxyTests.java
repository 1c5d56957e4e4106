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

package io.github.iwaspring.directory;

import java.net.Proxy;
import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ConfiguredProxy}.
 */
class ConfiguredProxyTests {

	@ParameterizedTest
	@CsvSource({ "adfs.contoso.com, adfs.contoso.com, true", "ADFS.contoso.com, adfs.CONTOSO.com, true",
			"adfs.contoso.com, x.adfs.contoso.com, false", "adfs.contoso.com, adfs.contoso.com.example, false",
			"*.contoso.com, adfs.contoso.com, true", "*.contoso.com, a.b.contoso.com, true",
			"*.contoso.com, contoso.com, false", "*.contoso.com, evilcontoso.com, false",
			".contoso.com, adfs.contoso.com, true", ".contoso.com, contoso.com, false", "10.*, 10.1.2.3, true",
			"10.*, 100.1.2.3, false", "127.0.0.1, 127.0.0.1, true", "[::1], [::1], true",
			"adfs*, adfs2.contoso.com, true", "*contoso.com, contoso.com, true" })
	void nonProxyHostsMatchAsTheJvmsDo(String entry, String host, boolean matches) {
		assertThat(new ConfiguredProxy("proxy", 8080, List.of(entry)).select(URI.create("https://" + host + "/"))
			.equals(List.of(Proxy.NO_PROXY))).isEqualTo(matches);
	}

	@Test
	void loopbackIsNotExemptAutomatically() {
		ConfiguredProxy selector = new ConfiguredProxy("proxy", 8080, List.of());
		assertThat(selector.select(URI.create("https://localhost/"))).doesNotContain(Proxy.NO_PROXY);
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> selector.select(null));
	}

}
