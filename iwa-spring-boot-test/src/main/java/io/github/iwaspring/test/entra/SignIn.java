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

import io.github.iwaspring.test.tenant.Tenant;
import io.github.iwaspring.test.tenant.User;
import org.jspecify.annotations.Nullable;

/**
 * The sign-in of a person, one requirement after the other. It checks no password. Not
 * safe for use by several threads.
 */
final class SignIn {

	private final SignInRequest request;

	private final Tenant tenant;

	private final Policies policies;

	private @Nullable User user;

	private boolean multiFactor;

	private boolean consented;

	SignIn(SignInRequest request, Tenant tenant, Policies policies) {
		this.request = request;
		this.tenant = tenant;
		this.policies = policies;
	}

	SignInRequest request() {
		return this.request;
	}

	/**
	 * The user who signs in, or {@code null} until {@link #identify} has found the user.
	 */
	@Nullable User user() {
		return this.user;
	}

	/**
	 * Finds the user who signs in.
	 * @param username the user principal name, in any case
	 * @return the user
	 * @throws EntraError if the user is unknown, or AD FS denies access
	 */
	User identify(String username) throws EntraError {
		User account = this.tenant.accountOf(username.strip());
		if (account == null) {
			throw EntraError.userUnknown();
		}
		if (account.standing() == User.Standing.DENIED_BY_FEDERATION) {
			throw SignInErrors.federationDenies();
		}
		this.user = account;
		return account;
	}

	/**
	 * Returns the next requirement for the user.
	 * @param user the user
	 * @return the requirement, or {@code null} if all are met
	 */
	@Nullable Requirement requirementFor(User user) {
		Requirement requirement = this.policies.requirementFor(user, this.multiFactor, this.request.clientId());
		if (requirement == null && this.request.asksForConsent() && !this.consented) {
			return Requirement.CONSENT;
		}
		return requirement;
	}

	/**
	 * Returns whether the person can meet a requirement in this sign-in.
	 */
	boolean canMeet(Requirement requirement) {
		return switch (requirement) {
			case MULTI_FACTOR, CONSENT -> true;
			case NEW_PASSWORD -> this.request.changesPasswords();
			case DEVICE, ADMISSION -> false;
		};
	}

	/**
	 * Meets a requirement that can be met in this sign-in.
	 */
	void meet(Requirement requirement, User user) {
		switch (requirement) {
			case MULTI_FACTOR -> {
				this.multiFactor = true;
			}
			case CONSENT -> {
				this.consented = true;
				this.policies.consent(user, this.request.clientId());
			}
			case NEW_PASSWORD -> this.policies.renewPassword(user);
			case DEVICE, ADMISSION -> throw new IllegalArgumentException("Nobody can meet " + requirement);
		}
	}

	SignedIn signedIn(User user) {
		return new SignedIn(user, this.multiFactor, this.request.scopes());
	}

}
