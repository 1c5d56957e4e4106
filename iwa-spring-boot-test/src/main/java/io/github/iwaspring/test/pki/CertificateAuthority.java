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

package io.github.iwaspring.test.pki;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority. Each embedded directory has its own, so that a client which
 * trusts one directory trusts nothing else. Certificates follow the machine's clock, not
 * the clock of the options.
 */
public final class CertificateAuthority {

	private static final X500Name NAME = new X500Name("CN=Embedded directory CA");

	private static final List<GeneralName> LOOPBACK = List.of(new GeneralName(GeneralName.dNSName, "localhost"),
			new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.iPAddress, "::1"));

	private final PrivateKey key;

	private final X509Certificate certificate;

	private CertificateAuthority(PrivateKey key, X509Certificate certificate) {
		this.key = key;
		this.certificate = certificate;
	}

	/**
	 * Creates an authority with a new key.
	 * @return the authority
	 */
	public static CertificateAuthority create() {
		KeyPair pair = KeyMaterial.generateEc();
		try {
			X509v3CertificateBuilder builder = builder(NAME, NAME, pair.getPublic());
			builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
			builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
			return new CertificateAuthority(pair.getPrivate(), sign(builder, pair.getPrivate(), "SHA256withECDSA"));
		}
		catch (CertIOException ex) {
			throw failure(ex);
		}
	}

	/**
	 * Issues a certificate for a server on {@code localhost}.
	 * @param names further names of the server
	 * @return the server's key and certificate
	 */
	public KeyMaterial issueServerCertificate(String... names) {
		List<GeneralName> all = new ArrayList<>(LOOPBACK);
		Arrays.stream(names).map((name) -> new GeneralName(GeneralName.dNSName, name)).forEach(all::add);
		KeyPair pair = KeyMaterial.generateEc();
		try {
			X509v3CertificateBuilder builder = builder(NAME, new X500Name("CN=localhost"), pair.getPublic());
			builder.addExtension(Extension.subjectAlternativeName, false,
					new GeneralNames(all.toArray(GeneralName[]::new)));
			builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
			builder.addExtension(Extension.extendedKeyUsage, false,
					new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
			return new KeyMaterial(pair.getPrivate(), sign(builder, this.key, "SHA256withECDSA"));
		}
		catch (CertIOException ex) {
			throw failure(ex);
		}
	}

	/**
	 * Creates a self-signed certificate for signatures, as AD FS does.
	 * @param subject the subject of the certificate
	 * @param pair an RSA key pair
	 * @return the key and its certificate
	 */
	public static KeyMaterial selfSigned(String subject, KeyPair pair) {
		X500Name name = new X500Name(subject);
		return new KeyMaterial(pair.getPrivate(),
				sign(builder(name, name, pair.getPublic()), pair.getPrivate(), "SHA256withRSA"));
	}

	/**
	 * Returns the authority's certificate, for trust stores.
	 * @return the certificate in PEM format
	 */
	public String pem() {
		try {
			String body = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(this.certificate.getEncoded());
			return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
		}
		catch (CertificateException ex) {
			throw failure(ex);
		}
	}

	/**
	 * Returns the authority's certificate.
	 * @return the certificate
	 */
	public X509Certificate certificate() {
		return this.certificate;
	}

	private static X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, PublicKey key) {
		Instant now = Instant.now();
		return new JcaX509v3CertificateBuilder(issuer, new BigInteger(64, new SecureRandom()),
				Date.from(now.minus(Duration.ofDays(1))), Date.from(now.plus(Duration.ofDays(30))), subject, key);
	}

	private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key, String algorithm) {
		try {
			return new JcaX509CertificateConverter()
				.getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(key)));
		}
		catch (OperatorCreationException | CertificateException ex) {
			throw failure(ex);
		}
	}

	private static IllegalStateException failure(Exception cause) {
		return new IllegalStateException("A certificate of the embedded directory could not be created", cause);
	}

}
