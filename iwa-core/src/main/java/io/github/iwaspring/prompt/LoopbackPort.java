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
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A port that is open on every loopback address of this machine, 127.0.0.1 and ::1: a
 * browser may connect to either, and on one that was left out somebody else might listen.
 *
 * @param servers the open sockets, one for each address
 */
record LoopbackPort(List<ServerSocketChannel> servers) implements AutoCloseable {

	/**
	 * How often another free port is tried if the first one is not free on each address.
	 */
	private static final int ATTEMPTS = 10;

	/**
	 * Opens a port.
	 * @param number the port, or 0 for any that is free
	 * @throws IOException if it cannot be opened on each address
	 */
	static LoopbackPort open(int number) throws IOException {
		List<InetAddress> addresses = new ArrayList<>();
		for (String literal : List.of("127.0.0.1", "::1")) {
			InetAddress address = InetAddress.getByName(literal);
			if (isAvailable(address)) {
				addresses.add(address);
			}
		}
		for (int attempt = 1; true; attempt++) {
			try {
				return open(addresses, number);
			}
			catch (IOException ex) {
				if (number != 0 || attempt == ATTEMPTS) {
					throw ex;
				}
			}
		}
	}

	private static LoopbackPort open(List<InetAddress> addresses, int number) throws IOException {
		LoopbackPort port = new LoopbackPort(new ArrayList<>());
		try {
			for (InetAddress address : addresses) {
				port.servers.add(bind(new InetSocketAddress(address, port.servers.isEmpty() ? number : port.number())));
			}
			if (port.servers.isEmpty()) {
				throw new BindException("This machine has no loopback address");
			}
			return port;
		}
		catch (IOException ex) {
			port.close();
			throw ex;
		}
	}

	/**
	 * Whether this machine has an address: many have no IPv6.
	 */
	private static boolean isAvailable(InetAddress address) {
		try {
			bind(new InetSocketAddress(address, 0)).close();
			return true;
		}
		catch (IOException | UnsupportedOperationException | IllegalArgumentException none) {
			return false;
		}
	}

	private static ServerSocketChannel bind(InetSocketAddress address) throws IOException {
		ProtocolFamily family = (address.getAddress().getAddress().length == 4) ? StandardProtocolFamily.INET
				: StandardProtocolFamily.INET6;
		ServerSocketChannel server = ServerSocketChannel.open(family);
		try {
			return server.bind(address);
		}
		catch (IOException | RuntimeException ex) {
			server.close();
			throw ex;
		}
	}

	/**
	 * The number of the port.
	 */
	int number() {
		return this.servers.get(0).socket().getLocalPort();
	}

	@Override
	public void close() {
		for (ServerSocketChannel server : this.servers) {
			try {
				server.close();
			}
			catch (IOException ex) {
				// it is not used any more
			}
		}
	}

}
