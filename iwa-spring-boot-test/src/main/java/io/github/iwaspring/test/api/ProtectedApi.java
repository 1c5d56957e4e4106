package io.github.iwaspring.test.api;

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

/**
 * An API that answers to its own access tokens only: {@code GET /me} says who calls,
 * {@code GET /orders} lists that user's orders.
 */
public final class ProtectedApi {

	private static final String SCHEME = "Bearer ";

	private final AccessTokens tokens;

	/**
	 * Creates the API; it has no port of its own.
	 * @param tokens verifies its tokens
	 */
	public ProtectedApi(AccessTokens tokens) {
		this.tokens = tokens;
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
			return resource.apply(this.tokens.verify(authorization.substring(SCHEME.length()).strip()));
		}
		catch (BadJWTException ex) {
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
