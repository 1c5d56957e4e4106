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

package io.github.iwaspring.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.support.Diagnosis;

/**
 * The table of Entra ID's errors, as data. Microsoft documents the numbers in "Microsoft
 * Entra authentication and authorization error codes". {@link EntraErrors} finds the row
 * and fills in the names in braces.
 */
final class EntraErrorTable {

	private static final String SIGN_IN_LOG = "An administrator finds the request and its reason in the sign-in log of "
			+ "Entra ID, by the correlation id.";

	private static final String PROMPT = "The user must sign in at a prompt, which iwa.fallback.flows switches on.";

	private static final String CONSENT = "An administrator consents for everybody at {admin-consent} , or each user at "
			+ "{user-consent} (where the registration has the redirect URI http://localhost for desktop applications; "
			+ "the page that follows stays empty).";

	private static final String DEVICE = "The device must be joined or registered, and sign in by the "
			+ "broker (iwa.fallback.flows=broker); no other prompt helps.";

	private static final String FEDERATION = "An administrator of AD FS and Entra ID checks ";

	/**
	 * What an administrator does about a ticket for Seamless SSO that is not accepted.
	 */
	static final String SEAMLESS_SSO = "An administrator checks that HTTP/autologon.microsoftazuread-sso.com "
			+ "belongs to the computer account AZUREADSSOACC and to no other, and renews the Kerberos decryption key of "
			+ "Seamless SSO (Update-AzureADSSOForest).";

