package io.github.iwaspring;

import java.util.Locale;

/**
 * What kind of failure an {@link IwaException} is. More may be added; none is renamed.
 */
public enum IwaErrorCode {

	/**
	 * A required property is missing or empty.
	 */
	CONFIGURATION_MISSING(Kind.CONFIGURATION),

	/**
	 * The authority cannot be used for integrated authentication.
	 */
	AUTHORITY_REFUSED(Kind.CONFIGURATION),

	/**
	 * A property has a value that cannot be used.
	 */
	CONFIGURATION_REFUSED(Kind.CONFIGURATION),

	/**
	 * The chosen Kerberos provider cannot be used in this JVM.
	 */
	PROVIDER_UNAVAILABLE(Kind.CONFIGURATION),

	/**
	 * Nothing says who is signed in.
	 */
	USERNAME_UNKNOWN,

	/**
	 * The token or the ticket belongs to another user than the one asked for.
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
	 * An answer is not what its protocol prescribes.
	 */
	RESPONSE_INVALID,

	/**
	 * An answer is larger than {@code iwa.http.max-response-size}.
	 */
	RESPONSE_TOO_LARGE,

	/**
	 * A hop, or the acquisition as a whole, took longer than allowed.
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
	 * No domain controller answers.
	 */
	KDC_UNREACHABLE,

	/**
	 * The domain controller knows no service principal name for the host.
	 */
	SPN_UNKNOWN,

	/**
	 * The two sides share no Kerberos encryption type.
	 */
	ENCRYPTION_TYPE_UNSUPPORTED,

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
	 * The user signs in with the cloud, not with a federation service.
	 */
	MANAGED_USER(Kind.INTERACTION),

	/**
	 * The cloud does not know the domain of the user name.
	 */
	DOMAIN_UNKNOWN,

	/**
	 * The domain is federated by a protocol without integrated authentication.
	 */
	FEDERATION_UNSUPPORTED,

	/**
	 * The federation service offers no {@code windowstransport} endpoint.
	 */
	FEDERATION_ENDPOINT_MISSING,

	/**
	 * The ticket would go to a host that is not trusted with it.
	 */
	FEDERATION_HOST_UNTRUSTED,

	/**
	 * The federation service does not answer as it should.
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
	 * The federation service answered with a fault.
	 */
	FEDERATION_FAULT,

	/**
	 * The cloud does not accept the federation service's assertion.
	 */
	FEDERATION_TRUST_BROKEN,

	/**
	 * The directory demands a second factor.
	 */
	MFA_REQUIRED(Kind.INTERACTION),

	/**
	 * The application's permissions have not been consented to.
	 */
	CONSENT_REQUIRED(Kind.INTERACTION),

	/**
	 * The user's password has expired.
	 */
	PASSWORD_EXPIRED(Kind.INTERACTION),

	/**
	 * The directory demands a sign-in by the user.
	 */
	INTERACTION_REQUIRED(Kind.INTERACTION),

	/**
	 * The directory demands a registered or compliant device.
	 */
	DEVICE_REQUIRED(Kind.INTERACTION),

	/**
	 * A policy of the directory blocks the sign-in.
	 */
	BLOCKED_BY_POLICY,

	/**
	 * The application's registration is not that of a public client.
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
	 * The directory asks to wait.
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
	 * An API challenged again after a token for its claims.
	 */
	CLAIMS_CHALLENGE_REPEATED,

	/**
	 * No fallback that was switched on can run here.
	 */
	FALLBACK_UNAVAILABLE,

	/**
	 * A fallback failed.
	 */
	FALLBACK_FAILED,

	/**
	 * The user declined.
	 */
	FALLBACK_DECLINED,

	/**
	 * The user did not answer in time.
	 */
	FALLBACK_TIMEOUT,

	/**
	 * A failure that this library does not know.
	 */
	UNEXPECTED;

	private final Kind kind;

	IwaErrorCode() {
		this(Kind.OTHER);
	}

	IwaErrorCode(Kind kind) {
		this.kind = kind;
	}

	/**
	 * The stable, machine-readable name: the constant's in kebab case.
	 * @return the id
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	Kind kind() {
		return this.kind;
	}

	/**
	 * Who can end a failure, as far as the exception's type tells it.
	 */
	enum Kind {

		/**
		 * The developer, by a property.
		 */
		CONFIGURATION,

		/**
		 * The user, at a prompt.
		 */
		INTERACTION,

		/**
		 * Somebody else, or time.
		 */
		OTHER

	}

}
