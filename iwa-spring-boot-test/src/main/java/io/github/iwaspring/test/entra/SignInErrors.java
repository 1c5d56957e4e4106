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

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.iwaspring.test.support.Json;

/**
 * Errors of sign-ins with a person: unmet requirements, authorization codes and device
 * codes.
 *
 * @see <a href=
 * "https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes">Error
 * codes</a>
 */
final class SignInErrors {

	private static final String POLICY = UUID.randomUUID().toString();

	private SignInErrors() {
	}

	static EntraError multiFactor() {
		return new EntraError("invalid_grant", 50076,
				"Due to a configuration change made by your administrator, or because you moved to a new location, you"
						+ " must use multi-factor authentication to access the application.")
			.withSuberror("basic_action")
			.withClaims(policyClaims());
	}

	static EntraError consent() {
		return new EntraError("invalid_grant", 65001,
				"The user or administrator has not consented to use the application. Send an interactive authorization"
						+ " request for this user and resource.")
			.withSuberror("consent_required");
	}

	static EntraError passwordExpired() {
		return new EntraError("invalid_grant", 50144, "The user's Active Directory password has expired.")
			.withSuberror("user_password_expired");
	}

	static EntraError device() {
		return new EntraError("invalid_grant", 53000,
				"Device is not in required device state: compliant. Conditional Access policy requires a compliant"
						+ " device, and the device is not compliant.")
			.withClaims(policyClaims());
	}

	static EntraError blocked() {
		return new EntraError("invalid_grant", 53003, "Access has been blocked by Conditional Access policies. The"
				+ " access policy does not allow token issuance.");
	}

	static EntraError federationDenies() {
		return new EntraError("invalid_grant", 50126,
				"Error validating credentials due to invalid username or password: AD FS denies access.");
	}

	static EntraError declined() {
		return new EntraError("access_denied", 65004, "User declined to consent to access the app.");
	}

	static EntraError requestUnknown() {
		return new EntraError("invalid_request", 165000,
				"Invalid Request: The request tokens do not match the user context.");
	}

	static EntraError authorizationPending() {
		return new EntraError("authorization_pending", 70016,
				"OAuth 2.0 device flow error. Authorization is pending. Continue polling.");
	}

	/**
	 * The error of RFC 8628. Entra ID documents no such response; the number is that of
	 * its throttling.
	 */
	static EntraError slowDown() {
		return new EntraError("slow_down", 90055, "There are too many incoming requests. Poll less often.");
	}

	static EntraError deviceCodeDeclined() {
		return new EntraError("authorization_declined", 70017,
				"OAuth 2.0 device flow error. The end user denied the authorization request.");
	}

	static EntraError deviceCodeUnknown() {
		return new EntraError("bad_verification_code", 70018,
				"The provided value for the input parameter 'device_code' is not valid.");
	}

	static EntraError deviceCodeExpired() {
		return new EntraError("expired_token", 70020, "The provided value for the input parameter 'device_code' is not"
				+ " valid. This device code has expired.");
	}

	static EntraError codeRedeemed() {
		return new EntraError("invalid_grant", 54005, "OAuth2 Authorization code was already redeemed, please retry"
				+ " with a new valid code or use an existing refresh token.");
	}

	static EntraError codeUnknown() {
		return new EntraError("invalid_grant", 70000, "Provided grant is invalid or malformed.");
	}

	static EntraError codeExpired() {
		return new EntraError("invalid_grant", 70008, "The provided authorization code or refresh token has expired due"
				+ " to inactivity. Send a new interactive authorization request for this user and resource.");
	}

	static EntraError redirectDiffers(String uri, String requested) {
		return new EntraError("invalid_grant", 500112,
				"The reply address '" + uri + "' does not match the reply address '" + requested
						+ "' provided when requesting Authorization code.");
	}

	static EntraError verifierDiffers() {
		return new EntraError("invalid_grant", 501481,
				"The Code_Verifier does not match the code_challenge supplied in the authorization request.");
	}

	static EntraError redirectUnknown(String uri) {
		return new EntraError("invalid_request", 50011, "The redirect URI '" + uri
				+ "' specified in the request does not match the redirect URIs configured for the application.");
	}

	static EntraError responseTypeUnsupported(String responseType) {
		return new EntraError("unsupported_response_type", 70005,
				"The app requested an unsupported response type '" + responseType + "'.");
	}

	static EntraError parameterUnsupported(String name) {
		return new EntraError("invalid_request", 90023,
				"The provided value for the input parameter '" + name + "' is not supported.");
	}

	static EntraError codeChallengeMissing() {
		return new EntraError("invalid_request", 9002325, "Proof Key for Code Exchange is required.");
	}

	static EntraError codeChallengeMethod() {
		return new EntraError("invalid_request", 50149, "Invalid Code_Challenge_method parameter.");
	}

	static EntraError codeChallengeSize() {
		return new EntraError("invalid_request", 501491, "Invalid size of Code_Challenge parameter.");
	}

	static EntraError loginRequired() {
		return new EntraError("login_required", 50058, "A silent sign-in request was sent but no user is signed in.");
	}

	private static String policyClaims() {
		return Json
			.write(Map.of("access_token", Map.of("capolids", Map.of("essential", true, "values", List.of(POLICY)))));
	}

}
