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

package io.github.iwaspring;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The kind of failure that an {@link IwaException} reports, and what to do about it. A
 * later version may add constants and renames none. Each has a section in
 * {@code docs/troubleshooting.md} under its {@link #id()}.
 * <p>
 * By default no prompt helps; a constant names what differs. Whether attempts pause after
 * a failure does not depend on its code but on {@link IwaException#isLocal()}.
 */
public enum IwaErrorCode {

	/**
	 * A required property is missing or empty.
	 */
	CONFIGURATION_MISSING(configuration()),

	/**
	 * The authority does not support integrated Windows authentication.
	 */
	AUTHORITY_REFUSED(configuration()),

	/**
	 * A property has a value that cannot be used.
	 */
	CONFIGURATION_REFUSED(configuration()),

	/**
	 * The chosen Kerberos provider cannot be used in this JVM.
	 */
	PROVIDER_UNAVAILABLE(configuration()),

	/**
	 * The user name is neither configured nor found on this machine.
	 */
	USERNAME_UNKNOWN,

	/**
	 * The token or the ticket belongs to another user than the requested one.
	 */
	USER_MISMATCH,

	/**
	 * The name of a host cannot be resolved.
	 */
	HOST_UNKNOWN,

	/**
	 * A connection was refused, reset or closed.
	 */
	CONNECTION_FAILED,

	/**
	 * The certificate of a host is not trusted.
	 */
	TLS_UNTRUSTED,

	/**
	 * The proxy demands credentials.
	 */
	PROXY_AUTHENTICATION_REQUIRED,

	/**
	 * A response violates its protocol.
	 */
	RESPONSE_INVALID,

	/**
	 * A response is larger than {@code iwa.http.max-response-size}.
	 */
	RESPONSE_TOO_LARGE,

	/**
	 * A request, or the acquisition as a whole, took longer than allowed.
	 */
	TIMEOUT,

	/**
	 * There is no Kerberos ticket.
	 */
	TICKET_MISSING,

	/**
	 * The Kerberos ticket has expired.
	 */
	TICKET_EXPIRED,

	/**
	 * The clocks of this machine and of the directory differ too much.
	 */
	CLOCK_SKEW,

	/**
	 * No domain controller responds.
	 */
	KDC_UNREACHABLE,

	/**
	 * The domain controller knows no service principal name for the host.
	 */
	SPN_UNKNOWN,

	/**
	 * Client and domain controller have no Kerberos encryption type in common.
	 */
	ENCRYPTION_TYPE_UNSUPPORTED,

	/**
	 * The Kerberos ticket is larger than the federation service accepts.
	 */
	TICKET_TOO_LARGE,

	/**
	 * The domain controller does not know the principal.
	 */
	PRINCIPAL_UNKNOWN,

	/**
	 * The account is locked, disabled or expired in Active Directory.
	 */
	ACCOUNT_LOCKED,

	/**
	 * Kerberos failed for another reason.
	 */
	KERBEROS_FAILED,

	/**
	 * The user's domain is managed by Entra ID, not federated.
	 */
	MANAGED_USER(endedBy(IwaFallbackFlow.values())),

	/**
	 * The cloud does not know the domain of the user name.
	 */
	DOMAIN_UNKNOWN,

	/**
	 * The domain is federated by a protocol that has no integrated Windows
	 * authentication.
	 */
	FEDERATION_UNSUPPORTED,

	/**
	 * The federation service offers no {@code windowstransport} endpoint.
	 */
	FEDERATION_ENDPOINT_MISSING,

	/**
	 * The host that would receive the ticket is not trusted.
	 */
	FEDERATION_HOST_UNTRUSTED,

	/**
	 * The federation service is not available, or does not respond as specified.
	 */
	FEDERATION_UNAVAILABLE,

	/**
	 * The federation service did not accept the ticket.
	 */
	NEGOTIATE_REJECTED,

	/**
	 * The federation service denies the user access.
	 */
	FEDERATION_REFUSED,

	/**
	 * The federation service responded with a SOAP fault.
	 */
	FEDERATION_FAULT,

	/**
	 * Entra ID does not accept the federation service's assertion.
	 */
	FEDERATION_TRUST_BROKEN,

	/**
	 * The directory demands a second factor.
	 */
	MFA_REQUIRED(endedBy(IwaFallbackFlow.values())),

	/**
	 * Nobody has consented to the application's permissions.
	 */
	CONSENT_REQUIRED(endedBy(IwaFallbackFlow.values())),

	/**
	 * The user's password has expired.
	 */
	PASSWORD_EXPIRED(endedBy(IwaFallbackFlow.INTERACTIVE)),

	/**
	 * The directory demands a sign-in by the user.
	 */
	INTERACTION_REQUIRED(endedBy(IwaFallbackFlow.values())),

	/**
	 * The directory demands a registered or compliant device.
	 */
	DEVICE_REQUIRED(endedBy(IwaFallbackFlow.BROKER)),

	/**
	 * A policy of the directory blocks the sign-in.
	 */
	BLOCKED_BY_POLICY(endedBy(IwaFallbackFlow.values()).ifClaimsAreNamed()),

	/**
	 * The application is not registered as a public client.
	 */
	NOT_PUBLIC_CLIENT,

	/**
	 * The directory does not know the client id.
	 */
	APPLICATION_UNKNOWN,

	/**
	 * The application is disabled in the directory.
	 */
	APPLICATION_DISABLED,

	/**
	 * A scope is malformed or unknown.
	 */
	SCOPE_INVALID,

	/**
	 * The directory does not know the resource of the scopes.
	 */
	RESOURCE_UNKNOWN,

	/**
	 * The directory does not know the tenant.
	 */
	TENANT_UNKNOWN,

	/**
	 * The user or the token belongs to another tenant.
	 */
	TENANT_MISMATCH,

	/**
	 * The tenant belongs to another cloud.
	 */
	CLOUD_MISMATCH,

	/**
	 * The directory does not know the user.
	 */
	USER_UNKNOWN,

	/**
	 * The user is disabled or locked in the directory.
	 */
	USER_DISABLED,

	/**
	 * The user is not assigned to the application.
	 */
	USER_NOT_ASSIGNED,

	/**
	 * The directory asks to wait before the next request.
	 */
	THROTTLED,

	/**
	 * The directory noticed too many identical requests.
	 */
	SIGN_IN_LOOP,

	/**
	 * The directory has a temporary failure.
	 */
	SERVICE_UNAVAILABLE,

	/**
	 * An API repeated its claims challenge after it got a token for those claims.
	 */
	CLAIMS_CHALLENGE_REPEATED,

	/**
	 * Several clients cover the origin of a request that names none, and their scopes
	 * differ.
	 */
	CLIENT_AMBIGUOUS,

	/**
	 * A database server asks for a token that no server of Azure SQL asks for.
	 */
	SERVER_UNTRUSTED,

	/**
	 * No configured fallback flow can run here.
	 */
	FALLBACK_UNAVAILABLE,

	/**
	 * A fallback flow failed.
	 */
	FALLBACK_FAILED,

	/**
	 * The user declined.
	 */
	FALLBACK_DECLINED,

	/**
	 * The user did not respond to the prompt in time.
	 */
	FALLBACK_TIMEOUT,

	/**
	 * Any other failure.
	 */
	UNEXPECTED;

	private final Policy policy;

	IwaErrorCode() {
		this(new Policy(false, Set.of(), false));
	}

	IwaErrorCode(Policy policy) {
		this.policy = policy;
	}

	/**
	 * The stable, machine-readable name: the constant's in kebab case.
	 * @return the id
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Whether only a change of the application's configuration ends a failure.
	 */
	boolean isConfiguration() {
		return this.policy.configuration();
	}

	/**
	 * The flows that can end a failure.
	 * @param claims the claims that the directory demands, if it named them
	 * @return the flows in the order of their declaration; unmodifiable
	 */
	Set<IwaFallbackFlow> endedBy(@Nullable String claims) {
		return (this.policy.onlyWithClaims() && claims == null) ? Set.of() : this.policy.endedBy();
	}

	private static Policy configuration() {
		return new Policy(true, Set.of(), false);
	}

	private static Policy endedBy(IwaFallbackFlow... flows) {
		return new Policy(false, Collections.unmodifiableSet(EnumSet.copyOf(List.of(flows))), false);
	}

	/**
	 * What to do about a code.
	 *
	 * @param configuration whether only a change of the configuration ends the failure
	 * @param endedBy the flows that can end the failure
	 * @param onlyWithClaims whether they can do so only if the directory names claims
	 */
	private record Policy(boolean configuration, Set<IwaFallbackFlow> endedBy, boolean onlyWithClaims) {

		Policy ifClaimsAreNamed() {
			return new Policy(this.configuration, this.endedBy, true);
		}

	}

}
