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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.web.StubTokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Which transport of a {@code RestClient} reads the proxy of the system's properties.
 * With the starter it is Reactor Netty, which the starter of {@code WebClient} brings.
 */
class SystemProxyTests {

	private static final String HOST = "http.proxyHost";

	private static final String PORT = "http.proxyPort";

	/**
	 * Empty, so that this machine is not exempt.
	 */
	private static final String EXEMPT = "http.nonProxyHosts";

	/**
	 * Transports that Spring Boot prefers, and the starter does not bring.
	 */
	private static final String[] ONLY_IN_TESTS = { "org.apache.hc", "org.eclipse.jetty" };

	private final Map<String, String> before = Stream.of(HOST, PORT, EXEMPT)
		.filter((key) -> System.getProperty(key) != null)
		.collect(Collectors.toMap((key) -> key, System::getProperty));

	private RecordingServer api;

	private Proxy proxy;

	@BeforeEach
	void start() throws IOException {
		this.api = RecordingServer.http();
		this.proxy = new Proxy();
		System.setProperty(HOST, "localhost");
		System.setProperty(PORT, String.valueOf(this.proxy.socket.getLocalPort()));
		System.setProperty(EXEMPT, "");
	}

	@AfterEach
	void stop() throws Exception {
		Stream.of(HOST, PORT, EXEMPT).forEach((key) -> restore(key, this.before.get(key)));
		this.api.close();
		this.proxy.close();
	}

	@Test
	void reactorNettyIgnoresItUnderSpringBoot40() {
		assumeThat(SpringBootVersion.getVersion())
			.as("Spring Boot 4.1 configures Reactor Netty with the system's proxy properties")
			.startsWith("4.0.");
		get();
		assertThat(this.api.received()).hasSize(1);
		assertThat(this.proxy.requestLines).isEmpty();
	}

	@Test
	void reactorNettyUsesItSinceSpringBoot41() {
		assumeThat(SpringBootVersion.getVersion())
			.as("Spring Boot 4.0 does not configure Reactor Netty with the system's proxy properties")
			.doesNotStartWith("4.0.");
		get();
		assertThat(this.proxy.requestLines).singleElement()
			.isEqualTo("CONNECT localhost:" + this.api.port() + " HTTP/1.1");
		assertThat(this.api.received()).isEmpty();
	}

	@Test
	void clientOfTheJdkUsesItUnderEachSpringBoot() {
		get("spring.http.clients.imperative.factory=jdk");
		assertThat(this.proxy.requestLines).singleElement().isEqualTo("GET " + this.api.url("/") + " HTTP/1.1");
		assertThat(this.api.received()).isEmpty();
	}

	private void get(String... properties) {
		ClientContext.of(new StubTokens(), ClientContext.allowedHosts("orders.contoso.com"))
			.withClassLoader(new FilteredClassLoader(ONLY_IN_TESTS))
			.withPropertyValues(properties)
			.run((context) -> {
				try {
					context.getBean(RestClient.class).get().uri(this.api.url("/")).retrieve().toBodilessEntity();
				}
				catch (RestClientException refusedByTheProxy) {
					assertThat(this.proxy.requestLines).isNotEmpty();
				}
			});
	}

	private static void restore(String key, @Nullable String value) {
		if (value != null) {
			System.setProperty(key, value);
		}
		else {
			System.clearProperty(key);
		}
	}

	/**
	 * A proxy that refuses every request.
	 */
	private static final class Proxy {

		private final ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());

		private final List<String> requestLines = new CopyOnWriteArrayList<>();

		private final Thread thread = new Thread(this::serve, "refusing-proxy");

		Proxy() throws IOException {
			this.thread.start();
		}

		private void serve() {
			while (!this.socket.isClosed()) {
				try (Socket connection = this.socket.accept()) {
					BufferedReader request = new BufferedReader(
							new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
					this.requestLines.add(request.readLine());
					while (!request.readLine().isEmpty()) {
						// the headers
					}
					connection.getOutputStream()
						.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
							.getBytes(StandardCharsets.US_ASCII));
				}
				catch (IOException closed) {
					// by the test, or by a client that gave up
				}
			}
		}

		void close() throws Exception {
			this.socket.close();
			this.thread.join();
		}

	}

}
