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

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PageGuard}, over HTTP.
 */
class PageGuardTests {

	private static Page page;

	private static Map<String, String> session;

	@BeforeAll
	static void start() {
		page = Page.startAlone();
		session = page.open();
	}

	@AfterAll
	static void close() {
		page.close();
	}

	@Test
	void theSessionReadsThePage() {
		assertThat(page.get("/", session).getBody()).contains("<title>Desktop sample</title>");
		assertThat(page.get("/app.js", session).getStatusCode().value()).isEqualTo(200);
		assertThat(page.get("/state", session).getBody()).contains("\"person\":null");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rebound.example:PORT", "127.0.0.1", "127.0.0.1:1", "localhost.rebound.example:PORT",
			"127.0.0.1.rebound.example:PORT", "[::1]:PORT", "LOCALHOST:PORT" })
	void aRequestForAnotherHostIsMisdirected(String host) {
		assertThat(status(page.get("/", with("Host", host)))).isEqualTo(421);
		assertThat(status(page.get(page.opening(), with("Host", host)))).isEqualTo(421);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.0\n", "GET / HTTP/1.1\nHost:\n",
			"GET / HTTP/1.1\nHost: 127.0.0.1:PORT\nHost: rebound.example\n",
			"GET http://127.0.0.1:PORT/ HTTP/1.1\nHost: rebound.example\n" })
	void aRequestThatNamesNotThisHostAloneIsRefused(String head) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", page.port)) {
			socket.getOutputStream()
				.write((with("Head", head).get("Head") + "Cookie: " + session.get("Cookie") + "\nConnection: close\n\n")
					.replace("\n", "\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.matches("(?s)HTTP/1\\.[01] 4(00|21) .*")
				.doesNotContain("<title>");
		}
	}

	@Test
	void localhostIsTheSameServer() {
		assertThat(status(page.get("/", with("Host", "localhost:PORT")))).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "https://rebound.example", "http://127.0.0.1", "http://127.0.0.1:1",
			"http://localhost:PORT", "https://127.0.0.1:PORT" })
	void aChangeFromAnotherOriginIsForbidden(String origin) {
		for (String path : new String[] { "/sign-in", "/renew", "/call", "/doctor", "/sign-out", "/quit" }) {
			assertThat(status(page.post(path, with("Origin", origin)))).as(path).isEqualTo(403);
		}
		assertThat(page.application.isActive()).isTrue();
	}

	@Test
	void aChangeWithoutAnOriginIsForbidden() {
		assertThat(status(page.post("/sign-out", Map.of("Cookie", session.get("Cookie"))))).isEqualTo(403);
	}

	@Test
	void aPreflightRequestFromAnotherOriginIsForbidden() {
		Map<String, String> headers = with("Origin", "https://rebound.example");
		headers.put("Access-Control-Request-Method", "POST");
		ResponseEntity<String> response = page.send(HttpMethod.OPTIONS, "/sign-in", headers);
		assertThat(status(response)).isEqualTo(403);
		assertThat(response.getHeaders().headerNames()).noneMatch((name) -> name.startsWith("Access-Control-"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/sign-in", "/renew", "/call", "/doctor", "/sign-out", "/quit" })
	void aChangeIsNoGet(String path) {
		assertThat(status(page.get(path, session))).isEqualTo(405);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/index.html", "/app.js", "/app.css", "/icon.svg", "/state", "/missing" })
	void aRequestWithoutTheSessionIsUnauthorized(String path) {
		assertThat(page.get(path, Map.of()).getBody()).startsWith("This page belongs to the application");
		assertThat(status(page.get(path, Map.of()))).isEqualTo(401);
		assertThat(status(page.get(path, with("Cookie", "iwa-desktop-" + page.port + "=guessed")))).isEqualTo(401);
		assertThat(status(page.get(path, with("Cookie", "other=" + session.get("Cookie").split("=")[1]))))
			.isEqualTo(401);
	}

	@Test
	void aChangeWithoutTheSessionIsUnauthorized() {
		assertThat(status(page.post("/sign-out", Map.of("Origin", page.origin())))).isEqualTo(401);
	}

	@Test
	void everyResponseHasThePolicy() {
		page.get("/", session);
		page.get("/missing", session);
		page.get("/", Map.of());
		page.get("/", with("Host", "rebound.example"));
		page.get("/open?key=wrong", Map.of());
		page.send(HttpMethod.DELETE, "/state", session);
		assertThat(page.responses()).allSatisfy((response) -> {
			assertThat(response.getHeaders().getFirst("Content-Security-Policy")).isEqualTo(
					"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
							+ "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
			assertThat(response.getHeaders().getFirst("Referrer-Policy")).isEqualTo("no-referrer");
			assertThat(response.getHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
			assertThat(response.getHeaders().getFirst("Cache-Control")).isEqualTo("no-store");
		});
	}

	private static Map<String, String> with(String header, String value) {
		Map<String, String> headers = new HashMap<>(session);
		headers.put(header, value.replace("PORT", String.valueOf(page.port)));
		return headers;
	}

	private static int status(ResponseEntity<String> response) {
		return response.getStatusCode().value();
	}

}
