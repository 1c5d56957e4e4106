package io.github.iwaspring.diagnostics;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.net.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificate it is that was not trusted: that of a proxy which inspects TLS tells
 * its name here. Found out by a handshake that trusts nobody, and therefore ends before
 * anything is sent.
 */
final class PresentedCertificate {

	private PresentedCertificate() {
	}

	/**
	 * Names subject and issuer of the certificate, if that is why a sign-in failed.
	 * @return a sentence with a space before it, empty if there is nothing to say
	 */
	static String describe(IwaException failure, Evidence evidence) {
		HostAndPort host = evidence.asked(failure.stage());
		if (failure.code() != IwaErrorCode.TLS_UNTRUSTED || host == null || evidence.isProxied(host)) {
			return "";
		}
		X509Certificate certificate = ask(host, evidence.settings().connectTimeout());
		return (certificate == null) ? ""
				: " Its certificate is for '" + certificate.getSubjectX500Principal().getName()
						+ "' and was issued by '" + certificate.getIssuerX500Principal().getName() + "'.";
	}

	private static @Nullable X509Certificate ask(HostAndPort host, Duration timeout) {
		NoTrust noTrust = new NoTrust();
		int millis = (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE);
		try (Socket socket = new Socket()) {
			CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> close(socket));
			SSLContext tls = SSLContext.getInstance("TLS");
			tls.init(null, new TrustManager[] { noTrust }, null);
			socket.connect(new InetSocketAddress(host.host(), host.port()), millis);
			try (SSLSocket layered = (SSLSocket) tls.getSocketFactory()
				.createSocket(socket, host.host(), host.port(), true)) {
				layered.startHandshake();
			}
		}
		catch (IOException | GeneralSecurityException refused) {
			// as meant, unless nobody answered
		}
		return noTrust.seen.get();
	}

	/**
	 * Ends a handshake that somebody draws out.
	 */
	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ignored) {
			// it is closed
		}
	}

	/**
	 * Trusts nobody, and remembers whom.
	 */
	private static final class NoTrust extends X509ExtendedTrustManager {

		private final AtomicReference<@Nullable X509Certificate> seen = new AtomicReference<>();

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
				throws CertificateException {
			checkServerTrusted(chain, authType);
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
				throws CertificateException {
			checkServerTrusted(chain, authType);
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
			this.seen.set(chain[0]);
			throw new CertificateException("nobody is trusted here");
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
				throws CertificateException {
			checkClientTrusted(chain, authType);
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
				throws CertificateException {
			checkClientTrusted(chain, authType);
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
			throw new CertificateException("nobody is trusted here");
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
