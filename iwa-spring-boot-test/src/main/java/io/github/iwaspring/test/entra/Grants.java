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

import java.util.Map;

import io.github.iwaspring.test.tenant.User;

/**
 * The grants of the token endpoint.
 */
final class Grants {

	private final AssertionGrant assertions;

	private final RefreshGrant refreshTokens;

	private final AuthorizationCodes authorizationCodes;

	private final DeviceCodes deviceCodes;

	Grants(AssertionGrant assertions, RefreshGrant refreshTokens, AuthorizationCodes authorizationCodes,
			DeviceCodes deviceCodes) {
		this.assertions = assertions;
		this.refreshTokens = refreshTokens;
		this.authorizationCodes = authorizationCodes;
		this.deviceCodes = deviceCodes;
	}

	/**
	 * Redeems a grant.
	 * @param type the grant type
	 * @param clientId the client
	 * @param form the fields of the token request
	 * @return the sign-in that the grant proves
	 * @throws EntraError if the grant is not acceptable
	 */
	SignedIn redeem(String type, String clientId, Map<String, String> form) throws EntraError {
		return switch (type) {
			case RefreshGrant.TYPE -> this.refreshTokens.redeem(Parameters.require(form, "refresh_token"));
			case AuthorizationCodes.TYPE -> this.authorizationCodes.redeem(clientId, form);
			case DeviceCodes.TYPE, DeviceCodes.SHORT_TYPE ->
				this.deviceCodes.redeem(Parameters.require(form, "device_code"), clientId);
			default -> assertion(type, form);
		};
	}

	private SignedIn assertion(String type, Map<String, String> form) throws EntraError {
		SamlDialect dialect = SamlDialect.ofGrant(type);
		if (dialect == null) {
			throw EntraError.grantUnsupported(type);
		}
		User user = this.assertions.redeem(dialect, Parameters.require(form, "assertion"));
		return new SignedIn(user, false, null);
	}

}
