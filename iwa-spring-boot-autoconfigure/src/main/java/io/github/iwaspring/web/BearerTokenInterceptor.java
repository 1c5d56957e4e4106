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

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;

/**
 * An interceptor that adds tokens to the requests of a {@code RestClient}, as
 * {@link AllowedTargets} decides. Blocks until the token service has a token.
 * <p>
 * A token that the API rejects as invalid is replaced once, and a claims challenge is
 * answered once. The request is then sent again. If there is no new token, the request
 * fails with the token service's error.
 */
public final class BearerTokenInterceptor implements ClientHttpRequestInterceptor {

	private static final Log logger = LogFactory.getLog(BearerTokenInterceptor.class);

	private final IwaTokenService tokens;

	private final AllowedTargets targets;

	/**
	 * Creates an interceptor.
	 * @param tokens the source of tokens
	 * @param targets the rule where tokens may go
	 */
	public BearerTokenInterceptor(IwaTokenService tokens, AllowedTargets targets) {
		this.tokens = tokens;
		this.targets = targets;
	}

	/**
	 * Adds this interceptor next to the transport, where requests have their final form.
	 * It replaces another interceptor of this class.
	 * @param interceptors the interceptors of a builder
	 */
	public void addTo(List<ClientHttpRequestInterceptor> interceptors) {
		interceptors.removeIf(BearerTokenInterceptor.class::isInstance);
		interceptors.add(this);
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		IwaTokenRequest tokenRequest = this.targets.tokenFor(request.getURI(), request.getHeaders(),
				request.getAttributes());
		if (tokenRequest == null) {
			return execution.execute(request, body);
		}
		AuthorizationAttempt attempt = AuthorizationAttempt.first(tokenRequest);
		while (true) {
			IwaToken token = this.tokens.getToken(attempt.tokenRequest());
			ClientHttpResponse response = execution.execute(new SignedInRequest(request, token), body);
			AuthorizationAttempt following = next(attempt, token, request, response);
			if (following == null) {
				return response;
			}
			logger.debug(following.describe(request.getURI().getHost()));
			response.close();
			if (following.isAfterInvalidToken()) {
				this.tokens.invalidate(token);
			}
			attempt = following;
		}
	}

	private static @Nullable AuthorizationAttempt next(AuthorizationAttempt attempt, IwaToken token,
			HttpRequest request, ClientHttpResponse response) throws IOException {
		try {
			return attempt.next(token, request.getMethod(), request.getURI().getHost(), response.getStatusCode(),
					response.getHeaders().getOrEmpty(HttpHeaders.WWW_AUTHENTICATE));
		}
		catch (IOException | RuntimeException ex) {
			response.close();
			throw ex;
		}
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
