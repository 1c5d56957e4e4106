package io.github.iwaspring.it;

import javax.net.ssl.SSLContext;

import io.github.iwaspring.test.EmbeddedDirectory;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * An SSL context that trusts one directory only.
 */
public final class DirectoryTrust {

	private DirectoryTrust() {
	}

	public static SSLContext of(EmbeddedDirectory directory) {
		PemSslStoreDetails certificate = PemSslStoreDetails.forCertificate(directory.certificate().toUri().toString());
		return SslBundle.of(new PemSslStoreBundle(null, certificate)).createSslContext();
	}

}
