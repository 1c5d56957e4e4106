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

package io.github.iwaspring.prompt;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.iwaspring.prompt.LoopbackListener.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for {@link LoopbackListener}: the browser's response arrives, whatever other
 * processes of this machine send.
 */
@Timeout(60)
class LoopbackListenerTests {

	private static final String FORM = "code=C1&state=S1&session_state=x%2By";

	private final LoopbackListener listener;

	private final CompletableFuture<Response> response = new CompletableFuture<>();

	private final List<Socket> sockets = new ArrayList<>();

	private final Thread waiting = new Thread(this::await, "waiting");

	LoopbackListenerTests() throws IOException {
		this.listener = LoopbackListener.open(URI.create("http://localhost"));
		this.waiting.start();
	}

	@AfterEach
	void close() throws Exception {
		this.waiting.interrupt();
		this.waiting.join();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "::1" })
	void responseArrivesAtEachLoopbackAddress(String address) throws Exception {
		assumeTrue(exists(address), () -> "SKIPPED: this machine has no " + address);
		assertThat(answer(open(address), post(FORM))).startsWith("HTTP/1.1 200 ").contains("Back to the application");
		assertThat(code()).isEqualTo("C1");
	}

	@Test
	void responseInAQueryArrives() throws Exception {
		answer(open("127.0.0.1"), "GET /?" + FORM + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
		assertThat(code()).isEqualTo("C1");
	}

	@Test
	void responseInManyPiecesArrives() throws Exception {
		OutputStream out = open("127.0.0.1").getOutputStream();
		String request = post(FORM);
		int head = request.indexOf(FORM);
		for (String piece : List.of(request.substring(0, 10), request.substring(10, head - 1),
				request.substring(head - 1, head + 4))) {
			out.write(piece.getBytes(StandardCharsets.US_ASCII));
			answer(open("127.0.0.1"), "\r\n\r\n"); // the piece is read before this one
		}
		out.write(request.substring(head + 4).getBytes(StandardCharsets.US_ASCII));
		assertThat(code()).isEqualTo("C1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "error=access_denied&state=S1", "state=S1", "code=&state=S1",
			"code=C1&error=access_denied&state=S1" })
	void responseWithoutACodeIsThatNobodySignedIn(String form) throws Exception {
		assertThat(answer(open("127.0.0.1"), post(form))).contains("Not signed in").doesNotContain("access_denied");
		assertThat(code()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "code=C2&state=forged", "code=C2", "error=x", "code=C2&state=S1&state=S1", "code=%zz",
			"state=S", "=", "&&", "state" })
	void responseOfAnotherPageIsRefused(String form) throws Exception {
		assertThat(answer(open("127.0.0.1"), post(form))).startsWith("HTTP/1.1 400 ");
		assertBrowserIsHeard();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST / HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n",
			"POST / HTTP/1.1\r\nContent-Length: 65536\r\n\r\n",
			"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\n",
			"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 60000\r\n\r\n",
			"PUT / HTTP/1.1\r\nContent-Length: 20\r\n\r\n", "GET http://localhost/?code=C2 HTTP/1.1\r\n\r\n",
			"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 16\r\n\r\ncode=C2&state=S1",
			"GET /favicon.ico HTTP/1.1\r\n\r\n", "GET /other?code=C2&state=S1 HTTP/1.1\r\n\r\n", "\r\n\r\n",
			"\0\0\r\n\r\n" })
	void requestThatIsNoFormIsRefusedAtOnce(String request) throws Exception {
		assertThat(answer(open("127.0.0.1"), request)).startsWith("HTTP/1.1 4");
		assertBrowserIsHeard();
	}

	/**
	 * A process that writes for as long as it is let.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "", "POST / HTTP/1.1\r\nX: ", "GET /?", "POST / HTTP/1.1\r\nContent-Length: 65000\r\n" })
	void endlessRequestIsCutOff(String beginning) throws Exception {
		Socket endless = open("127.0.0.1");
		byte[] piece = new byte[8 << 10];
		Arrays.fill(piece, (byte) 'x');
		assertThatIOException().isThrownBy(() -> {
			OutputStream out = endless.getOutputStream();
			out.write(beginning.getBytes(StandardCharsets.US_ASCII));
			while (true) {
				out.write(piece);
			}
		});
		assertBrowserIsHeard();
	}

	@Test
	void silentConnectionsKeepNobodyOut() throws Exception {
		for (int i = 0; i < 300; i++) {
			open("127.0.0.1").getOutputStream().write("POST / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
		}
		assertBrowserIsHeard();
		Socket oldest = this.sockets.get(0);
		oldest.setSoTimeout(5_000); // the listener would close it after ten seconds
		assertThat(oldest.getInputStream().read()).as("the oldest was closed").isEqualTo(-1);
	}

	@Test
	void silentConnectionIsClosedAfterAWhile() throws Exception {
		Socket silent = open("127.0.0.1");
		silent.getOutputStream().write('P');
		assertThat(silent.getInputStream().read()).isEqualTo(-1);
		assertBrowserIsHeard();
	}

	@Test
	void interruptEndsTheWait() throws Exception {
		this.waiting.interrupt();
		assertThat(this.response).failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withCauseInstanceOf(InterruptedException.class);
	}

	@Test
	void awaitAfterTheTimeIsNull() throws Exception {
		try (LoopbackListener other = LoopbackListener.open(URI.create("http://localhost"))) {
			assertThat(other.await("S1", Duration.ofMillis(20))).isNull();
			assertThat(other.await("S1", Duration.ofMillis(-1))).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "::1" })
	void portOfAnotherProcessOnOneAddressIsNotUsed(String address) throws Exception {
		assumeTrue(exists(address), () -> "SKIPPED: this machine has no " + address);
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(address))) {
			assertThatIOException().isThrownBy(
					() -> LoopbackListener.open(URI.create("http://localhost:" + taken.getLocalPort())).close());
		}
	}

	@Test
	void redirectUriHasThePortAndThePathOfTheConfiguration() throws Exception {
		assertThat(this.listener.redirectUri()).hasHost("localhost").hasPath("");
		int port = this.listener.redirectUri().getPort();
		close();
		try (LoopbackListener again = LoopbackListener.open(URI.create("http://localhost:" + port + "/"))) {
			assertThat(again.redirectUri()).isEqualTo(URI.create("http://localhost:" + port + "/"));
		}
	}

	private void assertBrowserIsHeard() throws Exception {
		assertThat(this.response).isNotDone();
		assertThat(answer(open("127.0.0.1"), post(FORM))).contains("Back to the application");
		assertThat(code()).isEqualTo("C1");
	}

	private void await() {
		try {
			this.response.complete(this.listener.await("S1", Duration.ofMinutes(1)));
		}
		catch (InterruptedException | IOException ex) {
			this.response.completeExceptionally(ex);
		}
		finally {
			// by the thread that waited, as in the library: Wine 8 writes the results of
			// polls
			// of another thread into the memory of the selector that is closed
			this.listener.close();
		}
	}

	private String code() throws Exception {
		return this.response.get(30, TimeUnit.SECONDS).code();
	}

	private static String post(String form) {
		return "POST / HTTP/1.1\r\nHost: localhost\r\ncontent-length: " + form.length() + "\r\n\r\n" + form;
	}

	private Socket open(String address) throws IOException {
		Socket socket = new Socket();
		this.sockets.add(socket);
		socket.connect(new InetSocketAddress(address, this.listener.redirectUri().getPort()));
		socket.setSoTimeout(30_000);
		return socket;
	}

	private static String answer(Socket socket, String request) throws IOException {
		socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	private static boolean exists(String address) {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(address))) {
			return free.isBound();
		}
		catch (IOException none) {
			return false;
		}
	}

}
