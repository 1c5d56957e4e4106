package io.github.iwaspring.msal.http;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.msal.http.LimitedBody.TooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Says what a failed exchange means. The first row whose type is in the chain of causes
 * decides.
 */
final class WireFailures {

	private static final List<Meaning> MEANINGS = List.of(
			new Meaning(TooLargeException.class, IwaErrorCode.RESPONSE_TOO_LARGE,
					"was answered with more than %d bytes.",
					"Check that a proxy does not answer in the host's place, or raise iwa.http.max-response-size."),
			new Meaning(UnresolvedAddressException.class, IwaErrorCode.HOST_UNKNOWN,
					"failed: the name of the host, or of its proxy, cannot be resolved.",
					"Check DNS, the VPN connection and the name of the proxy."),
			new Meaning(UnknownHostException.class, IwaErrorCode.HOST_UNKNOWN,
					"failed: the name of the host, or of its proxy, cannot be resolved.",
					"Check DNS, the VPN connection and the name of the proxy."),
			new Meaning(HttpTimeoutException.class, IwaErrorCode.TIMEOUT,
					"failed: the connection was not made in time.",
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
			new Meaning(SSLException.class, IwaErrorCode.TLS_UNTRUSTED, "failed: there was no agreement on TLS.",
					"Check what answers at that address, and the SSL bundle in iwa.http.ssl.bundle."),
			new Meaning(ConnectException.class, IwaErrorCode.CONNECTION_FAILED, "failed: the connection was refused.",
					"Check the network, the VPN connection and the proxy."),
			new Meaning(Throwable.class, IwaErrorCode.CONNECTION_FAILED, "failed: the connection broke off.",
					"Try again, and check the network, the VPN connection and the proxy."));

	private WireFailures() {
	}

	static IwaException translate(Exchange exchange, @Nullable Throwable failure, WireSettings settings,
			HttpClient client) {
		if (ProxyRefusal.isRefusedTunnel(failure)) {
			return ProxyRefusal.ofTunnel(exchange, failure, client);
		}
		Meaning meaning = MEANINGS.stream().filter((row) -> row.matches(failure)).findFirst().orElseThrow();
		return exchange.failure(meaning.code(), meaning.fact().formatted(settings.maxResponseSize()))
			.mitigation(meaning.mitigation())
			.cause(failure)
			.build();
	}

	private record Meaning(Class<? extends Throwable> type, Pattern message, IwaErrorCode code, String fact,
			String mitigation) {

		Meaning(Class<? extends Throwable> type, IwaErrorCode code, String fact, String mitigation) {
			this(type, "", code, fact, mitigation);
		}

		Meaning(Class<? extends Throwable> type, String message, IwaErrorCode code, String fact, String mitigation) {
			this(type, Pattern.compile(message), code, fact, mitigation);
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
