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

package io.github.iwaspring.web;

import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

/**
 * A request with a token. The wrapped request is not modified, so a retry of the original
 * gets a fresh token. The wrapped request also writes itself, and its headers are copied
 * only if they are read.
 * <p>
 * A later filter may build another request of this one, for another URL. It takes over
 * the body, which removes the token where the request leaves for a URL that may not get
 * it.
 */
final class SignedInClientRequest implements ClientRequest {

	private final ClientRequest request;

	private final String token;

	private final Predicate<URI> isTarget;

	private volatile boolean sentElsewhere;

	/**
	 * Creates a request.
	 * @param request the request to wrap, without an Authorization header
	 * @param token the value of the token
	 * @param isTarget whether the token may go to a URL
	 */
	SignedInClientRequest(ClientRequest request, String token, Predicate<URI> isTarget) {
		this.request = request;
		this.token = token;
		this.isTarget = isTarget;
	}

	/**
	 * Whether the request left for a URL that may not get the token, and without it.
	 */
	boolean isSentElsewhere() {
		return this.sentElsewhere;
	}

	@Override
	public HttpHeaders headers() {
		HttpHeaders headers = new HttpHeaders();
		headers.addAll(this.request.headers());
		headers.setBearerAuth(this.token);
		return HttpHeaders.readOnlyHttpHeaders(headers);
	}

	@Override
	public Mono<Void> writeTo(ClientHttpRequest target, ExchangeStrategies strategies) {
		if (!target.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
			target.getHeaders().setBearerAuth(this.token);
		}
		return this.request.writeTo(target, strategies);
	}

	@Override
	public HttpMethod method() {
		return this.request.method();
	}

	@Override
	public URI url() {
		return this.request.url();
	}

	@Override
	public MultiValueMap<String, String> cookies() {
		return this.request.cookies();
	}

	@Override
	public BodyInserter<?, ? super ClientHttpRequest> body() {
		return (target, context) -> {
			if (!this.isTarget.test(target.getURI())) {
				this.sentElsewhere = true;
				if (("Bearer " + this.token).equals(target.getHeaders().getFirst(HttpHeaders.AUTHORIZATION))) {
					target.getHeaders().remove(HttpHeaders.AUTHORIZATION);
				}
			}
			return this.request.body().insert(target, context);
		};
	}

	@Override
	public Map<String, Object> attributes() {
		return this.request.attributes();
	}

	@Override
	public @Nullable Consumer<ClientHttpRequest> httpRequest() {
		return this.request.httpRequest();
	}

	@Override
	public String logPrefix() {
		return this.request.logPrefix();
	}

}
