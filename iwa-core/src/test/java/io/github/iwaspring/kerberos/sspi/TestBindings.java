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

package io.github.iwaspring.kerberos.sspi;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Objects;

import io.github.iwaspring.kerberos.ChannelBinding;

/**
 * A channel binding with known bytes.
 */
final class TestBindings {

	/**
	 * The hash of the published certificate {@code rsa_sha256}.
	 */
	static final String HASH = "996f3eea812c1870e30549ff9b86cd87a890b6d8dfdf4a81bef9675970dadb26";

	private TestBindings() {
	}

	static ChannelBinding binding() {
		try (var file = Objects.requireNonNull(ChannelBinding.class.getResourceAsStream("tls-server-end-point.tsv"))) {
			String certificate = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> line.startsWith("rsa_sha256\t"))
				.findFirst()
				.orElseThrow()
				.split("\t")[1];
			return Objects.requireNonNull(
					ChannelBinding.tlsServerEndPoint((X509Certificate) CertificateFactory.getInstance("X.509")
						.generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(certificate)))));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
