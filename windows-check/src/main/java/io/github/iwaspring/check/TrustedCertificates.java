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

package io.github.iwaspring.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificates that {@code --trust-store} names: a PEM file, or those that Windows
 * trusts.
 */
final class TrustedCertificates {

	private static final String OF_WINDOWS = "Windows-ROOT";

	private TrustedCertificates() {
	}

	static SSLContext context(String name) throws GeneralSecurityException, IOException {
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(name.equalsIgnoreCase(OF_WINDOWS) ? ofWindows() : ofFile(Path.of(name)));
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

	private static KeyStore ofWindows() throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance(OF_WINDOWS);
		store.load(null, null);
		return store;
	}

	private static KeyStore ofFile(Path file) throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
		store.load(null, null);
		try (InputStream in = Files.newInputStream(file)) {
			int number = 0;
			for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
				store.setCertificateEntry("trusted-" + number++, each);
			}
		}
		return store;
	}

}
