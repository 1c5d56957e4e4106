package io.github.iwaspring.kerberos.sspi;

import io.github.iwaspring.IwaErrorCode;

/**
 * What a failure of Windows' Kerberos means to a person: the description, without its
 * full stop, and what to do. {@code %s} is the service, {@code %h} its host: a service
 * that is asked for as {@code HTTP/} may well be registered as {@code host/}.
 */
enum SspiMeaning {

	NO_CREDENTIALS(IwaErrorCode.TICKET_MISSING, "Windows has no Kerberos credentials for this process",
			"Run it as a user who signed in to the domain, not as a local account, and not in a session without "
					+ "a password (a second hop, or a task that is set not to store it); klist shows the tickets."),

	NO_LOGON_SESSION(IwaErrorCode.TICKET_MISSING, "The logon session of this process has ended or has no credentials",
			"Sign out of Windows and in again, or start the process anew; let a scheduled task or a service run "
					+ "with a stored password or as a group managed service account."),

	LOGON_DENIED(IwaErrorCode.KERBEROS_FAILED, "The domain controller did not accept the signed-in user's credentials",
			"If the password was changed elsewhere, lock the screen and unlock it with the new password while the "
					+ "domain controller can be reached."),

	PASSWORD_EXPIRED(IwaErrorCode.PASSWORD_EXPIRED, "The password of the signed-in user has expired",
			"Change it (Ctrl+Alt+Del) while a domain controller can be reached, then lock and unlock the screen."),

	ACCOUNT_LOCKED(IwaErrorCode.ACCOUNT_LOCKED, "The account is locked, disabled or expired in Active Directory",
			"An administrator unlocks or enables it."),

	PRINCIPAL_UNKNOWN(IwaErrorCode.PRINCIPAL_UNKNOWN, "The domain controller does not know the signed-in account",
			"Check that the account still exists, and that the computer is joined to its domain or to one that "
					+ "trusts it."),

	SERVICE_UNKNOWN(IwaErrorCode.SPN_UNKNOWN, "The domain controller knows no service %s",
			"An administrator checks it with: setspn -Q */%h. If the service runs under another name, set "
					+ "iwa.kerberos.service-principal."),

	SERVICE_ON_WRONG_ACCOUNT(IwaErrorCode.SPN_UNKNOWN, "The service %s did not prove to be what was asked for",
			"Its name is registered on another account than the one that runs it, or on two: an administrator "
					+ "checks with setspn -Q */%h and setspn -X."),

	TICKET_EXPIRED(IwaErrorCode.TICKET_EXPIRED, "The Kerberos ticket has expired",
			"Lock and unlock the screen while a domain controller can be reached, which renews it."),

	CLOCKS_DIFFER(IwaErrorCode.CLOCK_SKEW, "The clocks of this machine and of the domain controller differ too much",
			"Synchronise this machine's clock: w32tm /resync."),

	NO_DOMAIN_CONTROLLER(IwaErrorCode.KDC_UNREACHABLE, "No domain controller could be reached",
			"Connect to the corporate network or the VPN; nltest /dsgetdc:<domain> shows whether one is found."),

	NO_COMMON_ENCRYPTION(IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED,
			"This machine, the domain and %s share no encryption type",
			"An administrator enables AES for the service's account, resets its password once, and compares the "
					+ "policy 'Configure encryption types allowed for Kerberos'."),

	BAD_BINDING(IwaErrorCode.KERBEROS_FAILED, "The ticket is bound to another certificate than %s presents",
			"Exempt the host from TLS inspection, or let the load balancer pass TLS through; as the last resort "
					+ "set iwa.kerberos.channel-binding=never."),

	REFUSED_BY_DOMAIN(IwaErrorCode.KERBEROS_FAILED, "The domain controller refused the request for %s",
			"Discard the tickets with klist purge and try again; else the System event log of this machine "
					+ "(source Kerberos) and the domain controller's Security log name the reason."),

	SMART_CARD_NEEDED(IwaErrorCode.KERBEROS_FAILED, "The domain demands a smart card or certificate that fits",
			"Sign in to Windows with the smart card, or check its certificate with: certutil -scinfo."),

	NTLM_ONLY(IwaErrorCode.KERBEROS_FAILED, "A policy of this machine lets Negotiate use NTLM alone",
			"An administrator allows Kerberos; NTLM is never used here."),

	ANSWER_NOT_GENUINE(IwaErrorCode.KERBEROS_FAILED, "The answer of %s could not be verified",
			"Something between may have changed it, or the service's account changed its password: discard the "
					+ "tickets with klist purge and try again."),

	NOT_MUTUAL(IwaErrorCode.KERBEROS_FAILED, "The service %s did not prove its identity",
			"Check that the host is the federation service, and that no proxy answers in its place."),

	OUT_OF_RESOURCES(IwaErrorCode.KERBEROS_FAILED, "Windows' security package ran out of resources",
			"Close other programs or restart Windows; for users in very many groups raise MaxTokenSize."),

	PACKAGE_MISSING(IwaErrorCode.PROVIDER_UNAVAILABLE, "Windows offers no Negotiate package to this process",
			"Let an administrator check the security packages of the LSA, or set iwa.kerberos.provider=java with a "
					+ "keytab."),

	LSA_FAILED(IwaErrorCode.KERBEROS_FAILED, "The security authority of Windows (LSA) failed",
			"The System event log (sources Kerberos and LsaSrv) names the reason; signing out and in often ends it."),

	NAME_NOT_TOLD(IwaErrorCode.KERBEROS_FAILED, "Windows did not tell who is signed in",
			"Run the application as a user who signed in to Windows: an anonymous or ended logon session has no "
					+ "name. whoami and klist show what the session has."),

	UNKNOWN(IwaErrorCode.KERBEROS_FAILED, "Windows could not make a ticket for %s",
			"klist get %s tries the same; the System event log (source Kerberos) may name the reason.");

	private final IwaErrorCode code;

	private final String description;

	private final String action;

	SspiMeaning(IwaErrorCode code, String description, String action) {
		this.code = code;
		this.description = description;
		this.action = action;
	}

	IwaErrorCode code() {
		return this.code;
	}

	String description(String service) {
		return this.description.replace("%s", service);
	}

	String action(String service) {
		return this.action.replace("%s", service).replace("%h", host(service));
	}

	/**
	 * The host of {@code service/host[@REALM]}.
	 */
	static String host(String service) {
		return service.replaceFirst("^.*?/", "").replaceFirst("@.*$", "");
	}

}
