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

package io.github.iwaspring.entra;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A host and a port, as a list of trusted hosts names them: {@code host[:port]}, where no
 * port means 443. Compared exactly; there are no wildcards.
 *
 * @param host the host in lower case, an IPv6 address in brackets
 * @param port the port, 1 to 65535
 */
public record HostAndPort(String host, int port) {

	private static final int HTTPS_PORT = 443;

	/**
	 * Why a name with an underscore is refused.
	 */
	public static final String UNDERSCORE = "The name of its host has an underscore, which the names of hosts cannot "
			+ "have (RFC 1123): Java does not connect to it over TLS.";

	private static final Pattern LABELS = Pattern
		.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*");

	private static final Pattern ENTRY = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s:/\\[\\]@]+)(?::([0-9]{1,5}))?");

	/**
	 * Parses an entry of a list of hosts.
	 * @param entry the entry, {@code host[:port]}
	 * @return the host and port
	 * @throws IllegalArgumentException if the entry is anything else, a wildcard or a URL
	 * for example; the message says what is expected
	 */
	public static HostAndPort parse(String entry) {
		HostAndPort parsed = tryParse(entry);
		if (parsed == null) {
			throw new IllegalArgumentException("expected host or host:port, without scheme, path or wildcard");
		}
		return parsed;
	}

	/**
	 * Parses a text that may be an entry of a list of hosts.
	 * @param entry the text
	 * @return the host and port, or {@code null} if the text is anything else
	 */
	public static @Nullable HostAndPort tryParse(String entry) {
		return tryParse(entry, HTTPS_PORT);
	}

	/**
	 * Parses a text that may be an entry of a list of hosts of another protocol.
	 * @param entry the text
	 * @param defaultPort the port of an entry without one
	 * @return the host and port, or {@code null} if the text is anything else
	 */
	public static @Nullable HostAndPort tryParse(String entry, int defaultPort) {
		Matcher matcher = ENTRY.matcher(entry);
		if (!matcher.matches()) {
			return null;
		}
		String host = matcher.group(1).toLowerCase(Locale.ROOT);
		int port = (matcher.group(2) != null) ? Integer.parseInt(matcher.group(2)) : defaultPort;
		boolean isHost = host.startsWith("[") || LABELS.matcher(host).matches();
		return (isHost && port >= 1 && port <= 65535) ? new HostAndPort(host, port) : null;
	}

	/**
	 * Returns the host and port that a URL leads to. A dot at the end of the name of a
	 * host over https is left out: the name is the same, and TLS compares it without.
	 * @param url an absolute http or https URL
	 * @return the host and port, or {@code null} if the URL names none, or hides one
	 * behind user info
	 */
	public static @Nullable HostAndPort of(URI url) {
		String scheme = url.getScheme();
		String host = url.getHost();
		if (scheme == null || host == null || url.getRawUserInfo() != null) {
			return null;
		}
		int defaultPort = switch (scheme.toLowerCase(Locale.ROOT)) {
			case "https" -> HTTPS_PORT;
			case "http" -> 80;
			default -> -1;
		};
		int port = (url.getPort() != -1) ? url.getPort() : defaultPort;
		return (port != -1) ? new HostAndPort(name(host, defaultPort == HTTPS_PORT), port) : null;
	}

	private static String name(String host, boolean tls) {
		boolean isAbsolute = tls && host.length() > 1 && host.endsWith(".");
		return (isAbsolute ? host.substring(0, host.length() - 1) : host).toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether the host is this machine by name: {@code localhost}, {@code 127.0.0.1} or
	 * {@code [::1]}.
	 * @return {@code true} for loopback
	 */
	public boolean isLoopback() {
		return this.host.equals("localhost") || this.host.equals("127.0.0.1") || this.host.equals("[::1]");
	}

	@Override
	public String toString() {
		return (this.port != HTTPS_PORT) ? this.host + ":" + this.port : this.host;
	}

}
