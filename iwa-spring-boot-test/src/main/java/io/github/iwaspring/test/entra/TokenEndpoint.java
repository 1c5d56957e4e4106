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

package io.github.iwaspring.test.entra;

import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;
import io.github.iwaspring.test.http.Responder;
import io.github.iwaspring.test.tenant.RequestedClaims;
import io.github.iwaspring.test.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint, for public clients.
 */
final class TokenEndpoint implements Responder {

	private final Tenant tenant;

	private final Grants grants;

	private final RefreshGrant refreshTokens;

	private final Policies policies;

	private final TokenIssuer issuer;

	private final Clock clock;

	private final Consumer<IssuedToken> listener;

	TokenEndpoint(Tenant tenant, Grants grants, RefreshGrant refreshTokens, Policies policies, TokenIssuer issuer,
			Clock clock, Consumer<IssuedToken> listener) {
		this.tenant = tenant;
		this.grants = grants;
		this.refreshTokens = refreshTokens;
		this.policies = policies;
		this.issuer = issuer;
		this.clock = clock;
		this.listener = listener;
	}

	@Override
	public Reply respond(Request request) {
		try {
			return Reply.json(200, issue(request.segment(0), request.form())).withHeader("Cache-Control", "no-store");
		}
		catch (EntraError error) {
			return error.reply(request, this.clock);
		}
	}

	private Map<String, Object> issue(String tenantName, Map<String, String> form) throws EntraError {
		String clientId = Parameters.requireClient(this.tenant, tenantName, form);
		String grant = Parameters.require(form, "grant_type");
		SignedIn who = this.grants.redeem(grant, clientId, form);
		this.policies.check(who, clientId);
		RequestedScopes scopes = scopes(who, form);
		Map<String, Object> members = this.issuer.issue(who.user(), scopes, clientId, claims(form.get("claims")));
		members.put("refresh_token", this.refreshTokens.issue(who));
		this.listener.accept(new IssuedToken(who.user().upn(), scopes.resource().name(), grant));
		return members;
	}

	private static RequestedScopes scopes(SignedIn who, Map<String, String> form) throws EntraError {
		RequestedScopes earlier = who.scopes();
		return (earlier != null && !form.containsKey("scope")) ? earlier
				: RequestedScopes.parse(Parameters.require(form, "scope"));
	}

	private static RequestedClaims claims(@Nullable String json) throws EntraError {
		RequestedClaims claims = (json != null) ? RequestedClaims.parse(json) : RequestedClaims.NONE;
		if (claims == null) {
			throw EntraError.claimsMalformed();
		}
		return claims;
	}

}
