package io.github.iwaspring.kerberos;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import javax.security.auth.login.LoginException;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.kerberos.TicketCacheFile.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * Translates failures of the JDK's Kerberos. Their types are not exported, so that the
 * error numbers of RFC 4120, section 7.5.9, are read from the messages, which end with
 * them in parentheses.
 */
final class KerberosFailures {

	private static final String NEW_TICKET = "Sign in to the domain again, or run kinit";

	private static final List<Meaning> MEANINGS = List.of(
			meaning("\\(6\\)|Client not found in Kerberos database", IwaErrorCode.PRINCIPAL_UNKNOWN,
					"The domain controller does not know the principal.",
					"Check iwa.kerberos.principal and the realm of the ticket."),
			meaning("\\(7\\)|Server not found in Kerberos database", IwaErrorCode.SPN_UNKNOWN,
					"The domain controller knows no service %s.",
					"An administrator checks it with: setspn -Q %s. If the service runs under another name, "
							+ "set iwa.kerberos.service-principal."),
			meaning("\\(14\\)|no support for encryption type|encryption type .* not supported",
					IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED, "This machine and %s share no encryption type.",
					"An administrator enables AES for the service's account, or removes restrictions from krb5.conf."),
			meaning("\\(18\\)|credentials have been revoked", IwaErrorCode.ACCOUNT_LOCKED,
					"The account is locked, disabled or expired in Active Directory.",
					"An administrator unlocks the account."),
			meaning("\\(32\\)|Ticket expired", IwaErrorCode.TICKET_EXPIRED, "The Kerberos ticket has expired.",
					NEW_TICKET + "."),
			meaning("\\(37\\)|Clock skew", IwaErrorCode.CLOCK_SKEW,
					"The clocks of this machine and of the domain controller differ too much.",
					"Synchronise this machine's clock."),
			meaning("Cannot locate KDC|Cannot get kdc|timed out|Connection refused|No route to host|Network is unreachable|UnknownHost",
					IwaErrorCode.KDC_UNREACHABLE, "No domain controller answered.",
					"Check the VPN, the DNS records of the realm, and krb5.conf (iwa.kerberos.krb5-conf)."),
			meaning("Cannot locate default realm|Unable to locate Kerberos realm|krb5\\.conf",
					IwaErrorCode.KERBEROS_FAILED, "The Kerberos configuration names no realm that fits.",
					"Check /etc/krb5.conf, or set iwa.kerberos.krb5-conf."));

	private static final Meaning OTHERWISE = meaning("", IwaErrorCode.KERBEROS_FAILED,
			"Kerberos could not make a ticket for %s.",
			"Run with -Dsun.security.krb5.debug=true to see what happens, and look at the cause.");

	private KerberosFailures() {
	}

	/**
	 * Why there are no credentials.
	 */
	static IwaException ofLogin(LoginException failure, KerberosSettings settings) {
		Meaning meaning = find(failure);
		if (meaning != null) {
			return meaning.toException("krbtgt", failure);
		}
		Path keytab = settings.keytab();
		if (keytab != null) {
			return IwaException.of(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS)
				.fact("No ticket can be had with the keytab " + keytab + ".")
				.mitigation(
						"Check that the file is readable, and that it holds a current key of iwa.kerberos.principal "
								+ "(klist -kt shows its principals).")
				.cause(failure)
				.build();
		}
		return ofTicketCache(failure, settings, TicketCaches.locate(settings.ticketCache()));
	}

	/**
	 * Why there is no ticket for the service, or why the service's answer is not genuine.
	 */
	static IwaException ofTicket(Exception failure, ServiceName service) {
		Meaning meaning = find(failure);
		return ((meaning != null) ? meaning : OTHERWISE).toException(service.toString(), failure);
	}

	private static IwaException ofTicketCache(LoginException failure, KerberosSettings settings, String location) {
		TicketCacheFile cache = TicketCaches.read(location);
		if (cache != null && settings.principal() != null && !isSame(settings.principal(), cache.principal())) {
			return IwaException.of(IwaErrorCode.USER_MISMATCH, Stage.KERBEROS)
				.fact("The ticket cache " + location + " belongs to another principal than iwa.kerberos.principal.")
				.mitigation("Remove iwa.kerberos.principal, or run kinit for that principal.")
				.cause(failure)
				.build();
		}
		Ticket ticket = (cache != null) ? cache.ticket() : null;
		if (ticket != null && ticket.expiresAt().isBefore(Instant.now())) {
			return IwaException.of(IwaErrorCode.TICKET_EXPIRED, Stage.KERBEROS)
				.fact("The Kerberos ticket in " + location + " expired at " + ticket.expiresAt() + ".")
				.mitigation(NEW_TICKET + "; the application uses the new ticket at once.")
				.cause(failure)
				.build();
		}
		if (ticket != null) {
			return IwaException.of(IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED, Stage.KERBEROS)
				.fact("The Kerberos ticket in " + location + " is valid, but Java cannot use its encryption type "
						+ ticket.keyType() + " (23 is RC4).")
				.mitigation("An administrator enables AES for the user's account in Active Directory; then run kinit "
						+ "again.")
				.cause(failure)
				.build();
		}
		return IwaException.of(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS)
			.fact(TicketCaches.isFile(location) ? "There is no Kerberos ticket in " + location + "."
					: "The ticket cache " + location + " is of a type that Java cannot read.")
			.mitigation(NEW_TICKET + "; the application uses the new ticket at once. klist shows where tickets are: "
					+ "if they are in another file, set iwa.kerberos.ticket-cache.")
			.cause(failure)
			.build();
	}

	private static boolean isSame(String configured, String principal) {
		return principal.equals(configured) || (configured.indexOf('@') < 0 && principal.startsWith(configured + "@"));
	}

	private static @Nullable Meaning find(Throwable failure) {
		StringBuilder messages = new StringBuilder();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			messages.append(cause).append('\n');
		}
		return MEANINGS.stream().filter((row) -> row.pattern().matcher(messages).find()).findFirst().orElse(null);
	}

	private static Meaning meaning(String pattern, IwaErrorCode code, String fact, String mitigation) {
		return new Meaning(Pattern.compile(pattern), code, fact, mitigation);
	}

	private record Meaning(Pattern pattern, IwaErrorCode code, String fact, String mitigation) {

		IwaException toException(String service, Throwable cause) {
			return IwaException.of(this.code, Stage.KERBEROS)
				.fact(this.fact.replace("%s", service))
				.mitigation(this.mitigation.replace("%s", service))
				.cause(cause)
				.build();
		}

	}

}
