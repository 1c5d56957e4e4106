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

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenService;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.http.client.support.InterceptingHttpAccessor;

/**
 * An interceptor that adds tokens to the requests of a {@code RestClient} or a
 * {@code RestTemplate}, as {@link TokenSender} describes. It is for builders that are not
 * a {@link BearerTokenRestClient}'s.
 * <p>
 * With any interceptor, Spring Framework keeps each request body in memory. An
 * interceptor that is added later may send the request, with its token, elsewhere.
 */
public final class BearerTokenInterceptor implements ClientHttpRequestInterceptor {

	private final TokenSender sender;

	private final Supplier<@Nullable ClientHttpRequestFactory> transport;

	/**
	 * Creates an interceptor.
	 * @param tokens the source of tokens
	 * @param targets the rule where tokens may go
	 * @param refusals the APIs that refuse every token, shared by all clients
	 */
	public BearerTokenInterceptor(IwaTokenService tokens, AllowedTargets targets, TokenRefusals refusals) {
		this(new TokenSender(tokens, targets, refusals));
	}

	BearerTokenInterceptor(TokenSender sender) {
		this(sender, () -> null);
	}

	private BearerTokenInterceptor(TokenSender sender, Supplier<@Nullable ClientHttpRequestFactory> transport) {
		this.sender = sender;
		this.transport = transport;
	}

	/**
	 * Adds this interceptor next to the transport, where requests have their final form.
	 * It replaces another interceptor of this class.
	 * @param interceptors the interceptors of a builder
	 */
	public void addTo(List<ClientHttpRequestInterceptor> interceptors) {
		removeFrom(interceptors);
		interceptors.add(this);
	}

	/**
	 * Removes the interceptors of this class.
	 */
	static void removeFrom(List<ClientHttpRequestInterceptor> interceptors) {
		interceptors.removeIf(BearerTokenInterceptor.class::isInstance);
	}

	/**
	 * Adds such an interceptor to a {@code RestTemplate}. A request that would get a
	 * token fails if the request factory, which may be set later, is
	 * {@code HttpURLConnection}'s.
	 * @param template the template
	 */
	public void addTo(InterceptingHttpAccessor template) {
		new BearerTokenInterceptor(this.sender, template::getRequestFactory).addTo(template.getInterceptors());
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		return this.sender.send(request, new TokenSender.Transmission() {

			@Override
			public ClientHttpResponse send(@Nullable IwaToken token) throws IOException {
				return execution.execute((token != null) ? new SignedInRequest(request, token) : request, body);
			}

			@Override
			public boolean isRepeatable() {
				return true;
			}

			@Override
			public @Nullable ClientHttpRequestFactory transport() {
				return BearerTokenInterceptor.this.transport.get();
			}

		});
	}

	/**
	 * A request with a token. The wrapped request is not modified, so a retry of the
	 * original gets a fresh token.
	 */
	private static final class SignedInRequest extends HttpRequestWrapper {

		private final HttpHeaders headers = new HttpHeaders();

		SignedInRequest(HttpRequest request, IwaToken token) {
			super(request);
			this.headers.addAll(request.getHeaders());
			this.headers.setBearerAuth(token.value());
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

	}

}
