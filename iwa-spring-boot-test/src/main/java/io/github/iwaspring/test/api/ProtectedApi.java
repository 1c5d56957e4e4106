package io.github.iwaspring.test.api;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;
import io.github.iwaspring.test.http.Route;
import io.github.iwaspring.test.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * An API that answers to its own access tokens only: {@code GET /me} says who calls,
 * {@code GET /orders} lists that user's orders.
 */
public final class ProtectedApi {

	private static final String SCHEME = "Bearer ";

	private final AccessTokens tokens;

	private final String authorizationUri;

	private final Clock clock;

	private volatile @Nullable ClaimsDemand demand;

	private volatile @Nullable ClaimsDemand demandAfterRevocation;

	/**
	 * Creates the API; it has no port of its own.
	 * @param tokens verifies its tokens
	 * @param authorizationUri where its claims challenges say that users sign in
	 * @param clock tells the time
	 */
	public ProtectedApi(AccessTokens tokens, URI authorizationUri, Clock clock) {
		this.clock = clock;
		this.tokens = tokens;
		this.authorizationUri = authorizationUri.toString();
	}

	/**
	 * Demands claims from now on: tokens that were not issued for them are answered with
	 * a claims challenge. Entra ID issues the claims {@code acrs} and {@code xms_cc} to
	 * whoever asks for them.
	 * @param json the claims as JSON, such as
	 * <code>{"access_token":{"acrs":{"essential":true,"value":"c1"}}}</code>
	 * @throws IllegalArgumentException if that is no JSON object
	 */
	public void demandClaims(String json) {
		this.demand = ClaimsDemand.of(json);
	}

	/**
	 * Answers revoked tokens from now on with a claims challenge for one that was issued
	 * after this moment, as Continuous Access Evaluation does, and no longer as invalid.
	 */
	public void challengeRevokedTokens() {
		this.demandAfterRevocation = ClaimsDemand.issuedSince(this.clock.instant());
	}

	/**
	 * What this API answers.
	 * @return the routes
	 */
	public List<Route> routes() {
		return List.of(Route.of(Hop.API, "GET", "/me", (request) -> authorize(request, ProtectedApi::me)),
				Route.of(Hop.API, "GET", "/orders", (request) -> authorize(request, ProtectedApi::orders)));
	}

	private Reply authorize(Request request, Function<JWTClaimsSet, Reply> resource) {
		String authorization = request.header("Authorization");
		if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return Reply.status(401).withHeader("WWW-Authenticate", "Bearer");
		}
		try {
			JWTClaimsSet claims = this.tokens.verify(authorization.substring(SCHEME.length()).strip());
			ClaimsDemand demand = this.demand;
			return (demand == null || demand.isMetBy(claims)) ? resource.apply(claims)
					: demand.challenge(this.authorizationUri);
		}
		catch (BadJWTException ex) {
			ClaimsDemand demand = this.demandAfterRevocation;
			if (demand != null && ex instanceof AccessTokens.Revoked) {
				return demand.challenge(this.authorizationUri);
			}
			String reason = String.valueOf(ex.getMessage()).replace('"', '\'');
			return Reply.status(401)
				.withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"" + reason + "\"");
		}
	}

	private static Reply me(JWTClaimsSet claims) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("upn", claims.getClaim("upn"));
		members.put("name", claims.getClaim("name"));
		members.put("oid", claims.getClaim("oid"));
		return Reply.json(200, members);
	}

	private static Reply orders(JWTClaimsSet claims) {
		List<Map<String, Object>> orders = List.of(order(1001, "Coffee beans", claims),
				order(1002, "Filter papers", claims));
		return Reply.of(200, "application/json; charset=utf-8", Json.write(orders));
	}

	private static Map<String, Object> order(int number, String article, JWTClaimsSet claims) {
		Map<String, Object> order = new LinkedHashMap<>();
		order.put("number", number);
		order.put("article", article);
		order.put("orderedBy", String.valueOf(claims.getClaim("upn")));
		return order;
	}

}
