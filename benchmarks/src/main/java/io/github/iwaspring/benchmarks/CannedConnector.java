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

package io.github.iwaspring.benchmarks;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.AbstractClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A connector with a canned response, so that only the work of {@code WebClient} and its
 * filters is measured.
 */
final class CannedConnector implements ClientHttpConnector {

	/**
	 * Sends a request and waits for its response.
	 */
	static ResponseEntity<Void> send(WebClient webClient) {
		ResponseEntity<Void> response = webClient.get()
			.uri("/me")
			.retrieve()
			.toBodilessEntity()
			.block(Duration.ofSeconds(10));
		if (response == null) {
			throw new IllegalStateException("There is no response");
		}
		return response;
	}

	/**
	 * Checks whether the requests of a client have a token.
	 */
	static void check(WebClient webClient, boolean token) {
		if (send(webClient).getHeaders().containsHeader("Signed-In") != token) {
			throw new IllegalStateException("Requests should " + (token ? "" : "not ") + "have a token");
		}
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> callback) {
		CannedRequest request = new CannedRequest(method, uri);
		return callback.apply(request).then(Mono.fromSupplier(() -> new CannedResponse(request.getHeaders())));
	}

	/**
	 * A request that is never sent.
	 */
	private static final class CannedRequest extends AbstractClientHttpRequest {

		private final HttpMethod method;

		private final URI uri;

		CannedRequest(HttpMethod method, URI uri) {
			this.method = method;
			this.uri = uri;
		}

		@Override
		public HttpMethod getMethod() {
			return this.method;
		}

		@Override
		public URI getURI() {
			return this.uri;
		}

		@Override
		public DataBufferFactory bufferFactory() {
			return DefaultDataBufferFactory.sharedInstance;
		}

		@Override
		@SuppressWarnings({ "TypeParameterUnusedInFormals", "unchecked" })
		public <T> T getNativeRequest() {
			return (T) this;
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return doCommit(() -> Flux.from(body).then());
		}

		@Override
		public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			return doCommit(() -> Flux.from(body).then());
		}

		@Override
		public Mono<Void> setComplete() {
			return doCommit();
		}

		@Override
		protected void applyHeaders() {
		}

		@Override
		protected void applyCookies() {
		}

	}

	/**
	 * A response without a body, with a header that says whether the request had a token.
	 */
	private static final class CannedResponse implements ClientHttpResponse {

		private static final HttpHeaders SIGNED_IN = headers("Signed-In");

		private static final HttpHeaders ANONYMOUS = headers(null);

		private final HttpHeaders headers;

		CannedResponse(HttpHeaders request) {
			this.headers = request.containsHeader(HttpHeaders.AUTHORIZATION) ? SIGNED_IN : ANONYMOUS;
		}

		private static HttpHeaders headers(@Nullable String name) {
			HttpHeaders headers = new HttpHeaders();
			if (name != null) {
				headers.set(name, "yes");
			}
			return HttpHeaders.readOnlyHttpHeaders(headers);
		}

		@Override
		public HttpStatusCode getStatusCode() {
			return HttpStatus.OK;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public MultiValueMap<String, ResponseCookie> getCookies() {
			return new LinkedMultiValueMap<>();
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.empty();
		}

	}

}
