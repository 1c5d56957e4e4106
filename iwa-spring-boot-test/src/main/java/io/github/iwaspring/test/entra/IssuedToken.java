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

/**
 * The log entry of an access token that Entra ID issued, without the token.
 *
 * @param user the user principal name
 * @param resource the application id URI of the API that the token is for, such as
 * {@code api://orders}
 * @param grantType the grant type of the request (RFC 6749), such as
 * {@code urn:ietf:params:oauth:grant-type:saml1_1-bearer} for a sign-in with a ticket
 */
public record IssuedToken(String user, String resource, String grantType) {

	/**
	 * Returns whether the token was issued for a refresh token, without a sign-in.
	 * @return whether it is a renewal
	 */
	public boolean renewal() {
		return RefreshGrant.TYPE.equals(this.grantType);
	}

}
