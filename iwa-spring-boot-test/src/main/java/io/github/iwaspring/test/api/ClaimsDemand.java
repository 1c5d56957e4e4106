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
 * Claims that an API demands of a token, and the challenge that says so, as Microsoft's
 * "Claims challenges, claims requests and client capabilities" describes it.
 *
 * @param json the claims as JSON
 * @param claims the same, read
 */
record ClaimsDemand(String json, RequestedClaims claims) {

	static ClaimsDemand of(String json) {
		RequestedClaims claims = RequestedClaims.parse(json);
		if (claims == null) {
			throw new IllegalArgumentException("The claims are no JSON object");
		}
		return new ClaimsDemand(json, claims);
	}

	/**
	 * The demand of Continuous Access Evaluation: a token that was issued later.
	 */
	static ClaimsDemand issuedSince(Instant moment) {
		String value = String.valueOf(moment.getEpochSecond());
		return of("{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"" + value + "\"}}}");
	}

	/**
	 * Whether a token has all the claims with all the values.
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
	 * The challenge.
	 * @param authorizationUri where the API says that users sign in
	 */
	Reply challenge(String authorizationUri) {
		String encoded = Base64.getEncoder().encodeToString(this.json.getBytes(StandardCharsets.UTF_8));
		return Reply.status(401)
			.withHeader("WWW-Authenticate", "Bearer realm=\"\", authorization_uri=\"" + authorizationUri
					+ "\", error=\"insufficient_claims\", claims=\"" + encoded + "\"");
	}

}
