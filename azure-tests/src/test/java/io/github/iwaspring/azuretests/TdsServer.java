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

package io.github.iwaspring.azuretests;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import io.github.iwaspring.test.pki.CertificateAuthority;

/**
 * As much of a server of Azure SQL as signs a user in and answers {@code SELECT 1}: TDS
 * 8.0, which begins with TLS (MS-TDS). One connection at a time.
 */
final class TdsServer implements AutoCloseable {

	private static final String PASSWORD = "changeit";

	private static final int BATCH = 1;

	private static final int RESPONSE = 4;

	private static final int FEDERATED_TOKEN = 8;

	private static final int LOGIN = 16;

	private static final int PRELOGIN = 18;

	/**
	 * TLS stays after the login (ENCRYPTION), the client has to sign in by a token
	 * (FEDAUTHREQUIRED), and the version is 17.0.
	 */
	private static final byte[] PRELOGIN_RESPONSE = { 0, 0, 16, 0, 6, 1, 0, 22, 0, 1, 6, 0, 23, 0, 1, -1, 17, 0, 0, 0,
			0, 0, 1, 1 };

	/**
	 * LOGINACK of TDS 8.0, FEATUREEXTACK of the token, DONE.
	 */
	private static final byte[] LOGIN_RESPONSE = { (byte) 0xAD, 10, 0, 1, 8, 0, 0, 0, 0, 17, 0, 0, 0, (byte) 0xAE, 2, 0,
			0, 0, 0, -1, (byte) 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };

	/**
	 * COLMETADATA of one integer, ROW with a 1, DONE.
	 */
	private static final byte[] BATCH_RESPONSE = { (byte) 0x81, 1, 0, 0, 0, 0, 0, 0, 0, 0x38, 0, (byte) 0xD1, 1, 0, 0,
			0, (byte) 0xFD, 16, 0, (byte) 0xC1, 0, 1, 0, 0, 0, 0, 0, 0, 0 };

	private final List<String> tokens = new CopyOnWriteArrayList<>();

	private final List<String> protocols = new CopyOnWriteArrayList<>();

	private final String tokenService;

	private final String servicePrincipalName;

	private final SSLServerSocket socket;

	private final Path trustStore;

	private final Thread thread;

	/**
	 * Starts a server on a free port of {@code localhost}.
	 * @param folder where to put the trust store for its certificate
	 * @param tokenService the security token service that it names
	 * @param servicePrincipalName the service principal name that it names
	 */
	TdsServer(Path folder, String tokenService, String servicePrincipalName) throws Exception {
		this.tokenService = tokenService;
		this.servicePrincipalName = servicePrincipalName;
		CertificateAuthority authority = CertificateAuthority.create();
		this.trustStore = trustStore(authority, folder.resolve("trust.p12"));
		this.socket = (SSLServerSocket) authority.issueServerCertificate()
			.serverContext()
			.getServerSocketFactory()
			.createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
		SSLParameters parameters = this.socket.getSSLParameters();
		parameters.setApplicationProtocols(new String[] { "tds/8.0" });
		this.socket.setSSLParameters(parameters);
		this.thread = new Thread(this::serve, "tds");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private static Path trustStore(CertificateAuthority authority, Path file)
			throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setCertificateEntry("server", authority.certificate());
		try (OutputStream content = Files.newOutputStream(file)) {
			store.store(content, PASSWORD.toCharArray());
		}
		return file;
	}

	/**
	 * The host and port.
	 */
	String address() {
		return "localhost:" + this.socket.getLocalPort();
	}

	/**
	 * A URL for the driver.
	 */
	String url() {
		return "jdbc:sqlserver://" + address() + ";encrypt=strict;connectRetryCount=0;trustStore=" + this.trustStore
				+ ";trustStorePassword=" + PASSWORD;
	}

	/**
	 * The tokens that were sent to this server.
	 */
	List<String> tokens() {
		return this.tokens;
	}

	/**
	 * The protocols that TLS connections were made for.
	 */
	List<String> protocols() {
		return this.protocols;
	}

	private void serve() {
		while (!this.socket.isClosed()) {
			try (SSLSocket connection = (SSLSocket) this.socket.accept()) {
				connection.startHandshake();
				this.protocols.add(connection.getApplicationProtocol());
				converse(new DataInputStream(connection.getInputStream()), connection.getOutputStream());
			}
			catch (IOException ex) {
				// the client or the test closed the connection
			}
		}
	}

	private void converse(DataInputStream in, OutputStream out) throws IOException {
		boolean federated = false;
		while (true) {
			int type = in.readUnsignedByte();
			ByteBuffer message = message(in);
			switch (type) {
				case PRELOGIN -> {
					federated = asksForFederation(message);
					respond(out, PRELOGIN_RESPONSE);
				}
				case LOGIN -> {
					if (!federated) {
						throw new IOException("The client has no token");
					}
					respond(out, federationInfo());
				}
				case FEDERATED_TOKEN -> {
					byte[] token = new byte[message.getInt(4)];
					message.get(8, token);
					this.tokens.add(new String(token, StandardCharsets.UTF_16LE));
					respond(out, LOGIN_RESPONSE);
				}
				case BATCH -> respond(out, BATCH_RESPONSE);
				default -> throw new IOException("A message of type " + type);
			}
		}
	}

	/**
	 * Whether a client has a token to offer: the option FEDAUTHREQUIRED of its PRELOGIN.
	 */
	private static boolean asksForFederation(ByteBuffer prelogin) {
		for (int option = 0; prelogin.get(option) != -1; option += 5) {
			if (prelogin.get(option) == 6) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Reads the rest of a message, whose first type byte was read: packets up to the one
	 * that says that it is the last.
	 */
	private static ByteBuffer message(DataInputStream in) throws IOException {
		ByteBuffer message = ByteBuffer.allocate(65536).order(ByteOrder.LITTLE_ENDIAN);
		while (true) {
			int status = in.readUnsignedByte();
			int length = in.readUnsignedShort();
			in.skipNBytes(4);
			message.put(in.readNBytes(length - 8));
			if ((status & 1) == 1) {
				return message.flip();
			}
			in.readUnsignedByte();
		}
	}

	private static void respond(OutputStream out, byte[] content) throws IOException {
		out.write(ByteBuffer.allocate(8 + content.length)
			.put((byte) RESPONSE)
			.put((byte) 1)
			.putShort((short) (8 + content.length))
			.putShort((short) 51)
			.put((byte) 1)
			.put((byte) 0)
			.put(content)
			.array());
		out.flush();
	}

	/**
	 * FEDAUTHINFO: where to get a token, and what for.
	 */
	private byte[] federationInfo() {
		byte[] service = this.tokenService.getBytes(StandardCharsets.UTF_16LE);
		byte[] name = this.servicePrincipalName.getBytes(StandardCharsets.UTF_16LE);
		int options = 4 + 9 + 9;
		int length = options + service.length + name.length;
		return ByteBuffer.allocate(5 + length)
			.order(ByteOrder.LITTLE_ENDIAN)
			.put((byte) 0xEE)
			.putInt(length)
			.putInt(2)
			.put((byte) 1)
			.putInt(service.length)
			.putInt(options)
			.put((byte) 2)
			.putInt(name.length)
			.putInt(options + service.length)
			.put(service)
			.put(name)
			.array();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
			this.thread.join();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
