package io.github.iwaspring.directory;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.function.Supplier;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request and reads its answer to the end, within a bound of time and of size.
 */
final class HttpTransport {

	private final HttpSettings settings;

	HttpTransport(HttpSettings settings) {
		this.settings = settings;
	}

	/**
	 * Sends a request.
	 * @param exchange what it is, for messages
	 * @param request the request
	 * @param conversation the sign-in that it belongs to, which bounds it too
	 * @return the answer, whatever its status
	 */
	DirectoryResponse send(DirectoryRequest exchange, HttpRequest request, SignInContext conversation) {
		Duration left = conversation.remaining();
		Duration timeout = (left.compareTo(this.settings.readTimeout()) < 0) ? left : this.settings.readTimeout();
		HttpClient client = client(exchange);
		// not sendAsync: it completes by the common pool, which may be busy with those
		// who wait
		try (Deadline deadline = new Deadline(timeout)) {
			HttpResponse<String> response = send(exchange, request, client, deadline,
					() -> (timeout == left) ? conversation.timedOut() : unanswered(exchange, timeout));
			DirectoryResponse answer = new DirectoryResponse(response.statusCode(), response.headers(),
					withoutMark(response.body()), response.sslSession().map(HttpTransport::certificate).orElse(null));
			if (answer.status() == ProxyRefusal.STATUS) {
				throw ProxyRefusal.of(exchange, answer, client);
			}
			return answer;
		}
	}

	private HttpResponse<String> send(DirectoryRequest exchange, HttpRequest request, HttpClient client,
			Deadline deadline, Supplier<IwaException> timedOut) {
		try {
			return client.send(request, LimitedBody.of(this.settings.maxResponseSize()));
		}
		catch (IOException ex) {
			throw deadline.hasPassed() ? timedOut.get()
					: TransportErrors.translate(exchange, ex, this.settings, client);
		}
		catch (InterruptedException ex) {
			if (deadline.hasPassed()) {
				throw timedOut.get();
			}
			Thread.currentThread().interrupt();
			throw exchange.failure(IwaErrorCode.UNEXPECTED, "was given up.")
				.action("The acquisition had timed out, or the application was closing.")
				.build();
		}
	}

	private static IwaException unanswered(DirectoryRequest exchange, Duration timeout) {
		return exchange
			.failure(IwaErrorCode.TIMEOUT, "was not answered completely within " + timeout.toMillis() + " ms.")
			.action("Check the network or VPN connection to that host, or raise iwa.http.read-timeout.")
			.build();
	}

	private HttpClient client(DirectoryRequest exchange) {
		try {
			return this.settings.client().get();
		}
		catch (RuntimeException ex) {
			throw exchange.failure(IwaErrorCode.CONFIGURATION_REFUSED, "was not sent: no HTTP client could be built.")
				.action("Check the SSL bundle that iwa.http.ssl.bundle names, its files and passwords.")
				.cause(ex)
				.build();
		}
	}

	private static @Nullable X509Certificate certificate(SSLSession session) {
		try {
			return (session.getPeerCertificates()[0] instanceof X509Certificate certificate) ? certificate : null;
		}
		catch (SSLPeerUnverifiedException anonymous) {
			return null;
		}
	}

	/**
	 * Removes a byte order mark, which parsers of bytes would skip.
	 * @param body the body, or {@code null} where a proxy refused a tunnel
	 */
	private static String withoutMark(@Nullable String body) {
		if (body == null) {
			return "";
		}
		return body.startsWith("\uFEFF") ? body.substring(1) : body;
	}

}
