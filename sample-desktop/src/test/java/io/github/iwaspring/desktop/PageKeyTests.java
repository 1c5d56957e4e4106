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

package io.github.iwaspring.desktop;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PageKey}, over HTTP.
 */
class PageKeyTests {

	@Test
	void theKeyIsExchangedForACookieOfThisServer() {
		try (Page page = Page.startAlone()) {
			assertThat(status(page.get("/open?key=wrong", Map.of()))).isEqualTo(401);
			assertThat(status(page.get("/open", Map.of()))).isEqualTo(401);
			ResponseEntity<String> response = page.get(page.opening(), Map.of());
			assertThat(status(response)).isEqualTo(303);
			assertThat(response.getHeaders().getFirst("Location")).isEqualTo("/");
			assertThat(response.getHeaders().getFirst("Set-Cookie")).startsWith("iwa-desktop-" + page.port + "=")
				.endsWithIgnoringCase("; Path=/; HttpOnly; SameSite=Strict");
		}
	}

	@Test
	void onlyOpeningThePageUsesTheKey() {
		try (Page page = Page.startAlone()) {
			assertThat(status(page.send(HttpMethod.HEAD, page.opening(), Map.of()))).isEqualTo(401);
			assertThat(status(page.post(page.opening(), Map.of("Origin", page.origin())))).isEqualTo(401);
			assertThat(status(page.get(page.opening(), Map.of()))).isEqualTo(303);
		}
	}

	@Test
	void aKeyThatIsUsedTwiceClosesTheSession() {
		try (Page page = Page.startAlone()) {
			Map<String, String> opened = page.open();
			assertThat(status(page.get("/", opened))).isEqualTo(200);
			assertThat(page.get(page.opening(), Map.of()).getBody()).contains("was used before");
			assertThat(status(page.get("/", opened))).isEqualTo(401);
			assertThat(status(page.get(page.opening(), Map.of()))).isEqualTo(401);
		}
	}

	private static int status(ResponseEntity<String> response) {
		return response.getStatusCode().value();
	}

}
