package io.github.iwaspring.kerberos;

import java.util.List;
import java.util.regex.Pattern;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What the message of a failure means. The JDK's types are not exported, so that the
 * error numbers of RFC 4120, section 7.5.9, are read from the messages, which end with
 * them in parentheses; those of MIT's library are texts alone.
 *
 * @param pattern found in the messages of the failure and its causes
 * @param code the kind of failure
 * @param description what happened; {@code %s} is the service
 * @param action what to do; {@code %s} is the service, {@code %h} its host
 */
record KerberosMeaning(Pattern pattern, IwaErrorCode code, String description, String action) {

	private static final List<KerberosMeaning> MEANINGS = List.of(
			meaning("\\(6\\)|Client .*not found in Kerberos database", IwaErrorCode.PRINCIPAL_UNKNOWN,
					"The domain controller does not know the principal.",
					"Check iwa.kerberos.principal and the realm of the ticket."),
			meaning("\\(7\\)|Server .*not found in Kerberos database", IwaErrorCode.SPN_UNKNOWN,
					"The domain controller knows no service %s.",
					"An administrator checks it with: setspn -Q */%h. If the service runs under another name, "
							+ "set iwa.kerberos.service-principal."),
			meaning("Principal in credential cache does not match", IwaErrorCode.USER_MISMATCH,
					"The ticket cache now belongs to another principal than the one that began to sign in.",
					"Call getToken() again; after signOut(), if it is to be as the new user."),
			meaning("Credential cache is empty|Credentials cache I/O operation failed|No credentials cache found"
					+ "|Failed to find any Kerberos tgt", IwaErrorCode.TICKET_MISSING, "The Kerberos ticket is gone.",
					"Sign in to the domain again, or run kinit; the application uses the new ticket at once."),
			meaning("\\(14\\)|no support for encryption type|encryption type .* not supported",
					IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED, "This machine and %s share no encryption type.",
					"An administrator enables AES for the service's account, or removes restrictions from krb5.conf."),
			meaning("\\(18\\)|credentials have been revoked", IwaErrorCode.ACCOUNT_LOCKED,
					"The account is locked, disabled or expired in Active Directory.",
					"An administrator unlocks the account."),
			meaning("\\(12\\)|KDC policy rejects", IwaErrorCode.KERBEROS_FAILED,
					"A policy of the domain controller refuses the request.",
					"An administrator checks the account's log-on hours and workstations in Active Directory."),
			meaning("\\(23\\)|[Pp]assword has expired", IwaErrorCode.PASSWORD_EXPIRED,
					"The password of the principal has expired.",
					"Change the password, and sign in to the domain again; for a keytab, write a new one."),
			meaning("\\(24\\)|Pre-?authentication (?:information was invalid|failed)|Checksum failed|\\(31\\)|"
					+ "Integrity check on decrypted field failed", IwaErrorCode.KERBEROS_FAILED,
					"The key of the principal, or of %s, is not the current one.",
					"Write a new keytab, or run kinit again; an administrator checks that only one account has the "
							+ "service principal name: setspn -Q */%h."),
			meaning("\\(32\\)|Ticket expired", IwaErrorCode.TICKET_EXPIRED, "The Kerberos ticket has expired.",
					"Sign in to the domain again, or run kinit."),
			meaning("\\(37\\)|Clock skew", IwaErrorCode.CLOCK_SKEW,
					"The clocks of this machine and of the domain controller differ too much.",
					"Synchronise this machine's clock."),
			meaning("Cannot (?:locate|find|contact any) KDC|Cannot get kdc|timed out|Connection refused|No route to host|Network is unreachable|UnknownHost",
					IwaErrorCode.KDC_UNREACHABLE, "No domain controller answered.",
					"Check the VPN, the DNS records of the realm, and krb5.conf (iwa.kerberos.krb5-conf)."),
			meaning("Cannot locate default realm|does not specify default realm|Unable to locate Kerberos realm|krb5\\.conf",
					IwaErrorCode.KERBEROS_FAILED, "The Kerberos configuration names no realm that fits.",
					"Check /etc/krb5.conf, or set iwa.kerberos.krb5-conf."));

	static final KerberosMeaning OTHERWISE = meaning("", IwaErrorCode.KERBEROS_FAILED,
			"Kerberos could not make a ticket for %s.",
			"Look at the cause; -Dsun.security.krb5.debug=true (provider java) or the environment variable "
					+ "KRB5_TRACE=/dev/stderr (provider native) shows what happens.");

	static @Nullable KerberosMeaning find(Throwable failure) {
		StringBuilder messages = new StringBuilder();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			messages.append(cause).append('\n');
		}
		return MEANINGS.stream().filter((row) -> row.pattern().matcher(messages).find()).findFirst().orElse(null);
	}

	IwaException toException(String service, Throwable cause) {
		return IwaException.of(this.code, Stage.KERBEROS)
			.description(this.description.replace("%s", service))
			.action(this.action.replace("%s", service).replace("%h", host(service)))
			.cause(cause)
			.build();
	}

	/**
	 * The host in the name of a service, {@code service/host[@REALM]}.
	 */
	private static String host(String service) {
		return service.substring(service.indexOf('/') + 1).replaceFirst("[@/].*", "");
	}

	private static KerberosMeaning meaning(String pattern, IwaErrorCode code, String description, String action) {
		return new KerberosMeaning(Pattern.compile(pattern), code, description, action);
	}

}
