package io.github.iwaspring.web;

import java.util.List;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * One sending of a request: with which token, and what its answer leads to. The reasons
 * follow each other in one direction, so that no API can make a request loop: it is sent
 * three times at the most, and answers one claims challenge.
 *
 * @param wanted the token that it is sent with
 * @param reason why it is sent
 */
record AuthorizationAttempt(IwaTokenRequest wanted, Reason reason) {

	static AuthorizationAttempt first(IwaTokenRequest wanted) {
		return new AuthorizationAttempt(wanted, Reason.CALL);
	}

	/**
	 * Decides what an answer leads to.
	 * @param token the token that the request was sent with
	 * @return the next attempt, or {@code null} if the answer is the caller's
	 * @throws IwaException if the API demands claims again
	 */
	@Nullable AuthorizationAttempt next(IwaToken token, HttpMethod method, String host, HttpStatusCode status,
			List<String> challenges) {
		if (!status.isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
			return null;
		}
		String claims = ClaimsChallenge.claims(Challenge.parse(challenges));
		if (claims != null) {
			if (this.reason == Reason.CLAIMS_DEMANDED) {
				throw repeated(method + " to " + host, claims);
			}
			return new AuthorizationAttempt(this.wanted.withClaims(claims, token), Reason.CLAIMS_DEMANDED);
		}
		return (this.reason == Reason.CALL && TokenPolicy.isTokenRefused(status, challenges))
				? new AuthorizationAttempt(this.wanted, Reason.TOKEN_REFUSED) : null;
	}

	/**
	 * Whether the token of the attempt before must not be served again.
	 */
	boolean isAfterRefusal() {
		return this.reason == Reason.TOKEN_REFUSED;
	}

	private static IwaException repeated(String exchange, String claims) {
		return IwaException.of(IwaErrorCode.CLAIMS_CHALLENGE_REPEATED, Stage.TOKEN)
			.description(exchange + " was answered with status 401: the API demands claims again, of a token that was "
					+ "issued for its claims.")
			.action("Compare the claims that the API demands (claims()) with what Entra ID can issue, such as the "
					+ "Conditional Access policy for its authentication context.")
			.claims(claims)
			.build();
	}

	/**
	 * Why a request is sent.
	 */
	enum Reason {

		/**
		 * The caller asked for it.
		 */
		CALL("is called"),

		/**
		 * The API refused the token as invalid.
		 */
		TOKEN_REFUSED("refused the token as invalid; asking for a new one, once"),

		/**
		 * The API demanded claims.
		 */
		CLAIMS_DEMANDED("demands claims; asking for a token with them, once");

		private final String text;

		Reason(String text) {
			this.text = text;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

}