	private static final List<Row> ROWS = List.of(
			// a person can end it
			row(IwaErrorCode.MFA_REQUIRED, "The user needs a second factor.",
					PROMPT + " Or an administrator has AD FS issue the multi-factor claim, or exempts the company's "
							+ "network in the Conditional Access policy.",
					"50074", "50076"),
			row(IwaErrorCode.MFA_REQUIRED, "The user has to register for multi-factor authentication first.",
					"The user registers at https://aka.ms/mysecurityinfo, or at a prompt, which iwa.fallback.flows switches on.",
					"50072", "50079", "53004"),
			row(IwaErrorCode.MFA_REQUIRED, "The user presented the second factor too long ago.", PROMPT, "50078"),
			row(IwaErrorCode.MFA_REQUIRED, "The user has to pass a challenge outside of Entra ID.", PROMPT, "50158"),
			row(IwaErrorCode.CONSENT_REQUIRED, "Nobody has consented to the application's permissions.", CONSENT,
					"65001", "consent_required"),
			row(IwaErrorCode.CONSENT_REQUIRED, "The user has declined the application's permissions.", CONSENT,
					"65004"),
			row(IwaErrorCode.CONSENT_REQUIRED, "The application's permissions need an administrator's consent.",
					"An administrator consents at {admin-consent}", "90094", "90095"),
			row(IwaErrorCode.CONSENT_REQUIRED, "The registration lacks a permission, or consent to it.",
					"In the registration of {client-id}, under 'API permissions', add the delegated permissions for "
							+ "{scopes} (at least Microsoft Graph's User.Read); then an administrator consents at "
							+ "{admin-consent}",
					"650056", "90008"),
			row(IwaErrorCode.PASSWORD_EXPIRED, "The user's password has expired.",
					"The user changes the password, signs in to the machine again, and so gets a new ticket.", "50055",
					"50144", "user_password_expired"),
			row(IwaErrorCode.INTERACTION_REQUIRED, "The user must sign in at a prompt.", PROMPT, "interaction_required",
					"login_required", "invalid_grant", "basic_action", "additional_action", "51006"),
			row(IwaErrorCode.INTERACTION_REQUIRED, "The earlier sign-in has expired or was revoked.",
					"The user signs in anew. " + PROMPT, "50173", "70000", "70008", "700082", "50132", "50133", "70043",
					"50089", "bad_token", "token_expired"),
			row(IwaErrorCode.INTERACTION_REQUIRED, "The tenant did not accept the user's credentials.",
					"Integrated authentication sends no password: ask an administrator whether the user's domain is "
							+ "still federated. " + PROMPT,
					"50126", "0x80048821"),
			row(IwaErrorCode.INTERACTION_REQUIRED, "Seamless SSO is switched off in the tenant.",
					"An administrator switches Seamless SSO on in Entra Connect. " + PROMPT, "50180", "81007"),
			// only the device or a policy can end it
			row(IwaErrorCode.DEVICE_REQUIRED, "Only a registered device may sign in.", DEVICE, "50097", "50129",
					"50155", "50187"),
			row(IwaErrorCode.DEVICE_REQUIRED, "Only a device that complies with the company's policies may sign in.",
					"Enrol the device in the company's management. " + DEVICE, "53000"),
			row(IwaErrorCode.DEVICE_REQUIRED, "Only a device that is joined to the domain may sign in.", DEVICE,
					"53001"),
			row(IwaErrorCode.BLOCKED_BY_POLICY, "A Conditional Access policy blocks the sign-in.", SIGN_IN_LOG, "53003",
					"50131"),
			row(IwaErrorCode.BLOCKED_BY_POLICY, "A policy admits only approved or protected applications.",
					SIGN_IN_LOG + " Approved applications sign in by the broker.", "53002",
					"protection_policy_required"),
			row(IwaErrorCode.BLOCKED_BY_POLICY, "The risk of the user or of the tenant blocks the sign-in.",
					SIGN_IN_LOG, "53011", "530032", "530034"),
			row(IwaErrorCode.BLOCKED_BY_POLICY, "The security defaults of the tenant block the request.",
					"An administrator decides on the security defaults of the tenant. " + SIGN_IN_LOG, "530035"),
			row(IwaErrorCode.BLOCKED_BY_POLICY, "The network does not allow sign-ins to this tenant.",
					"The network's administrator adds the tenant to the header Restrict-Access-To-Tenants that the "
							+ "company's proxy sets.",
					"500021", "500022", "50002"),
			row(IwaErrorCode.BLOCKED_BY_POLICY, "A policy on access across tenants blocks the sign-in.",
					"An administrator checks the cross-tenant access settings, outbound and inbound.", "500212",
					"500213"),
			row(IwaErrorCode.BLOCKED_BY_POLICY, "Entra ID refuses the user, and a prompt would not help.", SIGN_IN_LOG,
					"message_only", "access_denied"),
			// the registration and the configuration
			row(IwaErrorCode.NOT_PUBLIC_CLIENT, "The application is not registered as a public client.",
					"In the registration of {client-id}, under 'Authentication', set 'Allow public client flows' to "
							+ "'Yes'.",
					"7000218", "70002", "invalid_client"),
			row(IwaErrorCode.APPLICATION_UNKNOWN, "The tenant does not know the application.",
					"Check iwa.client-id ({client-id}), and that the application is registered in, or was added to, "
							+ "the tenant of iwa.authority ({tenant}).",
					"700016", "700011"),
			row(IwaErrorCode.APPLICATION_UNKNOWN, "The application may not sign in this way, or is unknown.",
					"Check iwa.client-id ({client-id}), the tenant of iwa.authority ({tenant}), and what the registration "
							+ "allows.",
					"unauthorized_client", "client_mismatch"),
			row(IwaErrorCode.APPLICATION_DISABLED, "The application is disabled.",
					"An administrator enables the enterprise application of {client-id} for sign-in.", "70001",
					"7000112", "1000031"),
			row(IwaErrorCode.AUTHORITY_REFUSED, "The application, or this way to sign in, needs a single tenant.",
					"Set iwa.authority to a single tenant: the same host, with the tenant's GUID or domain; it is "
							+ "'{tenant}' now.",
					"50194", "90010", "9001023", "90124", "90130"),
			row(IwaErrorCode.AUTHORITY_REFUSED, "The host of the authority is unknown.",
					"Correct the host in iwa.authority ({authority}).", "50049", "invalid_instance"),
			row(IwaErrorCode.TENANT_UNKNOWN, "Entra ID does not know the tenant.",
					"Correct the tenant in iwa.authority ({tenant}), or the host, if the tenant is in another cloud.",
					"90002"),
			row(IwaErrorCode.TENANT_UNKNOWN, "The request does not name the tenant.",
					"Set iwa.authority to the tenant's GUID or verified domain instead of '{tenant}'.", "50059",
					"50128", "90019"),
			row(IwaErrorCode.CLOUD_MISMATCH, "The tenant belongs to another cloud.",
					"Set iwa.authority to the host of the tenant's cloud instead of {authority}", "90038", "900382",
					"90051"),
			row(IwaErrorCode.SCOPE_INVALID, "A scope is malformed or unknown.",
					"Correct iwa.scopes ({scopes}): api://<application id>/.default, or the full URI of each scope.",
					"70011", "28002", "28003", "invalid_scope"),
			row(IwaErrorCode.SCOPE_INVALID, "The scopes belong to more than one resource, or to none.",
					"Keep the scopes of one resource in iwa.scopes ({scopes}); ask for a token for each other resource "
							+ "separately.",
					"700022", "700023"),
			row(IwaErrorCode.RESOURCE_UNKNOWN, "The tenant does not know the resource of the scopes.",
					"Check the application id URI in iwa.scopes ({scopes}), the tenant and its cloud, and that the "
							+ "API was added to the tenant.",
					"500011", "50001", "650052", "650054", "invalid_resource", "invalid_target"),
			row(IwaErrorCode.RESOURCE_UNKNOWN, "The registration does not list the resource of the scopes.",
					"In the registration of {client-id}, under 'API permissions', add the permissions for {scopes}; "
							+ "then an administrator consents at {admin-consent}",
					"65005", "650057"),
			// the user
			row(IwaErrorCode.USER_UNKNOWN, "The tenant does not know the user.",
					"Check iwa.username and the tenant of iwa.authority ({tenant}); an administrator checks that the "
							+ "user is synchronised, or invites the user as a guest.",
					"50034", "51004", "81011", "81013"),
			row(IwaErrorCode.USER_UNKNOWN, "The signed-in user is not the one that was asked for.",
					"Remove or correct iwa.username.", "81012"),
			row(IwaErrorCode.TENANT_MISMATCH, "The user belongs to another tenant.",
					"Set iwa.authority to the user's own tenant instead of {tenant}, or invite the user as a guest.",
					"50020", "16000"),
			row(IwaErrorCode.TENANT_MISMATCH, "The user has not redeemed the invitation to the tenant.",
					"The user redeems the invitation, or set iwa.authority to the user's own tenant.", "50014"),
			row(IwaErrorCode.USER_DISABLED, "The user's account is disabled.", "An administrator enables the account.",
					"50057"),
			row(IwaErrorCode.USER_DISABLED, "The user's account is locked, or the IP address is blocked.",
					"Wait, and ask an administrator. " + SIGN_IN_LOG, "50053"),
			row(IwaErrorCode.USER_NOT_ASSIGNED, "The user is not assigned to the application.",
					"An administrator assigns the user, or a group, to the enterprise application of {client-id}.",
					"50105"),
			// the ticket for Seamless SSO
			row(IwaErrorCode.NEGOTIATE_REJECTED, "Entra ID did not accept the Kerberos ticket for Seamless SSO.",
					"Sign in to the domain again, or run kinit, for a new ticket. " + SEAMLESS_SSO, "81002", "81003",
					"81004", "81008", "81009"),
			row(IwaErrorCode.NEGOTIATE_REJECTED, "Entra ID received no Kerberos ticket for Seamless SSO.",
					"Check that no proxy removes the header Authorization from requests to "
							+ "autologon.microsoftazuread-sso.com.",
					"81005", "81006"),
			row(IwaErrorCode.TICKET_EXPIRED, "The Kerberos ticket for Seamless SSO has expired, or is not valid.",
					"Sign in to the domain again, or run kinit; check this machine's clock. " + SEAMLESS_SSO, "81010"),
			row(IwaErrorCode.TICKET_TOO_LARGE, "The Kerberos ticket is too large for Seamless SSO.",
					"An Active Directory administrator removes the user from groups: each one is in the ticket.",
					"81001"),
			// the federation
			row(IwaErrorCode.FEDERATION_TRUST_BROKEN, "Entra ID did not accept the federation service's assertion.",
					FEDERATION + "the clocks, the issuance rules, and that Entra ID knows the current token-signing "
							+ "certificate of AD FS (Update-MgDomainFederationConfiguration, or Entra Connect).",
					"50008*", "50008", "500082", "500089", "5000811", "5000819", "50013*", "50013", "500133"),
			row(IwaErrorCode.FEDERATION_TRUST_BROKEN, "No federated domain has the issuer of the assertion.",
					FEDERATION + "the issuer URI in the federation settings of the domain.", "50107", "500083"),
			row(IwaErrorCode.FEDERATION_TRUST_BROKEN,
					"The immutable id in the assertion is missing or matches no user.",
					FEDERATION + "the claim rule for the immutable id and the source anchor of Entra Connect.", "90020",
					"90072"),
			row(IwaErrorCode.FEDERATION_TRUST_BROKEN, "The federation service has a problem.",
					FEDERATION + "the federation service's event log and the federation settings of the domain.",
					"20001", "20012", "20033"),
			// time
			row(IwaErrorCode.SIGN_IN_LOOP, "The client made too many identical requests.",
					"Look for a loop in the application, and wait some minutes before the next attempt.", "50196"),
			row(IwaErrorCode.THROTTLED, "The tenant makes too many requests.", "Wait before the next attempt.",
					"90055"),
			row(IwaErrorCode.SERVICE_UNAVAILABLE, "Entra ID has a temporary failure.", "Try again later.", "90006",
					"90012", "90024", "90033", "90090", "50033", "50087", "temporarily_unavailable", "server_error",
					"service_unavailable"),
			// not an error of this sign-in
			row(IwaErrorCode.UNEXPECTED, "A parameter of the request is missing or wrong.",
					"A proxy may have changed the request; otherwise please report it, with the number.", "900144",
					"invalid_request", "unsupported_grant_type"),
			row(IwaErrorCode.UNEXPECTED,
					"The error belongs to a sign-in by web pages, which this library does not use.",
					"Please report it, with the number.", "75001", "75003", "75005", "75008", "75011", "75016",
					"750054", "7500514", "7500529"));

