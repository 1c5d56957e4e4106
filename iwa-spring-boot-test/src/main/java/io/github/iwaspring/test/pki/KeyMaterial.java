package io.github.iwaspring.test.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A private key and the certificate of its public half.
 *
 * @param privateKey the private key
 * @param certificate the certificate
 */
public record KeyMaterial(PrivateKey privateKey, X509Certificate certificate) {

	/**
	 * Generates a pair for signatures that must be RSA.
	 * @return the pair
	 */
	public static KeyPair generateRsa() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("No RSA key could be generated", ex);
		}
	}

	static KeyPair generateEc() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("No EC key could be generated", ex);
		}
	}

	/**
	 * The public half.
	 * @return the public key
	 */
	public PublicKey publicKey() {
		return this.certificate.getPublicKey();
	}

	/**
	 * A TLS context for servers that present this certificate.
	 * @return the context
	 */
	public SSLContext serverContext() {
		try {
			char[] password = new char[0];
			KeyStore keyStore = KeyStore.getInstance(KeyStore.getDefaultType());
			keyStore.load(null, null);
			keyStore.setKeyEntry("server", this.privateKey, password, new Certificate[] { this.certificate });
			KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keyManagers.init(keyStore, password);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keyManagers.getKeyManagers(), null, null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException("The TLS context of the embedded directory could not be made", ex);
		}
	}

}
