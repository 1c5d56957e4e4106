package io.github.iwaspring.msal;

import java.io.FileInputStream;
import java.net.http.HttpClient;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.github.iwaspring.msal.http.WireSettings;
import io.github.iwaspring.test.EmbeddedIwa;

/**
 * A wire that trusts a directory.
 */
final class DirectoryWire {

	private DirectoryWire() {
	}

	static WireSettings to(EmbeddedIwa directory) throws Exception {
		HttpClient client = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.sslContext(trust(directory))
			.build();
		return new WireSettings(() -> client, Duration.ofSeconds(30), 1_000_000);
	}

	private static SSLContext trust(EmbeddedIwa directory) throws Exception {
		KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
		store.load(null);
		try (FileInputStream certificate = new FileInputStream(directory.certificate().toFile())) {
			store.setCertificateEntry("directory",
					CertificateFactory.getInstance("X.509").generateCertificate(certificate));
		}
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(store);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

}
