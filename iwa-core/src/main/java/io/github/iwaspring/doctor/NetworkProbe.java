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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
 * What only the doctor asks the network: the canonical name of a host, and an untrusted
 * server certificate. All questions have a bound.
 */
final class NetworkProbe {

	private NetworkProbe() {
	}

	/**
	 * Asks on a new daemon thread, because the JDK resolves names without a bound.
	 * @param timeout how long to wait; then the thread is interrupted
	 * @param question the question
	 * @return the answer, or {@code null} if there is none in time
	 */
	static <T> @Nullable T ask(Duration timeout, Callable<@Nullable T> question) {
		FutureTask<@Nullable T> task = new FutureTask<>(question);
		Thread thread = new Thread(task, "iwa-doctor-network");
		thread.setDaemon(true);
		thread.setContextClassLoader(NetworkProbe.class.getClassLoader());
		thread.start();
		try {
			return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		finally {
			task.cancel(true);
		}
	}

	/**
	 * Resolves the name that DNS has for the address of a host.
	 * @return the name, or {@code null} if there is none
	 */
	static @Nullable String canonicalName(String host) throws UnknownHostException {
		InetAddress address = InetAddress.getByName(host);
		String name = address.getCanonicalHostName();
		return name.equals(address.getHostAddress()) ? null : name;
	}

	/**
	 * Describes the certificate that caused a failure. Useful to name a proxy that
	 * inspects TLS.
	 * @param failure the failure of the sign-in
	 * @return a sentence with a leading space, empty if the failure has another cause or
	 * the certificate cannot be read
	 */
	static String describeCertificate(IwaException failure, Evidence evidence) {
		HostAndPort host = evidence.requested(failure.stage());
		if (failure.code() != IwaErrorCode.TLS_UNTRUSTED || host == null || evidence.isProxied(host)) {
			return "";
		}
		X509Certificate certificate = certificate(host, evidence.settings().connectTimeout(), InetAddress::getByName);
		return (certificate != null) ? " Its certificate is for '" + certificate.getSubjectX500Principal().getName()
				+ "' and was issued by '" + certificate.getIssuerX500Principal().getName() + "'." : "";
	}

	/**
	 * Reads the server certificate by a handshake that always fails, before anything is
	 * sent.
	 */
	static @Nullable X509Certificate certificate(HostAndPort host, Duration timeout, Resolver<InetAddress> dns) {
		RefuseAll trust = new RefuseAll();
		try (Socket socket = new Socket()) { // closing it ends a slow handshake
			NetworkProbe.<Boolean>ask(timeout, () -> {
				handshake(socket, new InetSocketAddress(dns.resolve(host.host()), host.port()), host, trust);
				return null;
			});
		}
		catch (IOException ignored) {
			// the socket is closed anyway
		}
		return trust.seen.get();
	}

	private static void handshake(Socket socket, InetSocketAddress address, HostAndPort host, RefuseAll trust)
			throws IOException, GeneralSecurityException {
		SSLContext tls = SSLContext.getInstance("TLS");
		tls.init(null, new TrustManager[] { trust }, null);
		socket.connect(address);
		try (SSLSocket layered = (SSLSocket) tls.getSocketFactory()
			.createSocket(socket, host.host(), host.port(), true)) {
			layered.startHandshake();
		}
	}

	/**
	 * Resolves a host name.
	 *
	 * @param <T> the type of the result
	 */
	interface Resolver<T extends @Nullable Object> {

		T resolve(String host) throws UnknownHostException;

	}

	/**
	 * Refuses every certificate, and remembers that of the server.
	 */
	private static final class RefuseAll extends X509ExtendedTrustManager {

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
			throw new CertificateException("This trust manager refuses every certificate");
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
			throw new CertificateException("This trust manager refuses every certificate");
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
