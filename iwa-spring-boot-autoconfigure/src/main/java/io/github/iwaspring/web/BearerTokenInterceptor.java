package io.github.iwaspring.web;

import java.io.IOException;

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
 * An interceptor that signs in the requests of a {@code RestClient} by the rule of
 * {@link AllowedTargets}. Blocks while the token service does.
 * <p>
 * A token that the API refuses as invalid is replaced once, and a claims challenge is
 * answered once, with a token for its claims. The request is then sent once more. If
 * there is no new token, the request fails with the token service's error.
 */
public final class BearerTokenInterceptor implements ClientHttpRequestInterceptor {

	private static final Log logger = LogFactory.getLog(BearerTokenInterceptor.class);

	private final IwaTokenService tokens;

	private final TokenPolicy policy;

	/**
	 * Creates an interceptor.
	 * @param tokens where tokens come from
	 * @param targets where they may go
	 */
	public BearerTokenInterceptor(IwaTokenService tokens, AllowedTargets targets) {
		this.tokens = tokens;
		this.policy = new TokenPolicy(targets);
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		IwaTokenRequest wanted = this.policy.tokenFor(request.getURI(), request.getHeaders(), request.getAttributes());
		if (wanted == null) {
			return execution.execute(request, body);
		}
		AuthorizationAttempt attempt = AuthorizationAttempt.first(wanted);
		while (true) {
			IwaToken token = this.tokens.getToken(attempt.tokenRequest());
			ClientHttpResponse response = execution.execute(new SignedInRequest(request, token), body);
			AuthorizationAttempt following = next(attempt, token, request, response);
			if (following == null) {
				return response;
			}
			logger.debug(following.reason().describe(request.getURI().getHost()));
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
	 * A request with a token, which the request it wraps does not learn: whoever repeats
	 * that one starts anew.
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
