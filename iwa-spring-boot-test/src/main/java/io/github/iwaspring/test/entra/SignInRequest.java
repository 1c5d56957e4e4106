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

import io.github.iwaspring.test.http.Reply;

/**
 * A request that a person signs in for, by a browser or with a device code.
 */
interface SignInRequest {

	String clientId();

	RequestedScopes scopes();

	/**
	 * The user name to start with, or empty.
	 */
	String loginHint();

	/**
	 * Whether to ask for consent even if it was given before.
	 */
	boolean asksForConsent();

	/**
	 * Whether the person can change an expired password.
	 */
	boolean changesPasswords();

	/**
	 * Completes the request after a successful sign-in.
	 */
	Reply complete(SignedIn who);

	/**
	 * Completes the request after the person has cancelled.
	 */
	Reply refuse(EntraError error);

}
