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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.support.CallerContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * A filter that adds tokens to the requests of a {@code WebClient}, as
 * {@link AllowedTargets} decides. Never blocks. Cancelling the exchange also cancels the
 * wait for the token.
 * <p>
 * A token that the API rejects as invalid is replaced once, and a claims challenge is
 * answered once. The request is then sent again, so its body must be one that can be sent
 * again. If there is no new token, the exchange fails with the token service's error.
 */
public final class BearerTokenFilter implements ExchangeFilterFunction {

	private static final Log logger = LogFactory.getLog(BearerTokenFilter.class);

	private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(2);

	private final IwaTokenService tokens;

	private final AllowedTargets targets;

	private final TokenRefusals refusals;

	/**
	 * Creates a filter.
	 * @param tokens the source of tokens
	 * @param targets the rule where tokens may go
	 * @param refusals the APIs that refuse every token, shared by all clients
	 */
	public BearerTokenFilter(IwaTokenService tokens, AllowedTargets targets, TokenRefusals refusals) {
		this.tokens = tokens;
		this.targets = targets;
		this.refusals = refusals;
	}

	/**
	 * Adds this filter next to the transport, where requests have their final form. It
	 * replaces another filter of this class.
	 * @param filters the filters of a builder
	 */
	public void addTo(List<ExchangeFilterFunction> filters) {
		filters.removeIf(BearerTokenFilter.class::isInstance);
		filters.add(this);
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		IwaTokenRequest tokenRequest;
		try {
			tokenRequest = this.targets.tokenFor(request.url(), request.headers(), request.attributes());
		}
		catch (IwaException ex) {
			return Mono.error(ex);
		}
		if (tokenRequest == null) {
			return next.exchange(request);
		}
		AuthorizationAttempt attempt = AuthorizationAttempt.first(tokenRequest);
		return token(attempt).flatMap((token) -> send(attempt, token, request, next));
	}

	private Mono<IwaToken> token(AuthorizationAttempt attempt) {
		return Mono.deferContextual((context) -> Mono.fromFuture(token(attempt, context)));
	}

	/**
	 * Requests a token. A reactive caller has its observation in its context, and not on
	 * the thread.
	 */
	private CompletableFuture<IwaToken> token(AuthorizationAttempt attempt, ContextView context) {
		Object observation = context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
		return (observation instanceof Observation parent && !parent.isNoop())
				? CallerContext.call(parent, () -> this.tokens.getTokenAsync(attempt.tokenRequest()))
				: this.tokens.getTokenAsync(attempt.tokenRequest());
	}

	private Mono<ClientResponse> send(AuthorizationAttempt attempt, IwaToken token, ClientRequest request,
			ExchangeFunction next) {
		SignedInClientRequest signedIn = new SignedInClientRequest(request, token.value(),
				(url) -> this.targets.allows(url, request.attributes(), attempt.tokenRequest()));
		return next.exchange(signedIn)
			.flatMap((response) -> signedIn.isSentElsewhere() ? Mono.just(response)
					: receive(attempt, token, request, response, next));
	}

	private Mono<ClientResponse> receive(AuthorizationAttempt attempt, IwaToken token, ClientRequest request,
			ClientResponse response, ExchangeFunction next) {
		AuthorizationAttempt following;
		try {
			following = this.refusals.next(attempt, token, request.method(), request.url(), response.statusCode(),
					response.headers().header(HttpHeaders.WWW_AUTHENTICATE));
		}
		catch (IwaException ex) {
			return release(response).then(Mono.error(ex));
		}
		if (following == null) {
			return Mono.just(response);
		}
		logger.debug(following.describe(request.url().getHost()));
		return release(response).then(Mono.defer(() -> {
			if (following.isAfterInvalidToken()) {
				this.tokens.invalidate(token);
			}
			return token(following);
		})).flatMap((replacement) -> {
			this.refusals.replaced(following, token, request.url(), replacement);
			return send(following, replacement, request, next);
		});
	}

	/**
	 * Reads the body of a response to its end. If the body does not end in time, its
	 * connection is closed.
	 */
	private static Mono<Void> release(ClientResponse response) {
		return response.releaseBody().timeout(RELEASE_TIMEOUT).onErrorComplete();
	}

}
