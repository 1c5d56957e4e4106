package io.github.iwaspring.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificate it is that was not trusted: that of a proxy which inspects TLS tells
 * its name here. Found out by a handshake that trusts nobody, and therefore ends before
 * anything is sent, and is given up after the time-out of a connection.
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
		X509Certificate certificate = ask(host, evidence.settings().connectTimeout(), InetAddress::getByName);
		return (certificate == null) ? ""
				: " Its certificate is for '" + certificate.getSubjectX500Principal().getName()
						+ "' and was issued by '" + certificate.getIssuerX500Principal().getName() + "'.";
	}

	static @Nullable X509Certificate ask(HostAndPort host, Duration timeout, Dns dns) {
		NoTrust noTrust = new NoTrust();
		try (Socket socket = new Socket()) {
			Bounded.ask(timeout, () -> {
				shakeHands(socket, new InetSocketAddress(dns.address(host.host()), host.port()), host, noTrust);
				return null;
			});
		}
		catch (IOException ignored) {
			// it is closed
		}
		return noTrust.seen.get();
	}

	/**
	 * Ends, also where somebody draws it out, when the socket is closed.
	 */
	private static void shakeHands(Socket socket, InetSocketAddress address, HostAndPort host, NoTrust noTrust)
			throws IOException, GeneralSecurityException {
		SSLContext tls = SSLContext.getInstance("TLS");
		tls.init(null, new TrustManager[] { noTrust }, null);
		socket.connect(address);
		try (SSLSocket layered = (SSLSocket) tls.getSocketFactory()
			.createSocket(socket, host.host(), host.port(), true)) {
			layered.startHandshake();
		}
	}

	/**
	 * The addresses of hosts.
	 */
	interface Dns {

		InetAddress address(String host) throws UnknownHostException;

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
