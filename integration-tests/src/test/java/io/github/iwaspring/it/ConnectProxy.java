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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP proxy on loopback that opens tunnels or demands credentials. It records all
 * that clients sent to it and through it.
 */
final class ConnectProxy implements AutoCloseable {

	private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());

	private final List<String> heads = new CopyOnWriteArrayList<>();

	private final List<ByteArrayOutputStream> tunnelled = new CopyOnWriteArrayList<>();

	private final String refusal;

	private ConnectProxy(String refusal) throws IOException {
		this.refusal = refusal;
		this.threads.execute(this::accept);
	}

	static ConnectProxy open() throws IOException {
		return new ConnectProxy("");
	}

	/**
	 * A proxy that demands credentials.
	 * @param challenges the authentication schemes that it offers
	 */
	static ConnectProxy demanding(String... challenges) throws IOException {
		StringBuilder head = new StringBuilder("407 Proxy Authentication Required\r\n");
		List.of(challenges)
			.forEach((challenge) -> head.append("Proxy-Authenticate: ").append(challenge).append("\r\n"));
		return new ConnectProxy(head.toString());
	}

	/**
	 * A proxy that opens no tunnel.
	 * @param status the status of its responses
	 */
	static ConnectProxy refusing(int status) throws IOException {
		return new ConnectProxy(status + " No\r\n");
	}

	int port() {
		return this.server.getLocalPort();
	}

	InetSocketAddress address() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
	}

	/**
	 * The heads of all requests to the proxy itself.
	 */
	List<String> heads() {
		return List.copyOf(this.heads);
	}

	/**
	 * The first lines of those requests.
	 */
	List<String> requests() {
		return this.heads.stream().map((head) -> head.lines().findFirst().orElse("")).toList();
	}

	/**
	 * What clients sent through tunnels, byte by byte as Latin-1.
	 */
	List<String> tunnelled() {
		return this.tunnelled.stream().map((bytes) -> bytes.toString(StandardCharsets.ISO_8859_1)).toList();
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.server.accept();
				this.sockets.add(client);
				this.threads.execute(() -> serve(client));
			}
		}
		catch (IOException closed) {
			// the test has ended
		}
	}

	private void serve(Socket client) {
		try (client) {
			String head = head(client.getInputStream());
			this.heads.add(head);
			if (!this.refusal.isEmpty()) {
				write(client.getOutputStream(),
						"HTTP/1.1 " + this.refusal + "Content-Length: 0\r\nConnection: close\r\n\r\n");
				return;
			}
			String[] target = head.split(" ")[1].split(":");
			try (Socket server = new Socket(InetAddress.getByName(target[0]), Integer.parseInt(target[1]))) {
				this.sockets.add(server);
				write(client.getOutputStream(), "HTTP/1.1 200 Connection established\r\n\r\n");
				this.threads.execute(() -> copy(server, client, new ByteArrayOutputStream()));
				ByteArrayOutputStream sent = new ByteArrayOutputStream();
				this.tunnelled.add(sent);
				copy(client, server, sent);
			}
		}
		catch (IOException ex) {
			// the connection has ended
		}
	}

	private static void copy(Socket from, Socket to, ByteArrayOutputStream record) {
		byte[] buffer = new byte[8192];
		try {
			for (int n = from.getInputStream().read(buffer); n > 0; n = from.getInputStream().read(buffer)) {
				record.write(buffer, 0, n);
				to.getOutputStream().write(buffer, 0, n);
			}
			to.shutdownOutput();
		}
		catch (IOException ex) {
			// one side has closed
		}
	}

	private static String head(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = in.read();
			if (next < 0) {
				throw new IOException("No request");
			}
			head.append((char) next);
		}
		return head.toString();
	}

	private static void write(OutputStream out, String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : List.copyOf(this.sockets)) {
			socket.close();
		}
		this.threads.shutdownNow();
	}

}
