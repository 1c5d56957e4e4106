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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.iwaspring.test.tenant.User;
import org.jspecify.annotations.Nullable;

/**
 * The policies of the tenant. They keep consent by user and client, and the users who
 * have changed an expired password. A second factor belongs to the sign-in.
 */
final class Policies {

	private final Set<Consent> consents = ConcurrentHashMap.newKeySet();

	private final Set<User> renewed = ConcurrentHashMap.newKeySet();

	/**
	 * Returns the next requirement.
	 * @param user the user who signs in
	 * @param multiFactor whether the sign-in had a second factor
	 * @param clientId the client
	 * @return the requirement, or {@code null} if all are met
	 */
	@Nullable Requirement requirementFor(User user, boolean multiFactor, String clientId) {
		return switch (user.standing()) {
			case NEEDS_MULTI_FACTOR -> multiFactor ? null : Requirement.MULTI_FACTOR;
			case WITHOUT_CONSENT -> this.consents.contains(new Consent(user, clientId)) ? null : Requirement.CONSENT;
			case PASSWORD_EXPIRED -> this.renewed.contains(user) ? null : Requirement.NEW_PASSWORD;
			case NEEDS_DEVICE -> Requirement.DEVICE;
			case BLOCKED -> Requirement.ADMISSION;
			default -> null;
		};
	}

	/**
	 * Checks a token request.
	 * @param who the sign-in that the grant proves
	 * @param clientId the client
	 * @throws EntraError if a requirement is not met
	 */
	void check(SignedIn who, String clientId) throws EntraError {
		Requirement requirement = requirementFor(who.user(), who.multiFactor(), clientId);
		if (requirement != null) {
			throw requirement.error();
		}
	}

	void consent(User user, String clientId) {
		this.consents.add(new Consent(user, clientId));
	}

	void renewPassword(User user) {
		this.renewed.add(user);
	}

	/**
	 * Withdraws all consent, and lets changed passwords be expired again.
	 */
	void reset() {
		this.consents.clear();
		this.renewed.clear();
	}

	private record Consent(User user, String clientId) {

	}

}
