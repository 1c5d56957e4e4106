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

package io.github.iwaspring.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.api.ApiCall;
import io.github.iwaspring.test.entra.IssuedToken;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.RecordedRequest;
import io.github.iwaspring.test.support.Json;

/**
 * The HTTP server by which tests in other processes script a directory and read its log.
 * It listens on the loopback address, and answers only requests that name it as their
 * host and have its key in the header {@value #KEY_HEADER}.
 */
final class ControlServer implements AutoCloseable {

	static final String KEY_HEADER = "X-Directory-Key";

	private static final int MAX_BODY_SIZE = 64 * 1024;

	private final EmbeddedDirectory directory;

	private final HttpServer server;

	private final String key;

	private ControlServer(EmbeddedDirectory directory) throws IOException {
		this.directory = directory;
		byte[] random = new byte[32];
		new SecureRandom().nextBytes(random);
		this.key = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), 0),
				0);
		this.server.createContext("/", this::handle);
	}

	static ControlServer start(EmbeddedDirectory directory) throws IOException {
		ControlServer control = new ControlServer(directory);
		control.server.start();
		return control;
	}

	String url() {
		return "http://localhost:" + port();
	}

	String key() {
		return this.key;
	}

	private int port() {
		return this.server.getAddress().getPort();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_SIZE + 1);
			if (!isForUs(exchange)) {
				respond(exchange, 421, "This is not the host that was asked for.");
			}
			else if (!hasKey(exchange)) {
				respond(exchange, 403, "The header " + KEY_HEADER + " is missing or wrong.");
			}
			else if (body.length > MAX_BODY_SIZE) {
				respond(exchange, 413, "The body is too large.");
			}
			else {
				answer(exchange, new String(body, StandardCharsets.UTF_8));
			}
		}
	}

	/**
	 * Whether the request names this server as its host: a page whose name leads to the
	 * loopback address (DNS rebinding) does not.
	 */
	private boolean isForUs(HttpExchange exchange) {
		String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
		return host.equalsIgnoreCase("localhost:" + port()) || host.equals("127.0.0.1:" + port());
	}

	private boolean hasKey(HttpExchange exchange) {
		String sent = String.valueOf(exchange.getRequestHeaders().getFirst(KEY_HEADER));
		return MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), this.key.getBytes(StandardCharsets.UTF_8));
	}

	private void answer(HttpExchange exchange, String body) throws IOException {
		switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
			case "POST /faults" -> addFault(exchange, body);
			case "DELETE /faults" -> {
				for (Hop hop : Hop.values()) {
					this.directory.on(hop).reset();
				}
				respond(exchange, 204, "");
			}
			case "GET /requests" -> respond(exchange, 200,
					Json.write(this.directory.requests().stream().map(ControlServer::members).toList()));
			case "DELETE /requests" -> {
				this.directory.log().clear();
				respond(exchange, 204, "");
			}
			case "GET /sign-ins" -> respond(exchange, 200,
					Json.write(this.directory.signIns().stream().map(ControlServer::members).toList()));
			case "GET /api-calls" -> respond(exchange, 200,
					Json.write(this.directory.apiCalls().stream().map(ControlServer::members).toList()));
			default -> respond(exchange, 404, "There are POST and DELETE /faults, GET and DELETE /requests,"
					+ " GET /sign-ins and GET /api-calls.");
		}
	}

	private void addFault(HttpExchange exchange, String body) throws IOException {
		try {
			RequestedFault.parse(body).addTo(this.directory);
		}
		catch (IllegalArgumentException ex) {
			respond(exchange, 400, String.valueOf(ex.getMessage()));
			return;
		}
		respond(exchange, 204, "");
	}

	private static Map<String, Object> members(RecordedRequest request) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("hop", name(request.hop()));
		members.put("method", request.method());
		members.put("path", request.path());
		if (request.authorizationScheme() != null) {
			members.put("authorization", request.authorizationScheme());
		}
		return members;
	}

	private static Map<String, Object> members(IssuedToken token) {
		return Map.of("user", token.user(), "resource", token.resource());
	}

	private static Map<String, Object> members(ApiCall call) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("method", call.method());
		members.put("path", call.path());
		members.put("status", call.status());
		if (call.user() != null) {
			members.put("user", call.user());
		}
		return members;
	}

	/**
	 * The name of a protocol step, such as {@code ws-trust}.
	 */
	static String name(Hop hop) {
		return hop.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static List<String> names() {
		return List.of(Hop.values()).stream().map(ControlServer::name).toList();
	}

	private static void respond(HttpExchange exchange, int status, String text) throws IOException {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders()
			.set("Content-Type", (status == 200) ? "application/json" : "text/plain; charset=utf-8");
		exchange.getResponseHeaders().set("Cache-Control", "no-store");
		exchange.sendResponseHeaders(status, (body.length > 0) ? body.length : -1);
		if (body.length > 0) {
			exchange.getResponseBody().write(body);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
