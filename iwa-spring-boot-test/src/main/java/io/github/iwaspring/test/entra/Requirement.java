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

import java.util.function.Supplier;

/**
 * A requirement of a policy, which a user has to meet to get a token.
 */
enum Requirement {

	/**
	 * A second factor.
	 */
	MULTI_FACTOR("approve", SignInErrors::multiFactor),

	/**
	 * Consent to the application's permissions.
	 */
	CONSENT("accept", SignInErrors::consent),

	/**
	 * A new password.
	 */
	NEW_PASSWORD("change-password", SignInErrors::passwordExpired),

	/**
	 * A compliant device. No user has one.
	 */
	DEVICE("", SignInErrors::device),

	/**
	 * Admission by a policy that blocks the user.
	 */
	ADMISSION("", SignInErrors::blocked);

	private final String action;

	private final Supplier<EntraError> error;

	Requirement(String action, Supplier<EntraError> error) {
		this.action = action;
		this.error = error;
	}

	/**
	 * Returns the action by which a person meets it on the page, empty if there is none.
	 */
	String action() {
		return this.action;
	}

	/**
	 * Returns the error of a token request that does not meet it.
	 */
	EntraError error() {
		return this.error.get();
	}

}
