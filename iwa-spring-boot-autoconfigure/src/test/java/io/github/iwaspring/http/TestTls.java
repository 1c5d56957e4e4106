package io.github.iwaspring.http;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import javax.net.ssl.SSLContext;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

/**
 * A self-signed certificate for {@code localhost} and {@code 127.0.0.1}, made once in a
 * JVM, with the two sides that use it.
 */
public final class TestTls {

	private static final String PASSWORD = "changeit";

	private static final TestTls INSTANCE = new TestTls();

	private final X509Certificate certificate;

	private final SslBundle server;

	private final SslBundle client;

	private TestTls() {
		try {
			KeyPair keys = keys();
			this.certificate = certificate(keys);
			KeyStore keyStore = KeyStore.getInstance("PKCS12");
			keyStore.load(null, null);
			keyStore.setKeyEntry("server", keys.getPrivate(), PASSWORD.toCharArray(),
					new X509Certificate[] { this.certificate });
			KeyStore trustStore = KeyStore.getInstance("PKCS12");
			trustStore.load(null, null);
			trustStore.setCertificateEntry("server", this.certificate);
			this.server = SslBundle.of(SslStoreBundle.of(keyStore, PASSWORD, null));
			this.client = SslBundle.of(SslStoreBundle.of(null, null, trustStore));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyPair keys() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(256);
		return generator.generateKeyPair();
	}

	private static X509Certificate certificate(KeyPair keys) throws Exception {
		X500Name name = new X500Name("CN=localhost");
		Instant now = Instant.now();
		JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(name, BigInteger.ONE,
				Date.from(now.minus(Duration.ofHours(1))), Date.from(now.plus(Duration.ofDays(1))), name,
				keys.getPublic());
		GeneralName[] names = { new GeneralName(GeneralName.dNSName, "localhost"),
				new GeneralName(GeneralName.iPAddress, "127.0.0.1") };
		builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
		return new JcaX509CertificateConverter()
			.getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
	}

	/**
	 * The certificate of the servers.
	 */
	public static X509Certificate certificate() {
		return INSTANCE.certificate;
	}

	/**
	 * A certificate of the same name that no server here has.
	 */
	public static X509Certificate anotherCertificate() throws Exception {
		return certificate(keys());
	}

	static SSLContext serverContext() {
		return INSTANCE.server.createSslContext();
	}

	/**
	 * The bundle of a client that trusts the certificate and nothing else.
	 */
	public static SslBundle clientBundle() {
		return INSTANCE.client;
	}

}
