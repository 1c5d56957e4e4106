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

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;
import io.github.iwaspring.test.http.Route;
import io.github.iwaspring.test.support.Json;
import io.github.iwaspring.test.tenant.User;
import org.jspecify.annotations.Nullable;

/**
 * An API that accepts only access tokens issued for it. {@code GET /me} returns the
 * caller, {@code GET /orders} the caller's orders, and {@code GET /users} the users of
 * the tenant. Callers and users also have the members that Microsoft Graph's SDK reads.
 */
public final class ProtectedApi {

	private static final String SCHEME = "Bearer ";

	private final AccessTokens tokens;

	private final List<User> users;

	private final String authorizationUri;

	private final Clock clock;

	private final Consumer<ApiCall> listener;

	private volatile @Nullable RequiredClaims required;

	private volatile @Nullable RequiredClaims requiredAfterRevocation;

	/**
	 * Creates the API, without a port.
	 * @param tokens the verifier of access tokens
	 * @param users the users with an account in Entra ID
	 * @param authorizationUri the authorization endpoint that claims challenges name
	 * @param clock the clock
	 * @param listener the listener for answered requests
	 */
	public ProtectedApi(AccessTokens tokens, List<User> users, URI authorizationUri, Clock clock,
			Consumer<ApiCall> listener) {
		this.users = users;
		this.clock = clock;
		this.listener = listener;
		this.tokens = tokens;
		this.authorizationUri = authorizationUri.toString();
	}

	/**
	 * Requires claims from now on. A token without them gets a claims challenge. Entra ID
	 * issues the claims {@code acrs} and {@code xms_cc} to every client that requests
	 * them.
	 * @param json the claims as JSON, such as
	 * <code>{"access_token":{"acrs":{"essential":true,"value":"c1"}}}</code>
	 * @throws IllegalArgumentException if the text is not a JSON object
	 */
	public void demandClaims(String json) {
		this.required = RequiredClaims.of(json);
	}

	/**
	 * From now on, sends a claims challenge for a revoked token, as Continuous Access
	 * Evaluation does, instead of {@code invalid_token}. The challenge requires a token
	 * issued after this moment.
	 */
	public void challengeRevokedTokens() {
		this.requiredAfterRevocation = RequiredClaims.issuedSince(this.clock.instant());
	}

	/**
	 * Requires no claims any more, and sends {@code invalid_token} for revoked tokens.
	 */
	public void reset() {
		this.required = null;
		this.requiredAfterRevocation = null;
	}

	/**
	 * Returns the routes of this API.
	 * @return the routes
	 */
	public List<Route> routes() {
		return List.of(Route.of(Hop.API, "GET", "/me", (request) -> authorize(request, ProtectedApi::me)),
				Route.of(Hop.API, "GET", "/orders", (request) -> authorize(request, ProtectedApi::orders)),
				Route.of(Hop.API, "GET", "/users", (request) -> authorize(request, (claims) -> users())));
	}

	private Reply authorize(Request request, Function<JWTClaimsSet, Reply> resource) {
		String authorization = request.header("Authorization");
		if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return logged(request, null, Reply.status(401).withHeader("WWW-Authenticate", "Bearer"));
		}
		try {
			JWTClaimsSet claims = this.tokens.verify(authorization.substring(SCHEME.length()).strip());
			RequiredClaims required = this.required;
			return logged(request, String.valueOf(claims.getClaim("upn")),
					(required == null || required.isMetBy(claims)) ? resource.apply(claims)
							: required.challenge(this.authorizationUri));
		}
		catch (BadJWTException ex) {
			RequiredClaims required = this.requiredAfterRevocation;
			if (required != null && ex instanceof AccessTokens.Revoked) {
				return logged(request, null, required.challenge(this.authorizationUri));
			}
			String reason = String.valueOf(ex.getMessage()).replace('"', '\'');
			return logged(request, null,
					Reply.status(401)
						.withHeader("WWW-Authenticate",
								"Bearer error=\"invalid_token\", error_description=\"" + reason + "\""));
		}
	}

	private Reply logged(Request request, @Nullable String user, Reply reply) {
		this.listener.accept(new ApiCall(request.method(), request.path(), request.query(), reply.status(), user));
		return reply;
	}

	private static Reply me(JWTClaimsSet claims) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("upn", claims.getClaim("upn"));
		members.put("name", claims.getClaim("name"));
		members.put("oid", claims.getClaim("oid"));
		members.put("id", claims.getClaim("oid"));
		members.put("userPrincipalName", claims.getClaim("upn"));
		members.put("displayName", claims.getClaim("name"));
		return Reply.json(200, members);
	}

	private Reply users() {
		return Reply.json(200,
				Map.of("value",
						this.users.stream()
							.map((user) -> Map.of("id", user.objectId().toString(), "userPrincipalName", user.upn(),
									"displayName", user.displayName()))
							.toList()));
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
