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

package io.github.iwaspring.test.http;

/**
 * A protocol step on the way to a response of the protected API, as the directory sees
 * it.
 */
public enum Hop {

	/**
	 * Instance discovery at Entra ID.
	 */
	INSTANCE_DISCOVERY,

	/**
	 * The user realm look-up at Entra ID, which says where a user is authenticated.
	 */
	USER_REALM,

	/**
	 * The federation metadata of AD FS, read by WS-MetadataExchange.
	 */
	METADATA,

	/**
	 * The WS-Trust request to AD FS, which returns an assertion for a Kerberos ticket.
	 * The only step that may carry a ticket.
	 */
	WS_TRUST,

	/**
	 * The token endpoint of Entra ID.
	 */
	TOKEN,

	/**
	 * The authorization endpoint of Entra ID, where a sign-in in a browser starts.
	 */
	AUTHORIZE,

	/**
	 * The device authorization endpoint of Entra ID, which issues device codes.
	 */
	DEVICE_CODE,

	/**
	 * The pages of Entra ID on which a person signs in or enters a device code.
	 */
	SIGN_IN_PAGE,

	/**
	 * The OpenID configuration of the tenant.
	 */
	OPENID_CONFIGURATION,

	/**
	 * The public keys that verify access tokens.
	 */
	KEYS,

	/**
	 * A request to the protected API.
	 */
	API,

	/**
	 * A request to an unknown path.
	 */
	OTHER

}
