package io.github.iwaspring.test.entra;

import java.time.Clock;
import java.util.Map;

import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;
import io.github.iwaspring.test.http.Responder;
import io.github.iwaspring.test.tenant.Tenant;
import io.github.iwaspring.test.tenant.User;

/**
 * The token endpoint, for public clients.
 */
final class TokenEndpoint implements Responder {

	private final Tenant tenant;

	private final AssertionGrant assertions;

	private final RefreshGrant refreshTokens;

	private final TokenIssuer issuer;

	private final Clock clock;

	TokenEndpoint(Tenant tenant, AssertionGrant assertions, RefreshGrant refreshTokens, TokenIssuer issuer,
			Clock clock) {
		this.tenant = tenant;
		this.assertions = assertions;
		this.refreshTokens = refreshTokens;
		this.issuer = issuer;
		this.clock = clock;
	}

	@Override
	public Reply respond(Request request) {
		try {
			return Reply.json(200, answer(request.segment(0), request.form())).withHeader("Cache-Control", "no-store");
		}
		catch (EntraError error) {
			return error.reply(request, this.clock);
		}
	}

	private Map<String, Object> answer(String tenantName, Map<String, String> form) throws EntraError {
		if (!this.tenant.isNamed(tenantName)) {
			throw EntraError.tenantUnknown(tenantName);
		}
		String grant = require(form, "grant_type");
		String clientId = require(form, "client_id");
		if (!clientId.equals(this.tenant.clientId().toString())) {
			throw EntraError.clientUnknown(clientId);
		}
		User user = redeem(grant, form);
		RequestedScopes scopes = RequestedScopes.parse(require(form, "scope"));
		Map<String, Object> members = this.issuer.issue(user, scopes, clientId);
		members.put("refresh_token", this.refreshTokens.issue(user));
		return members;
	}

	private User redeem(String grant, Map<String, String> form) throws EntraError {
		if (grant.equals(RefreshGrant.TYPE)) {
			return this.refreshTokens.redeem(require(form, "refresh_token"));
		}
		SamlDialect dialect = SamlDialect.ofGrant(grant);
		if (dialect == null) {
			throw EntraError.grantUnsupported(grant);
		}
		return this.assertions.redeem(dialect, require(form, "assertion"));
	}

	private static String require(Map<String, String> form, String name) throws EntraError {
		String value = form.get(name);
		if (value == null || value.isEmpty()) {
			throw EntraError.parameterMissing(name);
		}
		return value;
	}

}
