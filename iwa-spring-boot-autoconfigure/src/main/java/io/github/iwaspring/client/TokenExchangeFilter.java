package io.github.iwaspring.client;

import java.time.Duration;

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
 * {@link TokenTargets}. Never blocks; cancelling the exchange abandons the wait for the
 * token.
 * <p>
 * A token that the API refuses as invalid is replaced once, and the request is sent once
 * more, so its body has to be one that can be sent twice. If there is no new token, the
 * exchange fails with the token service's error.
 */
public final class TokenExchangeFilter implements ExchangeFilterFunction {

	private static final Log logger = LogFactory.getLog(TokenExchangeFilter.class);

	private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(2);

	private final IwaTokenService tokens;

	private final TokenPolicy policy;

	/**
	 * Creates a filter.
	 * @param tokens where tokens come from
	 * @param targets where they may go
	 */
	public TokenExchangeFilter(IwaTokenService tokens, TokenTargets targets) {
		this.tokens = tokens;
		this.policy = new TokenPolicy(targets);
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		IwaTokenRequest wanted = this.policy.tokenFor(request.url(), request.headers(), request.attributes());
		if (wanted == null) {
			return next.exchange(request);
		}
		return token(wanted)
			.flatMap(
					(token) -> next.exchange(withToken(request, token))
						.flatMap((response) -> isTokenRefused(response)
								? renewed(wanted, token, request, response)
									.flatMap((renewed) -> next.exchange(withToken(request, renewed)))
								: Mono.just(response)));
	}

	private Mono<IwaToken> token(IwaTokenRequest wanted) {
		return Mono.fromFuture(() -> this.tokens.getTokenAsync(wanted));
	}

	private Mono<IwaToken> renewed(IwaTokenRequest wanted, IwaToken refused, ClientRequest request,
			ClientResponse response) {
		logger.debug(request.url().getHost() + " refused the token as invalid; asking for a new one, once");
		// a body that does not end is abandoned, and its connection with it
		Mono<Void> released = response.releaseBody().timeout(RELEASE_TIMEOUT).onErrorComplete();
		return released.then(Mono.defer(() -> {
			this.tokens.invalidate(refused);
			return token(wanted);
		}));
	}

	private static boolean isTokenRefused(ClientResponse response) {
		return TokenPolicy.isTokenRefused(response.statusCode(),
				response.headers().header(HttpHeaders.WWW_AUTHENTICATE));
	}

	private static ClientRequest withToken(ClientRequest request, IwaToken token) {
		return ClientRequest.from(request).headers((headers) -> headers.setBearerAuth(token.value())).build();
	}

}
