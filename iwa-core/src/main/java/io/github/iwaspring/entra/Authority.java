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

package io.github.iwaspring.entra;

import java.util.Set;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.support.Redaction;
import io.github.iwaspring.support.Rules;
import io.github.iwaspring.support.Rules.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * An authority that integrated authentication can use: a trusted host and a tenant.
 * Immutable; two are equal if their URLs are.
 */
public final class Authority {

	private final HostAndPort host;

	private final String tenant;

	private final @Nullable Cloud cloud;

	Authority(HostAndPort host, String tenant, @Nullable Cloud cloud) {
		this.host = host;
		this.tenant = tenant;
		this.cloud = cloud;
	}

	/**
	 * Validates and parses an authority.
	 * @param typed the authority
	 * @param trustedHosts hosts to trust beside the known clouds
	 * @return the authority
	 * @throws IwaException with {@link IwaErrorCode#AUTHORITY_REFUSED} if it cannot be
	 * used
	 */
	public static Authority parse(String typed, HostAndPort... trustedHosts) {
		Set<HostAndPort> trusted = Set.of(trustedHosts);
		Refusal refusal = rules(trusted, null).check(typed);
		if (refusal == null) {
			return AuthorityParts.of(typed, trusted, null).authority();
		}
		throw IwaException.of(IwaErrorCode.AUTHORITY_REFUSED, IwaException.Stage.CONFIGURATION)
			.description("The authority '" + Redaction.configuredValue(typed, Cloud::isSignInHost)
					+ "' cannot be used. " + refusal.description())
			.action((refusal.correction() != null) ? "Use '" + refusal.correction() + "'."
					: "Use https://<host>/<tenant>/.")
			.build();
	}

	/**
	 * Returns the rules for an authority. A corrected value is in its canonical form.
	 * @param trustedHosts hosts to trust beside the known clouds
	 * @param clientId the application's client id, which is not a tenant, or {@code null}
	 * @return the rules
	 */
	public static Rules<?> rules(Set<HostAndPort> trustedHosts, @Nullable String clientId) {
		return AuthorityRules.of(trustedHosts, clientId);
	}

	/**
	 * The canonical form: {@code https://host[:port]/tenant/}, in lower case, without
	 * port 443.
	 * @return the URL, with one trailing slash
	 */
	public String url() {
		return "https://" + this.host + "/" + this.tenant + "/";
	}

	/**
	 * Where the authority is.
	 * @return the host and port
	 */
	public HostAndPort host() {
		return this.host;
	}

	/**
	 * Whose users sign in.
	 * @return a GUID or a domain name in lower case, or {@code organizations}
	 */
	public String tenant() {
		return this.tenant;
	}

	/**
	 * Whether the tenant is named by its id, so that a token's {@code tid} can be
	 * compared with it.
	 * @return {@code true} for a GUID
	 */
	public boolean tenantIsGuid() {
		return TenantName.isGuid(this.tenant);
	}

	/**
	 * The cloud that the host signs in to.
	 * @return the cloud, or {@code null} for a host that is trusted by name
	 */
	public @Nullable Cloud cloud() {
		return this.cloud;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Authority that && url().equals(that.url());
	}

	@Override
	public int hashCode() {
		return url().hashCode();
	}

	@Override
	public String toString() {
		return url();
	}

}
