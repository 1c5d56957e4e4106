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

package io.github.iwaspring.test.api;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import com.nimbusds.jwt.JWTClaimsSet;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.tenant.RequestedClaims;

/**
 * The claims that an API requires of a token, and the claims challenge for them
 * (Microsoft: "Claims challenges, claims requests and client capabilities").
 *
 * @param json the claims as JSON
 * @param claims the parsed claims
 */
record RequiredClaims(String json, RequestedClaims claims) {

	static RequiredClaims of(String json) {
		RequestedClaims claims = RequestedClaims.parse(json);
		if (claims == null) {
			throw new IllegalArgumentException("The claims are not a JSON object");
		}
		return new RequiredClaims(json, claims);
	}

	/**
	 * Requires a token issued later, as Continuous Access Evaluation does.
	 */
	static RequiredClaims issuedSince(Instant moment) {
		String value = String.valueOf(moment.getEpochSecond());
		return of("{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"" + value + "\"}}}");
	}

	/**
	 * Returns whether a token has all claims with all values.
	 */
	boolean isMetBy(JWTClaimsSet token) {
		return this.claims.values()
			.entrySet()
			.stream()
			.allMatch((claim) -> valuesOf(claim.getKey(), token).containsAll(claim.getValue()));
	}

	private static List<String> valuesOf(String claim, JWTClaimsSet token) {
		try {
			List<String> values = token.getStringListClaim(claim);
			return (values != null) ? values : List.of();
		}
		catch (ParseException ex) {
			return List.of(String.valueOf(token.getClaim(claim)));
		}
	}

	/**
	 * Returns the claims challenge.
	 * @param authorizationUri the authorization endpoint that the challenge names
	 */
	Reply challenge(String authorizationUri) {
		String encoded = Base64.getEncoder().encodeToString(this.json.getBytes(StandardCharsets.UTF_8));
		return Reply.status(401)
			.withHeader("WWW-Authenticate", "Bearer realm=\"\", authorization_uri=\"" + authorizationUri
					+ "\", error=\"insufficient_claims\", claims=\"" + encoded + "\"");
	}

}
