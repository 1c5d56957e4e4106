package io.github.iwaspring.directory;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.directory.LimitedBody.TooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Says what a failed exchange means. The first row whose type is in the chain of causes
 * decides.
 */
final class TransportErrors {

	private static final List<Meaning> MEANINGS = List.of(
			new Meaning(TooLargeException.class, IwaErrorCode.RESPONSE_TOO_LARGE,
					"was answered with more than {max-response-size} bytes.",
					"Check that a proxy does not answer in the host's place, or raise iwa.http.max-response-size."),
			new Meaning(UnresolvedAddressException.class, IwaErrorCode.HOST_UNKNOWN,
					"failed: the name of the host, or of its proxy, cannot be resolved.",
					"Check DNS, the VPN connection and the name of the proxy."),
			new Meaning(UnknownHostException.class, IwaErrorCode.HOST_UNKNOWN,
					"failed: the name of the host, or of its proxy, cannot be resolved.",
					"Check DNS, the VPN connection and the name of the proxy."),
			new Meaning(HttpTimeoutException.class, IwaErrorCode.TIMEOUT,
					"failed: the connection was not made within {connect-timeout} ms.",
					"Check the network or VPN connection to that host, or raise iwa.http.connect-timeout."),
			new Meaning(CertificateExpiredException.class, IwaErrorCode.TLS_UNTRUSTED,
					"failed: the certificate of the host has expired.",
					"The administrator of the host renews the certificate; check this machine's clock as well."),
			new Meaning(CertificateNotYetValidException.class, IwaErrorCode.TLS_UNTRUSTED,
					"failed: the certificate of the host is not valid yet.", "Check this machine's clock."),
			new Meaning(CertificateException.class, "No (?:subject alternative|name matching)",
					IwaErrorCode.TLS_UNTRUSTED, "failed: the certificate is that of another host.",
					"Check the name of the host, and what answers at its address; the administrator of the host "
							+ "renews the certificate with that name."),
			new Meaning(CertificateException.class, IwaErrorCode.TLS_UNTRUSTED,
					"failed: the certificate of the host is not trusted.",
					"Put the certificate of its authority, or that of the inspecting proxy, into an SSL bundle "
							+ "beside those that are trusted already, and name the bundle in iwa.http.ssl.bundle."),
			new Meaning(SSLException.class, "terminated the handshake|Connection reset", IwaErrorCode.CONNECTION_FAILED,
					"failed: the connection was closed while TLS was negotiated.",
					"Check the network, the VPN connection and the proxy: a firewall may cut the connection off."),
			new Meaning(SSLException.class, IwaErrorCode.TLS_UNTRUSTED, "failed: there was no agreement on TLS.",
					"Check what answers at that address, and the SSL bundle in iwa.http.ssl.bundle."),
			new Meaning(ProtocolException.class, IwaErrorCode.RESPONSE_INVALID,
					"was answered by something that does not speak HTTP.",
					"Check what answers at that address; a proxy may have answered in the host's place."),
			new Meaning(ConnectException.class, IwaErrorCode.CONNECTION_FAILED, "failed: the connection was refused.",
					"Check the network, the VPN connection and the proxy."),
			new Meaning(Throwable.class, IwaErrorCode.CONNECTION_FAILED, "failed: the connection broke off.",
					"Try again, and check the network, the VPN connection and the proxy."));

	private static final Set<Class<? extends Throwable>> QUOTES_NOBODY = Set.of(SSLException.class,
			ConnectException.class, SocketException.class, HttpTimeoutException.class, UnknownHostException.class,
			UnresolvedAddressException.class, TooLargeException.class, EOFException.class);

	private TransportErrors() {
	}

	static IwaException translate(DirectoryRequest exchange, @Nullable Throwable failure, HttpSettings settings,
			HttpClient client) {
		if (ProxyRefusal.isRefusedTunnel(failure)) {
			return ProxyRefusal.ofTunnel(exchange, failure, client);
		}
		Meaning meaning = MEANINGS.stream().filter((row) -> row.matches(failure)).findFirst().orElseThrow();
		return exchange.failure(meaning.code(), fillIn(meaning.description(), settings, client))
			.action(meaning.action())
			.cause(withoutWordsOfServer(failure))
			.build();
	}

	private static String fillIn(String description, HttpSettings settings, HttpClient client) {
		return description.replace("{max-response-size}", String.valueOf(settings.maxResponseSize()))
			.replace("{connect-timeout}",
					client.connectTimeout().map((timeout) -> String.valueOf(timeout.toMillis())).orElse("?"));
	}

	/**
	 * A failure as a cause. The messages of TLS and of connections are the JDK's own;
	 * others may quote what a server sent.
	 */
	private static @Nullable Throwable withoutWordsOfServer(@Nullable Throwable failure) {
		if (failure == null || QUOTES_NOBODY.stream().anyMatch((type) -> type.isInstance(failure))) {
			return failure;
		}
		IOException safe = new IOException(failure.getClass().getName());
		safe.setStackTrace(failure.getStackTrace());
		return safe;
	}

	private record Meaning(Class<? extends Throwable> type, Pattern message, IwaErrorCode code, String description,
			String action) {

		Meaning(Class<? extends Throwable> type, IwaErrorCode code, String description, String action) {
			this(type, "", code, description, action);
		}

		Meaning(Class<? extends Throwable> type, String message, IwaErrorCode code, String description, String action) {
			this(type, Pattern.compile(message), code, description, action);
		}

		boolean matches(@Nullable Throwable failure) {
			for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
				if (this.type.isInstance(cause) && this.message.matcher(String.valueOf(cause.getMessage())).find()) {
					return true;
				}
			}
			return this.type == Throwable.class;
		}

	}

}
