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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.github.iwaspring.prompt.LoopbackRequest.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Receives the response of a sign-in page, which the browser brings to a port on loopback
 * (RFC 8252, section 7.3).
 * <p>
 * Every process of this machine can connect. What it sends is bounded in number, size and
 * time, and only the request with the right {@code state} ends the wait. Runs on the
 * caller's thread; an interrupt ends the wait.
 */
public final class LoopbackListener implements AutoCloseable {

	private static final int MAX_CONNECTIONS = 32;

	private static final int MAX_REQUEST = 64 << 10;

	private static final Duration MAX_TIME = Duration.ofSeconds(10);

	/**
	 * A browser sends its request in a few pieces.
	 */
	private static final int MAX_PIECES = 256;

	private static final Duration PAUSE = Duration.ofMillis(10);

	private final Selector selector;

	private final LoopbackPort port;

	private final URI redirectUri;

	/**
	 * The open connections, the oldest first.
	 */
	private final Deque<Connection> connections = new ArrayDeque<>();

	private final ByteBuffer buffer = ByteBuffer.allocate(8 << 10);

	private LoopbackListener(Selector selector, LoopbackPort port, URI redirectUri) {
		this.selector = selector;
		this.port = port;
		this.redirectUri = redirectUri;
	}

	/**
	 * Opens the port.
	 * @param redirectUri {@code http://localhost}, where any free port is used, or with a
	 * port
	 * @return the listener
	 * @throws IOException if the port cannot be opened on every loopback address
	 */
	public static LoopbackListener open(URI redirectUri) throws IOException {
		LoopbackPort port = LoopbackPort.open(Math.max(redirectUri.getPort(), 0));
		try {
			Selector selector = Selector.open();
			for (ServerSocketChannel server : port.servers()) {
				server.configureBlocking(false);
				server.register(selector, SelectionKey.OP_ACCEPT);
			}
			return new LoopbackListener(selector, port,
					URI.create("http://localhost:" + port.number() + redirectUri.getPath()));
		}
		catch (IOException ex) {
			port.close();
			throw ex;
		}
	}

	/**
	 * Returns the address to which the browser is redirected.
	 * @return the address, with the port
	 */
	public URI redirectUri() {
		return this.redirectUri;
	}

	/**
	 * Waits for the response of the sign-in page.
	 * @param state the value that the page was given, and that nobody else knows
	 * @param timeout how long to wait
	 * @return the response, or {@code null} after the time-out
	 * @throws InterruptedException if the thread is interrupted
	 * @throws IOException if the machine cannot receive anything
	 */
	public @Nullable Response await(String state, Duration timeout) throws InterruptedException, IOException {
		long end = System.nanoTime() + timeout.toNanos();
		for (long left = timeout.toNanos(); left > 0; left = end - System.nanoTime()) {
			this.selector.select(Math.min(Math.max(left / 1_000_000, 1), MAX_TIME.toMillis()));
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			List<SelectionKey> ready = List.copyOf(this.selector.selectedKeys());
			this.selector.selectedKeys().clear();
			for (SelectionKey key : ready) { // before more connections replace these
				Response response = (key.attachment() instanceof Connection connection) ? read(connection, state)
						: null;
				if (response != null) {
					return response;
				}
			}
			for (SelectionKey key : ready) {
				if (key.channel() instanceof ServerSocketChannel server) {
					accept(server);
				}
			}
			closeOld();
		}
		return null;
	}

	private void accept(ServerSocketChannel server) {
		for (int i = 0; i < MAX_CONNECTIONS / 2; i++) {
			try {
				SocketChannel channel = server.accept();
				if (channel == null) {
					return;
				}
				channel.configureBlocking(false);
				Connection connection = new Connection(channel, System.nanoTime() + MAX_TIME.toNanos());
				channel.register(this.selector, SelectionKey.OP_READ, connection);
				this.connections.add(connection);
			}
			catch (IOException ex) {
				// the other side has gone, or this process has too many open files
				LockSupport.parkNanos(PAUSE.toNanos());
			}
		}
	}

	/**
	 * Closes the connections that have taken too long, and the oldest of too many.
	 */
	private void closeOld() {
		long now = System.nanoTime();
		for (Connection oldest = this.connections.peek(); oldest != null
				&& (this.connections.size() > MAX_CONNECTIONS || oldest.end - now < 0); oldest = this.connections
					.peek()) {
			close(oldest);
		}
	}

	private @Nullable Response read(Connection connection, String state) {
		try {
			int read = connection.channel.read(this.buffer.clear());
			connection.pieces++;
			connection.received.write(this.buffer.array(), 0, Math.max(read, 0));
			LoopbackRequest request = LoopbackRequest.parse(connection.received.toByteArray(), MAX_REQUEST);
			if (request != null) {
				return respond(connection, request, state);
			}
			if (read < 0 || connection.pieces > MAX_PIECES) {
				close(connection);
			}
		}
		catch (RefusedException ex) {
			end(connection, ClosingPage.empty(ex.status()));
		}
		catch (IOException ex) {
			close(connection);
		}
		return null;
	}

	private @Nullable Response respond(Connection connection, LoopbackRequest request, String state) {
		if (!request.path().equals("/")) {
			end(connection, ClosingPage.empty("404 Not Found"));
			return null;
		}
		String code = request.parameters().get("code");
		boolean declined = request.parameters().containsKey("error") || code == null || code.isBlank();
		if (!isSame(state, request.parameters().get("state"))) {
			end(connection, ClosingPage.NOT_EXPECTED.response());
			return null;
		}
		end(connection, (declined ? ClosingPage.NOT_SIGNED_IN : ClosingPage.SIGNED_IN).response());
		return new Response(declined ? null : code);
	}

	private static boolean isSame(String expected, @Nullable String actual) {
		return actual != null && MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
				actual.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Responds and closes. A page is smaller than any buffer of a socket, so that nothing
	 * waits for the reader.
	 */
	private void end(Connection connection, byte[] response) {
		try {
			connection.channel.write(ByteBuffer.wrap(response));
			connection.channel.shutdownOutput();
		}
		catch (IOException ex) {
			// the browser has gone
		}
		close(connection);
	}

	private void close(Connection connection) {
		this.connections.remove(connection);
		close(connection.channel);
	}

	private static void close(AutoCloseable channel) {
		try {
			channel.close();
		}
		catch (Exception ex) {
			// it is not used any more
		}
	}

	/**
	 * Closes the port and every connection.
	 */
	@Override
	public void close() {
		this.port.close();
		List.copyOf(this.connections).forEach(this::close);
		close(this.selector);
	}

	/**
	 * The response of a sign-in page.
	 *
	 * @param code the authorization code, or {@code null} if nobody signed in
	 */
	public record Response(@Nullable String code) {

		/**
		 * Hides the code.
		 */
		@Override
		public String toString() {
			return "Response[signedIn=" + (this.code != null) + "]";
		}

	}

	/**
	 * A connection and what it has sent.
	 */
	private static final class Connection {

		private final SocketChannel channel;

		private final long end;

		private final ByteArrayOutputStream received = new ByteArrayOutputStream();

		private int pieces;

		Connection(SocketChannel channel, long end) {
			this.channel = channel;
			this.end = end;
		}

	}

}
