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

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;

import com.sun.net.httpserver.HttpServer;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.AcquisitionListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link HttpTransport}, with real servers.
 */
class HttpTransportTests {

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private HttpServer server;

	@BeforeEach
	void startServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.start();
	}

	@AfterEach
	void stopServer() {
		this.server.stop(0);
	}

	@Test
	void responseIsReadWhole() {
		respond(200, "x".repeat(100));
		assertThat(send(Duration.ofSeconds(10), 100).body()).isEqualTo("x".repeat(100));
	}

	@Test
	void busyCommonPoolDoesNotBlock() throws InterruptedException {
		respond(200, "fine");
		int workers = Math.max(ForkJoinPool.commonPool().getParallelism(), 1);
		CountDownLatch busy = new CountDownLatch(workers);
		CountDownLatch end = new CountDownLatch(1);
		for (int i = 0; i < workers; i++) {
			ForkJoinPool.commonPool().execute(() -> {
				busy.countDown();
				await(end);
			});
		}
		try {
			busy.await();
			assertThat(send(Duration.ofSeconds(10), 100).body()).isEqualTo("fine");
		}
		finally {
			end.countDown();
		}
	}

	@Test
	void byteOrderMarkIsRemoved() {
		respond(200, "\uFEFF<xml/>");
		assertThat(send(Duration.ofSeconds(10), 100).body()).isEqualTo("<xml/>");
	}

	@Test
	void clientThatCannotBeBuiltIsAConfigurationError() {
		HttpTransport transport = new HttpTransport(new HttpSettings(() -> {
			throw new IllegalStateException("the store is unreadable");
		}, Duration.ofSeconds(10), 100));
		AcquisitionContext acquisition = new AcquisitionContext(IwaTokenRequest.defaults(), Duration.ofSeconds(30),
				AcquisitionListener.NONE);
		try (SignInContext context = SignInContext.open(acquisition, new UnusedIdentity())) {
			IwaException failure = catchThrowableOfType(IwaException.class,
					() -> transport.send(directoryRequest(uri()), request(uri()), context));
			assertThat(failure.code()).isEqualTo(IwaErrorCode.CONFIGURATION_REFUSED);
			assertThat(failure).hasMessageContaining("iwa.http.ssl.bundle");
		}
	}

	@Test
	void responseBeyondTheLimitEndsTheTransfer() {
		respond(200, "x".repeat(101));
		IwaException failure = failure(Duration.ofSeconds(10), 100);
		assertThat(failure.code()).isEqualTo(IwaErrorCode.RESPONSE_TOO_LARGE);
		assertThat(failure).hasMessageContaining("100 bytes").hasMessageContaining("iwa.http.max-response-size");
	}

	@Test
	void slowBodyEndsInATimeout() {
		CountDownLatch end = new CountDownLatch(1);
		this.server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(200, 1000);
			OutputStream body = exchange.getResponseBody();
			body.write('x');
			body.flush();
			await(end);
			exchange.close();
		});
		IwaException failure = failure(Duration.ofMillis(200), 10_000);
		end.countDown();
		assertThat(failure.code()).isEqualTo(IwaErrorCode.TIMEOUT);
		assertThat(failure.stage()).isEqualTo(Stage.TOKEN);
		assertThat(failure).hasMessageContaining("200 ms").hasMessageContaining("iwa.http.read-timeout");
	}

	@Test
	void acquisitionDeadlineShortensTheRequest() {
		CountDownLatch end = new CountDownLatch(1);
		this.server.createContext("/", (exchange) -> await(end));
		AcquisitionContext acquisition = new AcquisitionContext(IwaTokenRequest.defaults(), Duration.ofMillis(200),
				AcquisitionListener.NONE);
		try (SignInContext context = SignInContext.open(acquisition, new UnusedIdentity())) {
			IwaException failure = catchThrowableOfType(IwaException.class,
					() -> transport(Duration.ofHours(1), 100).send(directoryRequest(uri()), request(uri()), context));
			assertThat(failure.code()).isEqualTo(IwaErrorCode.TIMEOUT);
		}
		finally {
			end.countDown();
		}
	}

	@Test
	void refusedConnectionIsNamed() {
		URI nobody = uri();
		this.server.stop(0);
		assertThat(failure(nobody).code()).isEqualTo(IwaErrorCode.CONNECTION_FAILED);
	}

	@Test
	void proxyThatDemandsCredentialsIsNamed() {
		respond(407, "");
		assertThat(failure(uri()).code()).isEqualTo(IwaErrorCode.PROXY_AUTHENTICATION_REQUIRED);
	}

	@Test
	void interruptCancelsTheRequestAndRestoresTheFlag() {
		respond(200, "");
		Thread.currentThread().interrupt();
		IwaException failure = failure(uri());
		assertThat(Thread.interrupted()).isTrue();
		assertThat(failure).hasMessageContaining("cancelled");
	}

	private void respond(int status, String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		this.server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		});
	}

	private URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + "/");
	}

	private DirectoryResponse send(Duration timeout, long limit) {
		return send(uri(), timeout, limit);
	}

	private DirectoryResponse send(URI uri, Duration timeout, long limit) {
		AcquisitionContext acquisition = new AcquisitionContext(IwaTokenRequest.defaults().withScopes("s"),
				Duration.ofSeconds(30), AcquisitionListener.NONE);
		try (SignInContext context = SignInContext.open(acquisition, new UnusedIdentity())) {
			return transport(timeout, limit).send(directoryRequest(uri), request(uri), context);
		}
	}

	private IwaException failure(URI uri) {
		return catchThrowableOfType(IwaException.class, () -> send(uri, Duration.ofSeconds(10), 100));
	}

	private IwaException failure(Duration timeout, long limit) {
		return catchThrowableOfType(IwaException.class, () -> send(timeout, limit));
	}

	private HttpTransport transport(Duration timeout, long limit) {
		return new HttpTransport(new HttpSettings(() -> this.client, timeout, limit));
	}

	private static DirectoryRequest directoryRequest(URI uri) {
		return new DirectoryRequest(ProtocolStep.TOKEN, "POST", uri);
	}

	private static HttpRequest request(URI uri) {
		return HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString("body")).build();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
