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

import java.util.List;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.entra.AuthenticateChallenge;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * One attempt to send a request with a token, and the decision whether its response leads
 * to another attempt. An attempt can only lead to one of a later {@link Reason}, so a
 * request is sent at most three times, and answers at most one claims challenge.
 *
 * @param tokenRequest the token to send
 * @param reason why the request is sent
 */
record AuthorizationAttempt(IwaTokenRequest tokenRequest, Reason reason) {

	static AuthorizationAttempt first(IwaTokenRequest tokenRequest) {
		return new AuthorizationAttempt(tokenRequest, Reason.CALL);
	}

	/**
	 * Decides what a response leads to. A token that is not, or no longer, valid (RFC
	 * 6750, section 3.1) is replaced, and a claims challenge is answered.
	 * @param token the token that the request was sent with
	 * @param challengeLines the values of the {@code WWW-Authenticate} header
	 * @return the next attempt, or {@code null} if the response is for the caller
	 * @throws IwaException if the API answers a token for its claims with another claims
	 * challenge
	 */
	@Nullable AuthorizationAttempt next(IwaToken token, HttpMethod method, String host, HttpStatusCode status,
			List<String> challengeLines) {
		if (!status.isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
			return null;
		}
		List<AuthenticateChallenge> challenges = AuthenticateChallenge.parse(challengeLines);
		String claims = ClaimsChallenge.claims(challenges);
		if (claims != null) {
			if (this.reason == Reason.CLAIMS_CHALLENGE) {
				throw repeated(method, host, claims);
			}
			return new AuthorizationAttempt(this.tokenRequest.withClaims(claims, token), Reason.CLAIMS_CHALLENGE);
		}
		return (this.reason == Reason.CALL && isTokenInvalid(challenges))
				? new AuthorizationAttempt(this.tokenRequest, Reason.INVALID_TOKEN) : null;
	}

	/**
	 * Whether the token of the previous attempt must not be served again.
	 */
	boolean isAfterInvalidToken() {
		return this.reason == Reason.INVALID_TOKEN;
	}

	/**
	 * Says for the log why the API at a host gets the request again.
	 */
	String describe(String host) {
		return host + (isAfterInvalidToken() ? " rejected the token as invalid. A new token is requested once."
				: " sent a claims challenge. A token for its claims is requested once.");
	}

	private static boolean isTokenInvalid(List<AuthenticateChallenge> challenges) {
		return challenges.stream()
			.anyMatch((challenge) -> challenge.hasScheme("Bearer")
					&& "invalid_token".equalsIgnoreCase(challenge.parameter("error")));
	}

	private static IwaException repeated(HttpMethod method, String host, String claims) {
		return IwaException.of(IwaErrorCode.CLAIMS_CHALLENGE_REPEATED, Stage.TOKEN)
			.description(
					method + " to " + host + " was answered with status 401: the API sent another claims challenge,"
							+ " although the token was issued for its claims.")
			.action("Compare the claims that the API demands (claims()) with what Entra ID can issue, such as the "
					+ "Conditional Access policy for its authentication context.")
			.claims(claims)
			.build();
	}

	/**
	 * Why a request is sent, in the only order that attempts can have.
	 */
	enum Reason {

		/**
		 * The caller sends it.
		 */
		CALL,

		/**
		 * The API rejected the token as invalid.
		 */
		INVALID_TOKEN,

		/**
		 * The API sent a claims challenge.
		 */
		CLAIMS_CHALLENGE

	}

}
