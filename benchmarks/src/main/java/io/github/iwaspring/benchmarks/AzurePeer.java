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

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A peer of the starter: the pipeline of azure-core with a canned response, with and
 * without the policy that adds a token.
 */
final class AzurePeer {

	private final String address;

	private final HttpPipeline plain;

	private final HttpPipeline signedIn;

	/**
	 * Creates the peer.
	 * @param token the value of its token
	 * @param address the address of its requests
	 */
	AzurePeer(String token, String address) {
		this.address = address;
		this.plain = new HttpPipelineBuilder().httpClient((request) -> Mono.just(new CannedResponse(request))).build();
		this.signedIn = new HttpPipelineBuilder()
			.policies(new BearerTokenAuthenticationPolicy(
					(context) -> Mono.just(new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))),
					"orders"))
			.httpClient((request) -> Mono.just(new CannedResponse(request)))
			.build();
		if (isSignedIn(withoutToken()) || !isSignedIn(withToken())) {
			throw new IllegalStateException("Only the policy should add a token");
		}
	}

	HttpResponse withoutToken() {
		return send(this.plain);
	}

	HttpResponse withToken() {
		return send(this.signedIn);
	}

	private HttpResponse send(HttpPipeline pipeline) {
		HttpResponse response = pipeline.send(new HttpRequest(HttpMethod.GET, this.address))
			.block(Duration.ofSeconds(10));
		if (response == null) {
			throw new IllegalStateException("There is no response");
		}
		return response;
	}

	private static boolean isSignedIn(HttpResponse response) {
		return response.getRequest().getHeaders().get(HttpHeaderName.AUTHORIZATION) != null;
	}

	/**
	 * A response without a body.
	 */
	private static final class CannedResponse extends HttpResponse {

		private final HttpHeaders headers = new HttpHeaders();

		CannedResponse(HttpRequest request) {
			super(request);
		}

		@Override
		public int getStatusCode() {
			return 200;
		}

		@Override
		@Deprecated
		@SuppressWarnings({ "InlineMeSuggester", "NullAway" })
		public String getHeaderValue(String name) {
			return null;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public Flux<ByteBuffer> getBody() {
			return Flux.empty();
		}

		@Override
		public Mono<byte[]> getBodyAsByteArray() {
			return Mono.empty();
		}

		@Override
		public Mono<String> getBodyAsString() {
			return getBodyAsString(StandardCharsets.UTF_8);
		}

		@Override
		public Mono<String> getBodyAsString(Charset charset) {
			return Mono.empty();
		}

	}

}
