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

package io.github.iwaspring.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.iwaspring.test.EmbeddedDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Request bodies that do not fit into memory: a {@code RestClient} streams them as it
 * does without the starter, with and without a token, over every transport that streams.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class LargeBodyTests {

	private static final long SIZE = 300L * 1024 * 1024;

	private final AtomicLong received = new AtomicLong();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private volatile String authorization;

	private HttpServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::receive);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	@ParameterizedTest
	@CsvSource({ "upload, jdk", "upload, reactor", "upload-injected, jdk", "upload-injected, reactor" })
	void bodyIsStreamedWithAndWithoutToken(String command, String transport) throws IOException {
		String port = String.valueOf(this.server.getAddress().getPort());
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			Map<String, String> properties = new LinkedHashMap<>(directory.properties());
			properties.put("iwa.api.allowed-hosts", "localhost:" + port);
			properties.put("spring.http.clients.imperative.factory", transport);
			try (ForkedApplication application = ForkedApplication.start(Map.of(), List.of("-Xmx96m"), properties)) {
				assertThat(application.ask(command + " http://127.0.0.1:" + port)).isEqualTo("200 OK");
				assertThat(this.authorization).isNull();
				assertThat(this.received).hasValue(SIZE);
				assertThat(application.ask(command + " http://localhost:" + port)).isEqualTo("200 OK");
				assertThat(this.authorization).startsWith("Bearer ");
				assertThat(this.received).hasValue(2 * SIZE);
			}
		}
	}

	private void receive(HttpExchange exchange) throws IOException {
		try (exchange; InputStream body = exchange.getRequestBody()) {
			byte[] buffer = new byte[64 * 1024];
			for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
				this.received.addAndGet(read);
			}
			this.authorization = exchange.getRequestHeaders().getFirst("Authorization");
			exchange.sendResponseHeaders(200, -1);
		}
	}

}
