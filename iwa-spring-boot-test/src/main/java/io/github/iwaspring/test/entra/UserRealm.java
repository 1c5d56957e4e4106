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
import java.util.Locale;
import java.util.Map;

import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;
import io.github.iwaspring.test.http.Responder;
import io.github.iwaspring.test.tenant.FederationTrust;
import io.github.iwaspring.test.tenant.Tenant;
import io.github.iwaspring.test.tenant.User;

/**
 * The user realm look-up, which says where a user is authenticated. Only the domain
 * decides, except for managed users. The user need not exist.
 */
final class UserRealm implements Responder {

	private final Tenant tenant;

	private final FederationTrust trust;

	private volatile URI metadata;

	UserRealm(Tenant tenant, FederationTrust trust) {
		this.tenant = tenant;
		this.trust = trust;
		this.metadata = trust.metadata();
	}

	void announce(URI metadata) {
		this.metadata = metadata;
	}

	/**
	 * Whether Seamless SSO is not offered to a client: Entra ID wants to know that it is
	 * one of those that understand it.
	 */
	private boolean isTooOld(Request request) {
		String version = request.header("x-client-VER");
		return this.trust.desktopSso() != null
				&& (request.header("x-client-SKU") == null || version == null || version.equals("1.0"));
	}

	@Override
	public Reply respond(Request request) {
		String name = request.segment(2);
		String domain = name.substring(name.indexOf('@') + 1).toLowerCase(Locale.ROOT);
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("ver", "1.0");
		if (!this.tenant.hasDomain(domain)) {
			members.put("account_type", "Unknown");
			members.put("cloud_instance_name", "microsoftonline.com");
			members.put("cloud_audience_urn", this.trust.audience());
			return Reply.json(200, members);
		}
		User user = this.tenant.accountOf(name);
		boolean managed = (user != null && user.standing() == User.Standing.MANAGED) || isTooOld(request);
		members.put("account_type", managed ? "Managed" : "Federated");
		members.put("domain_name", domain);
		if (!managed) {
			members.put("federation_protocol", "WSTrust");
			members.put("federation_metadata_url", this.metadata.toString());
			members.put("federation_active_auth_url", this.trust.activeAuthentication().toString());
		}
		members.put("cloud_instance_name", "microsoftonline.com");
		members.put("cloud_audience_urn", this.trust.audience());
		return Reply.json(200, members);
	}

}
