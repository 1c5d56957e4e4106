package io.github.iwaspring.directory;

import java.util.List;

import io.github.iwaspring.IwaErrorCode;

/**
 * The table of Entra's errors: data. Microsoft documents the numbers in "Microsoft Entra
 * authentication and authorization error codes".
 */
final class EntraMeanings {

	static final String SIGN_IN_LOG = "An administrator finds the request and its reason in the sign-in log of "
			+ "Entra ID, by the correlation id.";

	static final String PROMPT = "The user must sign in at a prompt, which iwa.fallback.flows switches on.";

	private static final String CONSENT = "An administrator consents for everybody at {admin-consent} , or each user at "
			+ "{user-consent} (where the registration has the redirect URI http://localhost for desktop applications; "
			+ "the page that follows stays empty).";

	private static final String DEVICE = "The device must be joined or registered, and present itself by the "
			+ "broker (iwa.fallback.flows=broker); no other prompt helps.";

	private static final String FEDERATION = "An administrator of AD FS and Entra ID checks ";

	static final List<EntraMeaning> ALL = List.of(
			// what a person can answer
			row(IwaErrorCode.MFA_REQUIRED, "a second factor is demanded",
					PROMPT + " Or an administrator has AD FS issue the multi-factor claim, or exempts the company's "
							+ "network in the Conditional Access policy.",
					"50074", "50076"),
			row(IwaErrorCode.MFA_REQUIRED, "the user has to register for multi-factor authentication first",
					"The user registers at https://aka.ms/mysecurityinfo, or at a prompt, which iwa.fallback.flows switches on.",
					"50072", "50079", "53004"),
			row(IwaErrorCode.MFA_REQUIRED, "the second factor was presented too long ago", PROMPT, "50078"),
			row(IwaErrorCode.MFA_REQUIRED, "a challenge outside of Entra ID has to be passed", PROMPT, "50158"),
			row(IwaErrorCode.CONSENT_REQUIRED, "nobody has consented to the application's permissions", CONSENT,
					"65001", "consent_required"),
			row(IwaErrorCode.CONSENT_REQUIRED, "the user has declined the application's permissions", CONSENT, "65004"),
			row(IwaErrorCode.CONSENT_REQUIRED, "the application's permissions need an administrator's consent",
					"An administrator consents at {admin-consent}", "90094", "90095"),
			row(IwaErrorCode.CONSENT_REQUIRED, "the registration lacks a permission, or consent to it",
					"In the registration of {client-id}, under 'API permissions', add the delegated permissions for "
							+ "{scopes} (at least Microsoft Graph's User.Read); then an administrator consents at "
							+ "{admin-consent}",
					"650056", "90008"),
			row(IwaErrorCode.PASSWORD_EXPIRED, "the user's password has expired",
					"The user changes the password, signs in to the machine again, and so gets a new ticket.", "50055",
					"50144", "user_password_expired"),
			row(IwaErrorCode.INTERACTION_REQUIRED, "the user must sign in at a prompt", PROMPT, "interaction_required",
					"login_required", "invalid_grant", "basic_action", "additional_action", "51006"),
			row(IwaErrorCode.INTERACTION_REQUIRED, "the earlier sign-in has expired or was revoked",
					"The user signs in anew. " + PROMPT, "50173", "70000", "70008", "700082", "50132", "50133", "70043",
					"50089", "bad_token", "token_expired"),
			row(IwaErrorCode.INTERACTION_REQUIRED, "the tenant did not accept the user's credentials",
					"Integrated authentication sends no password: ask an administrator whether the user's domain is "
							+ "still federated. " + PROMPT,
					"50126"),
			row(IwaErrorCode.INTERACTION_REQUIRED, "the tenant has Seamless SSO switched off", PROMPT, "50180"),
			// what only the device or a policy can answer
			row(IwaErrorCode.DEVICE_REQUIRED, "a registered device is demanded", DEVICE, "50097", "50129", "50155",
					"50187"),
			row(IwaErrorCode.DEVICE_REQUIRED, "a device that complies with the company's policies is demanded",
					"Enrol the device in the company's management. " + DEVICE, "53000"),
			row(IwaErrorCode.DEVICE_REQUIRED, "a device joined to the domain is demanded", DEVICE, "53001"),
			row(IwaErrorCode.BLOCKED_BY_POLICY, "a Conditional Access policy blocks the sign-in", SIGN_IN_LOG, "53003",
					"50131"),
			row(IwaErrorCode.BLOCKED_BY_POLICY, "a policy lets only approved or protected applications in",
					SIGN_IN_LOG + " Approved applications sign in by the broker.", "53002",
					"protection_policy_required"),
			row(IwaErrorCode.BLOCKED_BY_POLICY, "the user's or the tenant's risk blocks the sign-in", SIGN_IN_LOG,
					"53011", "530032", "530034"),
			row(IwaErrorCode.BLOCKED_BY_POLICY, "the security defaults of the tenant take the request for unsafe",
					"An administrator decides on the security defaults of the tenant. " + SIGN_IN_LOG, "530035"),
			row(IwaErrorCode.BLOCKED_BY_POLICY, "the network lets nobody sign in to this tenant",
					"The network's administrator adds the tenant to the header Restrict-Access-To-Tenants that the "
							+ "company's proxy sets.",
					"500021", "500022", "50002"),
			row(IwaErrorCode.BLOCKED_BY_POLICY, "a policy on access across tenants blocks the sign-in",
					"An administrator checks the cross-tenant access settings, outbound and inbound.", "500212",
					"500213"),
			row(IwaErrorCode.BLOCKED_BY_POLICY, "the directory refuses the user, and no prompt would help", SIGN_IN_LOG,
					"message_only", "access_denied"),
			// the registration and the configuration
			row(IwaErrorCode.NOT_PUBLIC_CLIENT, "the application is not registered as a public client",
					"In the registration of {client-id}, under 'Authentication', set 'Allow public client flows' to "
							+ "'Yes'.",
					"7000218", "70002", "invalid_client"),
			row(IwaErrorCode.APPLICATION_UNKNOWN, "the tenant does not know the application",
					"Check iwa.client-id ({client-id}), and that the application is registered in, or was added to, "
							+ "the tenant of iwa.authority ({tenant}).",
					"700016", "700011"),
			row(IwaErrorCode.APPLICATION_UNKNOWN, "the application may not sign in this way, or is not known",
					"Check iwa.client-id ({client-id}), the tenant of iwa.authority ({tenant}), and what the registration "
							+ "allows.",
					"unauthorized_client", "client_mismatch"),
			row(IwaErrorCode.APPLICATION_DISABLED, "the application is disabled",
					"An administrator enables the enterprise application of {client-id} for sign-in.", "70001",
					"7000112", "1000031"),
			row(IwaErrorCode.AUTHORITY_REFUSED, "the application, or this way to sign in, needs a tenant of its own",
					"Set iwa.authority to a single tenant: the same host, with the tenant's GUID or domain; it is "
							+ "'{tenant}' now.",
					"50194", "90010", "9001023", "90124", "90130"),
			row(IwaErrorCode.AUTHORITY_REFUSED, "the host of the authority is unknown",
					"Correct the host in iwa.authority ({authority}).", "50049", "invalid_instance"),
			row(IwaErrorCode.TENANT_UNKNOWN, "the directory does not know the tenant",
					"Correct the tenant in iwa.authority ({tenant}), or the host, if the tenant is in another cloud.",
					"90002"),
			row(IwaErrorCode.TENANT_UNKNOWN, "the tenant cannot be told from the request",
					"Set iwa.authority to the tenant's GUID or verified domain instead of '{tenant}'.", "50059",
					"50128", "90019"),
			row(IwaErrorCode.CLOUD_MISMATCH, "the tenant belongs to another cloud",
					"Set iwa.authority to the host of the tenant's cloud instead of {authority}", "90038", "900382",
					"90051"),
			row(IwaErrorCode.SCOPE_INVALID, "a scope is malformed or unknown",
					"Correct iwa.scopes ({scopes}): api://<application id>/.default, or the full URI of each scope.",
					"70011", "28002", "28003", "invalid_scope"),
			row(IwaErrorCode.SCOPE_INVALID, "the scopes belong to more than one resource, or to none",
					"Keep the scopes of one resource in iwa.scopes ({scopes}); ask for a token of each other resource "
							+ "by itself.",
					"700022", "700023"),
			row(IwaErrorCode.RESOURCE_UNKNOWN, "the tenant does not know the resource of the scopes",
					"Check the application id URI in iwa.scopes ({scopes}), the tenant and its cloud, and that the "
							+ "API was added to the tenant.",
					"500011", "50001", "650052", "650054", "invalid_resource", "invalid_target"),
			row(IwaErrorCode.RESOURCE_UNKNOWN, "the registration does not list the resource of the scopes",
					"In the registration of {client-id}, under 'API permissions', add the permissions for {scopes}; "
							+ "then an administrator consents at {admin-consent}",
					"65005", "650057"),
			// the user
			row(IwaErrorCode.USER_UNKNOWN, "the tenant does not know the user",
					"Check iwa.username and the tenant of iwa.authority ({tenant}); an administrator checks that the "
							+ "user is synchronised, or invites the user as a guest.",
					"50034", "51004", "81011", "81013"),
			row(IwaErrorCode.USER_UNKNOWN, "the signed-in user is another one than was asked for",
					"Remove or correct iwa.username.", "81012"),
			row(IwaErrorCode.TENANT_MISMATCH, "the user belongs to another tenant",
					"Set iwa.authority to the user's own tenant instead of {tenant}, or invite the user as a guest.",
					"50020", "16000"),
			row(IwaErrorCode.TENANT_MISMATCH, "the user's invitation to the tenant is not redeemed",
					"The user redeems the invitation, or set iwa.authority to the user's own tenant.", "50014"),
			row(IwaErrorCode.USER_DISABLED, "the user's account is disabled", "An administrator enables the account.",
					"50057"),
			row(IwaErrorCode.USER_DISABLED, "the user's account is locked, or the address is blocked",
					"Wait, and ask an administrator. " + SIGN_IN_LOG, "50053"),
			row(IwaErrorCode.USER_NOT_ASSIGNED, "the user is not assigned to the application",
					"An administrator assigns the user, or a group, to the enterprise application of {client-id}.",
					"50105"),
			// the federation
			row(IwaErrorCode.FEDERATION_TRUST_BROKEN, "the federation service's assertion is not accepted",
					FEDERATION + "the clocks, the issuance rules, and that Entra ID knows the current token-signing "
							+ "certificate of AD FS (Update-MgDomainFederationConfiguration, or Entra Connect).",
					"50008", "5000819", "50013", "500133"),
			row(IwaErrorCode.FEDERATION_TRUST_BROKEN, "no federated domain has the issuer of the assertion",
					FEDERATION + "the issuer URI in the federation settings of the domain.", "50107"),
			row(IwaErrorCode.FEDERATION_TRUST_BROKEN, "the assertion's immutable id is missing or fits no user",
					FEDERATION + "the claim rule for the immutable id and the source anchor of Entra Connect.", "90020",
					"90072"),
			row(IwaErrorCode.FEDERATION_TRUST_BROKEN, "the federation service has a problem",
					FEDERATION + "the federation service's event log and the federation settings of the domain.",
					"20001", "20012", "20033"),
			// time
			row(IwaErrorCode.SIGN_IN_LOOP, "too many identical requests were made",
					"Look for a loop in the application, and wait some minutes before the next attempt.", "50196"),
			row(IwaErrorCode.THROTTLED, "the tenant makes too many requests", "Wait before the next attempt.", "90055"),
			row(IwaErrorCode.SERVICE_UNAVAILABLE, "the directory has a temporary failure", "Try again later.", "90006",
					"90012", "90024", "90033", "90090", "50033", "50087", "temporarily_unavailable", "server_error",
					"service_unavailable"),
			// what does not belong here
			row(IwaErrorCode.UNEXPECTED, "a parameter of the request is missing or wrong",
					"A proxy may have changed the request; otherwise please report it, with the number.", "900144",
					"invalid_request", "unsupported_grant_type"),
			row(IwaErrorCode.UNEXPECTED, "that error belongs to a sign-in by web pages, which is not made here",
					"Please report it, with the number.", "75001", "75003", "75005", "75008", "75011", "75016",
					"750054", "7500514", "7500529"));

	private EntraMeanings() {
	}

	private static EntraMeaning row(IwaErrorCode code, String description, String action, String... keys) {
		return new EntraMeaning(code, description, action, List.of(keys));
	}

}
