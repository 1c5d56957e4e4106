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
