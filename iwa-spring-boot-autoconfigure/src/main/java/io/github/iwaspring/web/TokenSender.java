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
import java.net.URI;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.AbstractClientHttpRequestFactoryWrapper;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.SimpleClientHttpRequestFactory;

/**
 * Sends the requests of a {@code RestClient} or a {@code RestTemplate} with tokens, as
 * {@link AllowedTargets} decides. Blocks until the token service has a token.
 * <p>
 * A token that the API rejects as invalid is replaced once, and a claims challenge is
 * answered once. The request is then sent again, if its body can be. Otherwise the
 * response is for the caller, and the caller's next request gets the new token. If there
 * is no new token, the request fails with the token service's error.
 *
 * @param tokens the source of tokens
 * @param targets the rule where tokens may go
 * @param refusals the APIs that refuse every token
 */
record TokenSender(IwaTokenService tokens, AllowedTargets targets, TokenRefusals refusals) {

	private static final Log logger = LogFactory.getLog(TokenSender.class);

	ClientHttpResponse send(HttpRequest request, Transmission transmission) throws IOException {
		IwaTokenRequest tokenRequest = this.targets.tokenFor(request.getURI(), request.getHeaders(),
				request.getAttributes());
		if (tokenRequest == null) {
			return transmission.send(null);
		}
		ClientHttpRequestFactory transport = transmission.transport();
		if (transport != null) {
			requireSafe(transport);
		}
		AuthorizationAttempt attempt = AuthorizationAttempt.first(tokenRequest);
		IwaToken token = this.tokens.getToken(tokenRequest);
		while (true) {
			ClientHttpResponse response = receive(transmission, token);
			AuthorizationAttempt following = next(attempt, token, request, response);
			if (following == null) {
				return response;
			}
			logger.debug(following.describe(request.getURI().getHost()));
			boolean isSentAgain = transmission.isRepeatable();
			if (isSentAgain) {
				response.close();
			}
			token = replace(token, following, request.getURI(), isSentAgain ? null : response);
			if (!isSentAgain) {
				return response;
			}
			attempt = following;
		}
	}

	/**
	 * Requires a transport that may have tokens.
	 * @throws IwaException if it is {@code HttpURLConnection}
	 */
	static void requireSafe(ClientHttpRequestFactory transport) {
		ClientHttpRequestFactory innermost = transport;
		while (innermost instanceof AbstractClientHttpRequestFactoryWrapper wrapper) {
			innermost = wrapper.getDelegate();
		}
		if (innermost instanceof SimpleClientHttpRequestFactory) {
			throw IwaException.of(IwaErrorCode.CONFIGURATION_REFUSED, Stage.CONFIGURATION)
				.description("Requests that get tokens cannot use HttpURLConnection (SimpleClientHttpRequestFactory),"
						+ " which sends a Kerberos ticket of the user to any host that asks for one.")
				.action("Use another request factory, for example JdkClientHttpRequestFactory.")
				.local()
				.build();
		}
	}

	private static ClientHttpResponse receive(Transmission transmission, IwaToken token) throws IOException {
		ClientHttpResponse response = transmission.send(token);
		try {
			return response.getStatusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED) ? new RejectedResponse(response)
					: response;
		}
		catch (IOException | RuntimeException ex) {
			response.close();
			throw ex;
		}
	}

	private IwaToken replace(IwaToken token, AuthorizationAttempt following, URI url,
			@Nullable ClientHttpResponse open) {
		try {
			if (following.isAfterInvalidToken()) {
				this.tokens.invalidate(token);
			}
			IwaToken replacement = this.tokens.getToken(following.tokenRequest());
			this.refusals.replaced(following, token, url, replacement);
			return replacement;
		}
		catch (RuntimeException ex) {
			if (open != null) {
				open.close();
			}
			throw ex;
		}
	}

	private @Nullable AuthorizationAttempt next(AuthorizationAttempt attempt, IwaToken token, HttpRequest request,
			ClientHttpResponse response) throws IOException {
		try {
			return this.refusals.next(attempt, token, request.getMethod(), request.getURI(), response.getStatusCode(),
					response.getHeaders().getOrEmpty(HttpHeaders.WWW_AUTHENTICATE));
		}
		catch (IOException | RuntimeException ex) {
			response.close();
			throw ex;
		}
	}

	/**
	 * How a request is sent.
	 */
	interface Transmission {

		/**
		 * Sends the request.
		 * @param token the token to send, or {@code null} for none
		 */
		ClientHttpResponse send(@Nullable IwaToken token) throws IOException;

		/**
		 * Whether the request can be sent again. Waits for the end of the transmission,
		 * for a bounded time.
		 */
		boolean isRepeatable();

		/**
		 * Returns the transport, if it is known only now and was not checked before.
		 */
		default @Nullable ClientHttpRequestFactory transport() {
			return null;
		}

	}

}
