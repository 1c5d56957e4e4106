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
import java.time.Clock;

import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.settings.PropertyError;
import io.github.iwaspring.signin.FallbackSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how {@link IwaPropertiesMapper} maps {@code iwa.fallback}.
 */
class FallbackPropertiesTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "http://localhost", "http://localhost/", "http://localhost:8400", "http://localhost:8400/" })
	void redirectUriOnLocalhostIsAccepted(String uri) {
		assertThat(fallback(properties(uri, "5m")).redirectUri()).isEqualTo(URI.create(uri));
	}

	@ParameterizedTest
	@CsvSource({ "https://localhost, http://localhost", "http://127.0.0.1:8400, http://localhost:8400",
			"http://[::1], http://localhost", "http://localhost:8400/callback, http://localhost:8400",
			"http://evil.example, http://localhost", "http://localhost.evil.example, http://localhost",
			"http://localhost:0, http://localhost", "http://localhost:70000, http://localhost",
			"http://user@localhost, http://localhost", "localhost, http://localhost" })
	void otherRedirectUriIsRefusedWithItsCorrection(String uri, String correction) {
		assertThat(properties(uri, "5m").errors()).singleElement().satisfies((error) -> {
			assertThat(error.name()).isEqualTo("iwa.fallback.interactive.redirect-uri");
			assertThat(error.action()).isEqualTo("Set iwa.fallback.interactive.redirect-uri to '" + correction + "'.");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "0s", "-1s", "25h" })
	void timeoutOutOfBoundsIsRefused(String timeout) {
		assertThat(properties("http://localhost", timeout).errors()).extracting(PropertyError::name)
			.containsExactly("iwa.fallback.device-code.timeout", "iwa.fallback.interactive.timeout");
	}

	@Test
	void flowsKeepTheirOrderWithoutDuplicates() {
		assertThat(fallback(properties("http://localhost", "5m")).flows()).containsExactly(IwaFallbackFlow.DEVICE_CODE,
				IwaFallbackFlow.BROKER);
	}

	private static MappedProperties properties(String redirectUri, String timeout) {
		return MappedProperties.required()
			.with("iwa.fallback.flows", "device-code,broker,device-code")
			.with("iwa.fallback.device-code.timeout", timeout)
			.with("iwa.fallback.interactive.timeout", timeout)
			.with("iwa.fallback.interactive.redirect-uri", redirectUri);
	}

	private static FallbackSettings fallback(MappedProperties properties) {
		FallbackSettings none = FallbackSettings.none();
		return properties.map().fallback(none.prompt(), none.brokers(), Clock.systemUTC());
	}

}
