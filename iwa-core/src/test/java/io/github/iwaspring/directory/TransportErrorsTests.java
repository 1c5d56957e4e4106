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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.AcquisitionListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link TransportErrors}, with real connections.
 */
class TransportErrorsTests {

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	@Test
	void unknownHostIsNamed() {
		IwaException failure = failure(URI.create("http://sts.invalid/token?login=alice"));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.HOST_UNKNOWN);
		assertThat(failure).hasMessageContaining("sts.invalid").hasMessageNotContaining("alice");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "https" })
	void interruptedConnectionIsNamed(String scheme) throws Exception {
		try (ServerSocket broken = answeringOnce("")) {
			assertThat(failure(URI.create(scheme + "://127.0.0.1:" + broken.getLocalPort() + "/")).code())
				.isEqualTo(IwaErrorCode.CONNECTION_FAILED);
		}
	}

	@Test
	void responseThatIsNotHttpIsNamedAndNotQuoted() throws Exception {
		try (ServerSocket strange = answeringOnce("HTTPX says secret\r\n\r\n")) {
			IwaException failure = failure(URI.create("http://127.0.0.1:" + strange.getLocalPort() + "/"));
			assertThat(failure.code()).isEqualTo(IwaErrorCode.RESPONSE_INVALID);
			assertThat(failure).hasStackTraceContaining("ProtocolException");
			for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
				assertThat(cause).hasMessageNotContaining("secret");
			}
		}
	}

	@Test
	void connectTimeoutIsNamed() {
		IwaException failure = TransportErrors.translate(directoryRequest(URI.create("https://login.contoso.com/")),
				new HttpConnectTimeoutException("slow"), new HttpSettings(() -> this.client, Duration.ofSeconds(1), 1));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.TIMEOUT);
		assertThat(failure).hasMessageContaining("within 5000 ms").hasMessageContaining("iwa.http.connect-timeout");
	}

	/**
	 * A server that reads a little, writes an answer, and closes the connection.
	 */
	private static ServerSocket answeringOnce(String answer) throws IOException {
		ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
		CompletableFuture.runAsync(() -> {
			try (Socket socket = server.accept()) {
				socket.getInputStream().read(new byte[1000]);
				socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		return server;
	}

	private IwaException failure(URI uri) {
		AcquisitionContext acquisition = new AcquisitionContext(IwaTokenRequest.defaults().withScopes("s"),
				Duration.ofSeconds(30), AcquisitionListener.NONE);
		HttpTransport transport = new HttpTransport(new HttpSettings(() -> this.client, Duration.ofSeconds(10), 100));
		HttpRequest request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString("body")).build();
		try (SignInContext context = SignInContext.open(acquisition, new UnusedIdentity())) {
			return catchThrowableOfType(IwaException.class,
					() -> transport.send(directoryRequest(uri), request, context));
		}
	}

	private static DirectoryRequest directoryRequest(URI uri) {
		return new DirectoryRequest(ProtocolStep.TOKEN, "POST", uri);
	}

}
