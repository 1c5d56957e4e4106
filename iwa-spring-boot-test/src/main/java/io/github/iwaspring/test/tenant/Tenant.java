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

package io.github.iwaspring.test.tenant;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The organization that the embedded directory belongs to.
 *
 * @param id the tenant id
 * @param domain the first verified domain
 * @param clientId the application id of the only registered public client
 * @param users the users
 */
public record Tenant(UUID id, String domain, UUID clientId, List<User> users) {

	/**
	 * The first domain of every tenant.
	 */
	public static final String DOMAIN = "contoso.com";

	/**
	 * Creates a tenant with a new tenant id and a new client id.
	 * @param users the users
	 * @return the tenant
	 */
	public static Tenant of(List<User> users) {
		return new Tenant(UUID.randomUUID(), DOMAIN, UUID.randomUUID(), List.copyOf(users));
	}

	/**
	 * Returns whether the path of an authority names this tenant.
	 * @param segment the first segment of the path
	 * @return {@code true} for the tenant id, a verified domain and {@code organizations}
	 */
	public boolean isNamed(String segment) {
		String name = segment.toLowerCase(Locale.ROOT);
		return hasDomain(name) || name.equals(this.id.toString()) || name.equals("organizations");
	}

	/**
	 * Returns whether a domain is verified. Verified are the first domain and the domains
	 * of the users, all federated with AD FS.
	 * @param domain the domain, in lower case
	 * @return whether it is verified
	 */
	public boolean hasDomain(String domain) {
		return domain.equals(this.domain)
				|| this.users.stream().anyMatch((user) -> user.upn().toLowerCase(Locale.ROOT).endsWith('@' + domain));
	}

	/**
	 * Finds the user with a Kerberos principal.
	 * @param principal the principal, case-sensitive
	 * @return the user, or {@code null}
	 */
	public @Nullable User userOfPrincipal(String principal) {
		return this.users.stream().filter((user) -> user.principal().equals(principal)).findFirst().orElse(null);
	}

	/**
	 * Returns the users with an account in Entra ID.
	 * @return the users, in their order
	 */
	public List<User> accounts() {
		return this.users.stream().filter(this::hasAccount).toList();
	}

	/**
	 * Finds the user whose account in Entra ID has a name.
	 * @param upn the user principal name, in any case
	 * @return the user, or {@code null}
	 */
	public @Nullable User accountOf(String upn) {
		return this.users.stream()
			.filter(this::hasAccount)
			.filter((user) -> user.upn().equalsIgnoreCase(upn))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Finds the user whose account in Entra ID has an immutable id.
	 * @param immutableId the immutable id, case-sensitive
	 * @return the user, or {@code null}
	 */
	public @Nullable User accountOfImmutableId(String immutableId) {
		return this.users.stream()
			.filter(this::hasAccount)
			.filter((user) -> user.immutableId().equals(immutableId))
			.findFirst()
			.orElse(null);
	}

	private boolean hasAccount(User user) {
		return user.standing() != User.Standing.ON_PREMISES_ONLY;
	}

}
