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

package io.github.iwaspring.test;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * An HTTP client that trusts one embedded directory.
 */
public class TestClient {

	private final HttpClient http;

	public TestClient(EmbeddedDirectory directory) {
		this.http = HttpClient.newBuilder().sslContext(trusting(directory)).build();
	}

	static SSLContext trusting(EmbeddedDirectory directory) {
		try (InputStream pem = Files.newInputStream(directory.certificate())) {
			KeyStore trust = KeyStore.getInstance(KeyStore.getDefaultType());
			trust.load(null, null);
			trust.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
			TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			managers.init(trust);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, managers.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public HttpResponse<String> get(URI uri, String... headers) {
		return send(withHeaders(HttpRequest.newBuilder(uri), headers));
	}

	/**
	 * Sends a request without reading the body of the response.
	 */
	public CompletableFuture<InputStream> open(URI uri) {
		return this.http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream())
			.thenApply(HttpResponse::body);
	}

	/**
	 * Passes a body to a consumer as it arrives. A stream would drop what came before an
	 * error.
	 * @throws IOException if the response ends early
	 */
	public void read(URI uri, Consumer<byte[]> consumer) throws IOException, InterruptedException {
		this.http.send(HttpRequest.newBuilder(uri).build(),
				BodyHandlers.ofByteArrayConsumer((bytes) -> bytes.ifPresent(consumer)));
	}

	public HttpResponse<String> post(URI uri, String body, String... headers) {
		return send(withHeaders(HttpRequest.newBuilder(uri), headers).POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	public HttpResponse<String> postForm(URI uri, Map<String, String> fields) {
		String body = fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		return post(uri, body, "Content-Type", "application/x-www-form-urlencoded", "client-request-id",
				"d1c5ecf2-2d8e-4f57-9e7c-4a1a0e4b5f10");
	}

	private static HttpRequest.Builder withHeaders(HttpRequest.Builder request, String... headers) {
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
