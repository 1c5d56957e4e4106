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

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.directory.HttpTransport.ResponseTooLargeException;
import io.github.iwaspring.entra.AuthenticateChallenge;
import io.github.iwaspring.support.Diagnosis;
import io.github.iwaspring.support.RuntimeModule;

/**
 * The meaning of a request without a response, and of a proxy that refuses it.
 * <p>
 * A proxy gets no credentials: a ticket and a token belong to the hosts that they are
 * for, and the JDK's client neither negotiates with a proxy nor, by default, sends it a
 * password for a tunnel.
 */
final class TransportErrors {

	/**
	 * The message by which the JDK's client tells that a proxy refused a tunnel.
	 */
	private static final Pattern TUNNEL = Pattern.compile("Tunnel failed, got: (\\d{3})");

	private static final String ANY = "";

	/**
	 * The table of failures: the first row whose type and message are found in the chain
	 * of causes decides. {@link #fillIn} knows the names in braces.
	 */
	private static final List<Row> ROWS = List.of(
			row(IOException.class, TUNNEL.pattern(), IwaErrorCode.CONNECTION_FAILED,
					"{proxy} makes no connection to the host (status {tunnel-status}).",
					"Ask the network's administrator whether the proxy knows {host} and lets it pass, or add the host "
							+ "to iwa.http.proxy.non-proxy-hosts (for the JVM's own proxy: http.nonProxyHosts) if it "
							+ "can be reached directly."),
			row(ResponseTooLargeException.class, ANY, IwaErrorCode.RESPONSE_TOO_LARGE,
					"The response has more than {max-response-size} bytes.",
					"Check that a proxy does not answer in the host's place, or raise iwa.http.max-response-size."),
			row(UnresolvedAddressException.class, ANY, IwaErrorCode.HOST_UNKNOWN,
					"The name of the host, or of its proxy, cannot be resolved.",
					"Check DNS, the VPN connection and the name of the proxy."),
			row(UnknownHostException.class, ANY, IwaErrorCode.HOST_UNKNOWN,
					"The name of the host, or of its proxy, cannot be resolved.",
					"Check DNS, the VPN connection and the name of the proxy."),
			row(HttpTimeoutException.class, ANY, IwaErrorCode.TIMEOUT,
					"The connection was not made within {connect-timeout} ms.",
					"Check the network or VPN connection to that host, or raise iwa.http.connect-timeout."),
			row(CertificateExpiredException.class, ANY, IwaErrorCode.TLS_UNTRUSTED,
					"The certificate of the host has expired.",
					"The administrator of the host renews the certificate; check this machine's clock as well."),
			row(CertificateNotYetValidException.class, ANY, IwaErrorCode.TLS_UNTRUSTED,
					"The certificate of the host is not valid yet.", "Check this machine's clock."),
			row(CertificateException.class, "No (?:subject alternative|name matching)", IwaErrorCode.TLS_UNTRUSTED,
					"The certificate is that of another host.",
					"Check the name of the host, and what answers at its address; the administrator of the host "
							+ "renews the certificate with that name."),
			row(CertificateException.class, ANY, IwaErrorCode.TLS_UNTRUSTED,
					"The certificate of the host is not trusted.",
					"Put the certificate of its authority, or that of the inspecting proxy, into an SSL bundle "
							+ "beside those that are trusted already, and name the bundle in iwa.http.ssl.bundle."),
			row(SSLException.class, "terminated the handshake|Connection reset", IwaErrorCode.CONNECTION_FAILED,
					"The connection was closed during the TLS handshake.",
					"Check the network, the VPN connection and the proxy: a firewall may cut the connection off."),
			row(SSLException.class, ANY, IwaErrorCode.TLS_UNTRUSTED, "The TLS handshake failed.",
					"Check what answers at that address, and the SSL bundle in iwa.http.ssl.bundle."),
			row(ProtocolException.class, ANY, IwaErrorCode.RESPONSE_INVALID, "The response is not HTTP.",
					"Check what answers at that address; a proxy may have answered in the host's place."),
			row(ConnectException.class, ANY, IwaErrorCode.CONNECTION_FAILED, "The connection was refused.",
					"Check the network, the VPN connection and the proxy."),
			row(Throwable.class, ANY, IwaErrorCode.CONNECTION_FAILED, "The connection broke off.",
					"Try again, and check the network, the VPN connection and the proxy."));

	/**
	 * What a server does that has nothing in common with the client.
	 */
	private static final Row HANDSHAKE_ENDED = row(SSLException.class,
			"handshake_failure|terminated the handshake|Connection reset|insufficient_security|No appropriate protocol",
			IwaErrorCode.PROVIDER_UNAVAILABLE, "", "");

