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

package io.github.iwaspring.test.kerberos;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

import io.github.iwaspring.test.support.DaemonThreads;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.KdcHandler;

/**
 * The TCP port of a KDC on the loopback address. Each message is preceded by its length;
 * a connection carries one or more messages.
 */
final class KdcSocket implements AutoCloseable {

	private static final int MAX_MESSAGE_SIZE = 65536;

	private static final int READ_TIMEOUT_MILLIS = 5000;

	private final String realm;

	private final KdcHandler handler;

	private final Consumer<TicketRequest> listener;

	private final ServerSocket serverSocket;

	private final ExecutorService threads;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	KdcSocket(String realm, KdcHandler handler, Consumer<TicketRequest> listener) throws IOException {
		this.realm = realm;
		this.handler = handler;
		this.listener = listener;
		this.serverSocket = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }));
		this.threads = DaemonThreads.pool("kdc-" + realm);
		this.threads.execute(this::accept);
	}

	int port() {
		return this.serverSocket.getLocalPort();
	}

	private void accept() {
		while (!this.serverSocket.isClosed()) {
			try {
				Socket socket = this.serverSocket.accept();
				this.sockets.add(socket);
				this.threads.execute(() -> serve(socket));
			}
			catch (IOException | RuntimeException ex) {
				// closed, or the client disconnected before the accept
			}
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			socket.setSoTimeout(READ_TIMEOUT_MILLIS);
			socket.setTcpNoDelay(true);
			DataInputStream in = new DataInputStream(socket.getInputStream());
			while (true) {
				handle(socket, in);
			}
		}
		catch (IOException | KrbException | RuntimeException ex) {
			// the end of the connection, or not a Kerberos message
		}
		finally {
			this.sockets.remove(socket);
		}
	}

	private void handle(Socket socket, DataInputStream in) throws IOException, KrbException {
		int length = in.readInt();
		if (length < 0 || length > MAX_MESSAGE_SIZE) {
			throw new EOFException("The message is not for a KDC");
		}
		byte[] request = in.readNBytes(length);
		ByteBuffer response = this.handler.handleMessage(ByteBuffer.wrap(request), true, socket.getInetAddress());
		byte[] framed = new byte[response.remaining()];
		response.get(framed);
		byte[] message = Arrays.copyOfRange(framed, Integer.BYTES, framed.length);
		TicketRequest reached = TicketRequest.of(this.realm, request, message);
		this.listener.accept(reached);
		byte[] sent = KdcErrors.ofActiveDirectory(reached.kind(), message);
		DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
		out.writeInt(sent.length);
		out.write(sent);
		out.flush();
	}

	@Override
	public void close() {
		try {
			this.serverSocket.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			// nothing more can be done
		}
		DaemonThreads.stop(this.threads);
	}

}
