package io.github.iwaspring.web;

import java.time.Duration;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * A filter that signs in the requests of a {@code WebClient} by the rule of
 * {@link AllowedTargets}. Never blocks; cancelling the exchange abandons the wait for the
 * token.
 * <p>
 * A token that the API refuses as invalid is replaced once, and a claims challenge is
 * answered once, with a token for its claims. The request is then sent once more, so its
 * body has to be one that can be sent again. If there is no new token, the exchange fails
 * with the token service's error.
 */
public final class BearerTokenFilter implements ExchangeFilterFunction {

	private static final Log logger = LogFactory.getLog(BearerTokenFilter.class);

	private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(2);

	private final IwaTokenService tokens;

	private final TokenPolicy policy;

	/**
	 * Creates a filter.
	 * @param tokens where tokens come from
	 * @param targets where they may go
	 */
	public BearerTokenFilter(IwaTokenService tokens, AllowedTargets targets) {
		this.tokens = tokens;
		this.policy = new TokenPolicy(targets);
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		IwaTokenRequest wanted = this.policy.tokenFor(request.url(), request.headers(), request.attributes());
		if (wanted == null) {
			return next.exchange(request);
		}
		return send(AuthorizationAttempt.first(wanted), request, next);
	}

	private Mono<ClientResponse> send(AuthorizationAttempt attempt, ClientRequest request, ExchangeFunction next) {
		return Mono.fromFuture(() -> this.tokens.getTokenAsync(attempt.tokenRequest()))
			.flatMap((token) -> next.exchange(new SignedInClientRequest(request, token.value()))
				.flatMap((response) -> answered(attempt, token, request, response, next)));
	}

	private Mono<ClientResponse> answered(AuthorizationAttempt attempt, IwaToken token, ClientRequest request,
			ClientResponse response, ExchangeFunction next) {
		AuthorizationAttempt following;
		try {
			following = attempt.next(token, request.method(), request.url().getHost(), response.statusCode(),
					response.headers().header(HttpHeaders.WWW_AUTHENTICATE));
		}
		catch (IwaException ex) {
			return released(response).then(Mono.error(ex));
		}
		if (following == null) {
			return Mono.just(response);
		}
		logger.debug(following.reason().describe(request.url().getHost()));
		return released(response).then(Mono.defer(() -> {
			if (following.isAfterInvalidToken()) {
				this.tokens.invalidate(token);
			}
			return send(following, request, next);
		}));
	}

	/**
	 * Reads an answer to its end. A body that does not end is abandoned, and its
	 * connection with it.
	 */
	private static Mono<Void> released(ClientResponse response) {
		return response.releaseBody().timeout(RELEASE_TIMEOUT).onErrorComplete();
	}

}