	/**
	 * The types whose messages are the JDK's own. Others may quote a response.
	 */
	private static final Set<Class<? extends Throwable>> QUOTE_NO_RESPONSE = Set.of(SSLException.class,
			ConnectException.class, SocketException.class, HttpTimeoutException.class, UnknownHostException.class,
			UnresolvedAddressException.class, ResponseTooLargeException.class, EOFException.class);

	private TransportErrors() {
	}

	/**
	 * Translates the failure of a request that has no response.
	 */
	static IwaException translate(DirectoryRequest request, IOException failure, HttpSettings settings) {
		Diagnosis diagnosis = isHandshakeWithoutEllipticCurves(failure) ? RuntimeModule.ELLIPTIC_CURVES.diagnosis()
				: ROWS.stream().filter((row) -> row.matches(failure)).findFirst().orElseThrow().diagnosis();
		return request.failure(diagnosis.code(), fillIn(diagnosis.description(), request, failure, settings))
			.action(fillIn(diagnosis.action(), request, failure, settings))
			.cause(withoutResponse(failure))
			.build();
	}

	/**
	 * Whether a server ended the handshake with a client that has no elliptic curves. It
	 * gives no reason, and may just close the connection.
	 */
	private static boolean isHandshakeWithoutEllipticCurves(IOException failure) {
		return HANDSHAKE_ENDED.matches(failure) && RuntimeModule.ELLIPTIC_CURVES.isMissing();
	}

	/**
	 * Describes the response of a proxy that demands credentials.
	 */
	static IwaException proxyAuthenticationRequired(DirectoryRequest request, DirectoryResponse response,
			HttpSettings settings) {
		return request
			.failure(IwaErrorCode.PROXY_AUTHENTICATION_REQUIRED, response,
					proxy(request, settings) + " demands credentials and offers "
							+ AuthenticateChallenge.describe(response.challenges("Proxy-Authenticate")) + ".")
			.action("Proxies with credentials are not supported. Ask the network's administrator to let "
					+ request.url().getHost() + " pass without them, or add it to iwa.http.proxy.non-proxy-hosts "
					+ "(for the JVM's own proxy: http.nonProxyHosts) if it can be reached directly.")
			.build();
	}

	private static String fillIn(String text, DirectoryRequest request, IOException failure, HttpSettings settings) {
		Matcher tunnel = TUNNEL.matcher(String.valueOf(failure.getMessage()));
		String filled = text.replace("{tunnel-status}", tunnel.find() ? tunnel.group(1) : "unknown")
			.replace("{host}", request.url().getHost())
			.replace("{max-response-size}", String.valueOf(settings.maxResponseSize()));
		if (filled.contains("{connect-timeout}")) {
			filled = filled.replace("{connect-timeout}",
					settings.client()
						.get()
						.connectTimeout()
						.map((timeout) -> String.valueOf(timeout.toMillis()))
						.orElse("?"));
		}
		// looked up only where it is named, since a proxy selector may be slow or fail
		return filled.contains("{proxy}") ? filled.replace("{proxy}", proxy(request, settings)) : filled;
	}

	private static String proxy(DirectoryRequest request, HttpSettings settings) {
		String proxy = settings.proxyFor(request.url());
		return (proxy != null) ? "The proxy " + proxy : "The proxy";
	}

	/**
	 * Returns the failure for use as a cause: replaced by the names of its types if its
	 * message may quote a response. Updates of the JDK differ in what wraps what.
	 */
	private static IOException withoutResponse(IOException failure) {
		if (QUOTE_NO_RESPONSE.stream().anyMatch((type) -> type.isInstance(failure))) {
			return failure;
		}
		IOException safe = new IOException(Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
			.map((cause) -> cause.getClass().getName())
			.distinct()
			.collect(Collectors.joining(", caused by ")));
		safe.setStackTrace(failure.getStackTrace());
		return safe;
	}

	private static Row row(Class<? extends Throwable> type, String message, IwaErrorCode code, String description,
			String action) {
		return new Row(type, Pattern.compile(message), new Diagnosis(code, description, action));
	}

	/**
	 * A row of the table.
	 *
	 * @param type the type of a failure
	 * @param message found in the message of the failure
	 * @param diagnosis the meaning
	 */
	private record Row(Class<? extends Throwable> type, Pattern message, Diagnosis diagnosis) {

		boolean matches(Throwable failure) {
			for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
				if (this.type.isInstance(cause) && this.message.matcher(String.valueOf(cause.getMessage())).find()) {
					return true;
				}
			}
			return false;
		}

	}

}