	/**
	 * The meaning of an error that is not in the table but names claims.
	 */
	static final Diagnosis CLAIMS_DEMANDED = new Diagnosis(IwaErrorCode.INTERACTION_REQUIRED,
			"Entra ID demands claims that integrated authentication cannot satisfy.", PROMPT);

	/**
	 * The meaning of any other error that is not in the table.
	 */
	static final Diagnosis ANY_ERROR = new Diagnosis(IwaErrorCode.UNEXPECTED, "Entra ID refused the request.",
			SIGN_IN_LOG);

	private EntraErrorTable() {
	}

	/**
	 * Returns the meanings by error, suberror and number. {@link EntraErrors} looks up
	 * the numbers with an asterisk.
	 */
	static Map<String, Diagnosis> byKey() {
		Map<String, Diagnosis> index = new HashMap<>();
		for (Row row : ROWS) {
			for (String key : row.keys()) {
				if (index.put(key, row.diagnosis()) != null) {
					throw new IllegalStateException("Two meanings of " + key);
				}
			}
		}
		return Map.copyOf(index);
	}

	private static Row row(IwaErrorCode code, String description, String action, String... keys) {
		return new Row(new Diagnosis(code, description, action), List.of(keys));
	}

	/**
	 * A row of the table.
	 *
	 * @param diagnosis the meaning
	 * @param keys the errors, suberrors and AADSTS numbers that have it; a number with an
	 * asterisk stands for all longer ones, by which Entra ID tells the same in more
	 * detail
	 */
	private record Row(Diagnosis diagnosis, List<String> keys) {

	}

}
