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

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;
import io.github.iwaspring.test.tenant.Tenant;

/**
 * Instance discovery, the OpenID configuration and the public keys.
 */
final class Discovery {

	private final URI origin;

	private final Tenant tenant;

	private final TokenIssuer issuer;

	Discovery(URI origin, Tenant tenant, TokenIssuer issuer) {
		this.origin = origin;
		this.tenant = tenant;
		this.issuer = issuer;
	}

	Reply instance(Request request) {
		Map<String, Object> members = new LinkedHashMap<>();
		String host = this.origin.getAuthority();
		members.put("tenant_discovery_endpoint",
				this.origin + "/" + this.tenant.id() + "/v2.0/.well-known/openid-configuration");
		members.put("api-version", "1.1");
		members.put("metadata",
				List.of(Map.of("preferred_network", host, "preferred_cache", host, "aliases", List.of(host))));
		return Reply.json(200, members);
	}

	Reply openIdConfiguration(Request request) {
		String base = this.origin + "/" + this.tenant.id();
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("issuer", this.issuer.issuer());
		members.put("authorization_endpoint", base + "/oauth2/v2.0/authorize");
		members.put("device_authorization_endpoint", base + "/oauth2/v2.0/devicecode");
		members.put("token_endpoint", base + "/oauth2/v2.0/token");
		members.put("jwks_uri", base + "/discovery/v2.0/keys");
		members.put("response_types_supported", List.of("code"));
		members.put("response_modes_supported", List.of("query", "form_post"));
		members.put("subject_types_supported", List.of("pairwise"));
		members.put("id_token_signing_alg_values_supported", List.of("RS256"));
		members.put("token_endpoint_auth_methods_supported", List.of("none"));
		return ofTenant(request, members);
	}

	Reply keys(Request request) {
		return ofTenant(request, this.issuer.publicKeys().toJSONObject());
	}

	private Reply ofTenant(Request request, Map<String, Object> members) {
		return this.tenant.isNamed(request.segment(0)) ? Reply.json(200, members) : Reply.status(404);
	}

}
