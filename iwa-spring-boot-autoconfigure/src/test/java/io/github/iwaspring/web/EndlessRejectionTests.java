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
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An API rejects a token with a response that never ends. With every transport the
 * request goes on with a new token.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndlessRejectionTests {

	private final StubTokens tokens = new StubTokens();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final CountDownLatch end = new CountDownLatch(1);

	private HttpServer api;

	@BeforeEach
	void start() throws IOException {
		this.api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.api.setExecutor(this.threads);
		for (Rejection rejection : Rejection.values()) {
			this.api.createContext("/" + rejection, (exchange) -> handle(exchange, rejection, false));
			this.api.createContext("/always/" + rejection, (exchange) -> handle(exchange, rejection, true));
		}
		this.api.start();
	}

	@AfterEach
	void stop() {
		this.end.countDown();
		this.api.stop(0);
		this.threads.shutdownNow();
	}

	static Stream<Arguments> clients() {
		Map<String, Supplier<ClientHttpRequestFactoryBuilder<?>>> transports = Map.of("jdk",
				ClientHttpRequestFactoryBuilder::jdk, "reactor", ClientHttpRequestFactoryBuilder::reactor,
				"http-components", ClientHttpRequestFactoryBuilder::httpComponents, "jetty",
				ClientHttpRequestFactoryBuilder::jetty, "simple", ClientHttpRequestFactoryBuilder::simple);
		return Stream.of(Rejection.values())
			.flatMap((rejection) -> transports.keySet()
				.stream()
				.flatMap((transport) -> Stream.of(false, true)
					.filter((streams) -> !(streams && transport.equals("simple")))
					.filter((streams) -> reaches(transport, rejection))
					.map((streams) -> Arguments.arguments(rejection, transport, streams, transports.get(transport)))));
	}

	@ParameterizedTest(name = "{0}, {1}, streams {2}")
	@MethodSource("clients")
	void restClientGoesOn(Rejection rejection, String transport, boolean streams,
			Supplier<ClientHttpRequestFactoryBuilder<?>> factory) {
		RestClient client = restClient(streams, factory.get());
		String answer = client.get().uri(url("/" + rejection)).retrieve().body(String.class);
		assertThat(answer).isEqualTo("fine");
		assertThat(this.tokens.invalidated()).containsExactly("token-1");
	}

	@ParameterizedTest(name = "{0}, {1}, streams {2}")
	@MethodSource("clients")
	void restClientHandsOverTheLastRejection(Rejection rejection, String transport, boolean streams,
			Supplier<ClientHttpRequestFactoryBuilder<?>> factory) {
		RestClient client = restClient(streams, factory.get());
		Integer status = client.get()
			.uri(url("/always/" + rejection))
			.exchange((request, response) -> response.getStatusCode().value());
		assertThat(status).isEqualTo(401);
	}

	static Stream<Arguments> webClients() {
		Map<String, Supplier<ClientHttpConnectorBuilder<?>>> transports = Map.of("jdk", ClientHttpConnectorBuilder::jdk,
				"reactor", ClientHttpConnectorBuilder::reactor, "http-components",
				ClientHttpConnectorBuilder::httpComponents, "jetty", ClientHttpConnectorBuilder::jetty);
		return Stream.of(Rejection.values())
			.flatMap((rejection) -> transports.entrySet()
				.stream()
				.filter((transport) -> reaches(transport.getKey(), rejection))
				.map((transport) -> Arguments.arguments(rejection, transport.getKey(), transport.getValue())));
	}

	/**
	 * Whether a transport hands over a response before its end. Jetty reads the first 16
	 * KB of a 401 itself, within its own time-out.
	 */
	private static boolean reaches(String transport, Rejection rejection) {
		return !transport.equals("jetty") || rejection == Rejection.FLOODING;
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("webClients")
	void webClientGoesOn(Rejection rejection, String transport, Supplier<ClientHttpConnectorBuilder<?>> connector) {
		WebClient client = WebClient.builder()
			.clientConnector(connector.get().build())
			.filter(new BearerTokenFilter(this.tokens, targets(), new TokenRefusals()))
			.build();
		assertThat(client.get().uri(url("/" + rejection)).retrieve().bodyToMono(String.class).block())
			.isEqualTo("fine");
		assertThat(this.tokens.invalidated()).containsExactly("token-1");
	}

	private RestClient restClient(boolean streams, ClientHttpRequestFactoryBuilder<?> factory) {
		return (streams
				? BearerTokenRestClient.builder(RestClient.builder(), this.tokens, targets(), new TokenRefusals())
				: RestClient.builder()
					.requestInterceptor(new BearerTokenInterceptor(this.tokens, targets(), new TokenRefusals())))
			.requestFactory(factory.build())
			.build();
	}

	private URI url(String path) {
		return URI.create("http://localhost:" + this.api.getAddress().getPort() + path);
	}

	private AllowedTargets targets() {
		return AllowedTargets.of(new AllowedTargets.Entry(null, url("/"), Set.of(), Set.of()));
	}

	private void handle(HttpExchange exchange, Rejection rejection, boolean always) throws IOException {
		try (exchange) {
			boolean rejected = always || exchange.getRequestHeaders().getFirst("Authorization").endsWith("-1");
			if (rejected) {
				exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
				exchange.sendResponseHeaders(401, rejection.length);
				rejection.write(exchange.getResponseBody(), this.end);
			}
			else {
				exchange.sendResponseHeaders(200, 4);
				exchange.getResponseBody().write("fine".getBytes(StandardCharsets.US_ASCII));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A response that never ends.
	 */
	enum Rejection {

		/**
		 * One octet after the other, in chunks.
		 */
		DRIPPING(0) {

			@Override
			void write(OutputStream body, CountDownLatch end) throws IOException, InterruptedException {
				while (!end.await(20, TimeUnit.MILLISECONDS)) {
					body.write('.');
					body.flush();
				}
			}

		},

		/**
		 * A length, and fewer octets.
		 */
		STALLED(1000) {

			@Override
			void write(OutputStream body, CountDownLatch end) throws IOException, InterruptedException {
				body.write('.');
				body.flush();
				end.await();
			}

		},

		/**
		 * As much as the connection takes.
		 */
		FLOODING(0) {

			@Override
			void write(OutputStream body, CountDownLatch end) throws IOException {
				byte[] flood = new byte[64 * 1024];
				while (end.getCount() > 0) {
					body.write(flood);
				}
			}

		};

		private final long length;

		Rejection(long length) {
			this.length = length;
		}

		abstract void write(OutputStream body, CountDownLatch end) throws IOException, InterruptedException;

	}

}
