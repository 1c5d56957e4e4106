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

import java.time.Clock;

import io.github.iwaspring.test.http.EntraFault;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.http.Request;

/**
 * An error with the text of Entra ID.
 */
final class EntraError extends Exception {

	private static final long serialVersionUID = 1L;

	private final String error;

	private final int number;

	private final String description;

	private final EntraFault form;

	EntraError(String error, int number, String description) {
		this(error, number, description, Fault.entra(error, number).withDescription(description));
	}

	private EntraError(String error, int number, String description, EntraFault form) {
		super("AADSTS" + number + ": " + description, null, false, false);
		this.error = error;
		this.number = number;
		this.description = description;
		this.form = form;
	}

	EntraError withSuberror(String suberror) {
		return new EntraError(this.error, this.number, this.description, this.form.withSuberror(suberror));
	}

	/**
	 * Returns a copy with the claims that a client has to request.
	 */
	EntraError withClaims(String claims) {
		return new EntraError(this.error, this.number, this.description, this.form.withClaims(claims));
	}

	/**
	 * Returns the error as {@code access_denied}, for the authorization endpoint.
	 */
	EntraError asAccessDenied() {
		return new EntraError("access_denied", this.number, this.description);
	}

	static EntraError tenantUnknown(String tenant) {
		return new EntraError("invalid_request", 90002, "Tenant '" + tenant
				+ "' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.");
	}

	static EntraError clientUnknown(String clientId) {
		return new EntraError("unauthorized_client", 700016,
				"Application with identifier '" + clientId + "' was not found in the directory 'Contoso'.");
	}

	static EntraError grantUnsupported(String grant) {
		return new EntraError("unsupported_grant_type", 70003,
				"The app requested an unsupported grant type '" + grant + "'.");
	}

	static EntraError parameterMissing(String name) {
		return new EntraError("invalid_request", 900144,
				"The request body must contain the following parameter: '" + name + "'.");
	}

	static EntraError scopeInvalid(String scope) {
		return new EntraError("invalid_scope", 70011,
				"The provided value for the input parameter 'scope' is not valid. The scope '" + scope
						+ "' is not valid.");
	}

	static EntraError resourceUnknown(String resource) {
		return new EntraError("invalid_resource", 500011,
				"The resource principal named " + resource + " was not found in the tenant named Contoso.");
	}

	static EntraError claimsMalformed() {
		return new EntraError("invalid_request", 9002313, "Invalid request. Request is malformed or invalid.");
	}

	static EntraError assertionMalformed() {
		return new EntraError("invalid_grant", 50008, "SAML token is invalid.");
	}

	static EntraError assertionSignature() {
		return new EntraError("invalid_grant", 50013, "Assertion failed signature validation. [Reason - The provided"
				+ " signature value did not match the expected signature value.]");
	}

	static EntraError assertionAudience() {
		return new EntraError("invalid_grant", 50008,
				"SAML token is invalid. [Reason - The audience is not accepted.]");
	}

	static EntraError assertionTime() {
		return new EntraError("invalid_grant", 500133, "Assertion is not within its valid time range.");
	}

	static EntraError issuerUnknown(String issuer) {
		return new EntraError("invalid_grant", 50107,
				"The requested federation realm object '" + issuer + "' does not exist.");
	}

	static EntraError userUnknown() {
		return new EntraError("invalid_grant", 50034,
				"The user account does not exist in the Contoso directory. To sign into this application, the account"
						+ " must be added to the directory.");
	}

	static EntraError refreshTokenMalformed() {
		return new EntraError("invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.");
	}

	static EntraError refreshTokenExpired() {
		return new EntraError("invalid_grant", 700082, "The refresh token has expired due to inactivity.");
	}

	String error() {
		return this.error;
	}

	String message() {
		return String.valueOf(getMessage());
	}

	Reply reply(Request request, Clock clock) {
		return this.form.at(clock.instant()).reply(request);
	}

}
