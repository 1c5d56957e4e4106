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

package io.github.iwaspring.kerberos;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChannelBinding}, with published test vectors of another implementation
 * that is used with Windows. The file names their source.
 */
class ChannelBindingTests {

	static Stream<Arguments> vectors() throws IOException {
		try (InputStream file = Objects
			.requireNonNull(ChannelBindingTests.class.getResourceAsStream("tls-server-end-point.tsv"))) {
			return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.map((line) -> Arguments.of((Object[]) line.split("\t")));
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("vectors")
	void tlsServerEndPointReturnsPrefixAndPublishedHash(String signature, String certificate, String hash)
			throws Exception {
		ChannelBinding binding = ChannelBinding.tlsServerEndPoint(parse(certificate));
		assertThat(binding).hasToString("tls-server-end-point:" + hash);
		byte[] data = Objects.requireNonNull(binding).applicationData();
		assertThat(Arrays.copyOf(data, 21)).asString(StandardCharsets.US_ASCII).isEqualTo("tls-server-end-point:");
		assertThat(HexFormat.of().formatHex(data, 21, data.length)).isEqualTo(hash);
	}

	/**
	 * RFC 5929, section 4.1, does not define the binding if the signature does not use
	 * exactly one hash function. RSASSA-PSS has two, in its parameters, and
	 * implementations differ: OpenSSL takes the message's, others SHA-256 or none. Every
	 * acceptor that checks bindings refuses a wrong one, but only strict acceptors refuse
	 * a missing one. Hence there is none.
	 */
	@ParameterizedTest
	@CsvSource({ "RSA, SHA256WITHRSAANDMGF1", "RSA, SHA512WITHRSAANDMGF1", "Ed25519, Ed25519" })
	void tlsServerEndPointWhenSignatureHasNoSingleHashThenReturnsNull(String keyType, String signature)
			throws Exception {
		assertThat(ChannelBinding.tlsServerEndPoint(sign(keyType, signature))).isNull();
	}

	@Test
	void equalsComparesCertificates() throws Exception {
		X509Certificate one = sign("EC", "SHA256WITHECDSA");
		X509Certificate other = sign("EC", "SHA256WITHECDSA");
		assertThat(ChannelBinding.tlsServerEndPoint(one)).isEqualTo(ChannelBinding.tlsServerEndPoint(one))
			.isNotEqualTo(ChannelBinding.tlsServerEndPoint(other));
	}

	@Test
	void applicationDataReturnsCopy() throws Exception {
		ChannelBinding binding = Objects
			.requireNonNull(ChannelBinding.tlsServerEndPoint(sign("EC", "SHA256WITHECDSA")));
		binding.applicationData()[0] = 0;
		assertThat(binding.applicationData()[0]).isEqualTo((byte) 't');
	}

	private static X509Certificate parse(String certificate) throws Exception {
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(certificate)));
	}

	private static X509Certificate sign(String keyType, String signature) throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance(keyType);
		if (keyType.equals("RSA")) {
			generator.initialize(2048);
		}
		KeyPair keys = generator.generateKeyPair();
		X500Name name = new X500Name("CN=adfs.contoso.test");
		Instant now = Instant.now();
		byte[] encoded = new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(now),
				Date.from(now.plusSeconds(60)), name, keys.getPublic())
			.build(new JcaContentSignerBuilder(signature).setProvider(new BouncyCastleProvider())
				.build(keys.getPrivate()))
			.getEncoded();
		return parse(Base64.getEncoder().encodeToString(encoded));
	}

}
