package io.github.iwaspring.browser;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Base64;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import io.github.iwaspring.test.EmbeddedDirectory;

/**
 * The key of a directory's servers, so that a browser can trust these servers only.
 */
final class DirectoryKey {

	private DirectoryKey() {
	}

	/**
	 * Returns the hash of the key in the format of Chromium.
	 * @return the SHA-256 of the {@code SubjectPublicKeyInfo}, in Base64
	 */
	static String hash(EmbeddedDirectory directory) throws IOException, GeneralSecurityException {
		URI server = directory.authority();
		try (SSLSocket socket = (SSLSocket) trusting(directory).getSocketFactory()
			.createSocket(server.getHost(), server.getPort())) {
			socket.startHandshake();
			byte[] key = socket.getSession().getPeerCertificates()[0].getPublicKey().getEncoded();
			return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
		}
	}

	private static SSLContext trusting(EmbeddedDirectory directory) throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		try (InputStream certificate = Files.newInputStream(directory.certificate())) {
			store.setCertificateEntry("directory",
					CertificateFactory.getInstance("X.509").generateCertificate(certificate));
		}
		TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		managers.init(store);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, managers.getTrustManagers(), null);
		return context;
	}

}
