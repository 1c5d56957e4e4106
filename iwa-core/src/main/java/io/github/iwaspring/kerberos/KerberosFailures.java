package io.github.iwaspring.kerberos;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import javax.security.auth.login.LoginException;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.kerberos.TicketCacheFile.Ticket;
import io.github.iwaspring.support.Redaction;
import org.ietf.jgss.GSSException;

/**
 * Translates failures of Kerberos.
 */
final class KerberosFailures {

	private static final String NEW_TICKET = "Sign in to the domain again, or run kinit";

	private KerberosFailures() {
	}

	/**
	 * Why there are no credentials.
	 */
	static IwaException ofLogin(LoginException failure, KerberosSettings settings) {
		LoginException cause = withoutUserNames(failure);
		KerberosMeaning meaning = KerberosMeaning.find(failure);
		Path keytab = settings.keytab();
		if (meaning != null) {
			return (keytab != null) ? ofKeytab(meaning, keytab, cause) : meaning.toException("krbtgt", cause);
		}
		if (keytab != null) {
			return IwaException.of(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS)
				.description("No ticket can be had with the keytab " + Redaction.path(keytab.toString()) + ".")
				.action("Check that the file is readable, and that it holds a current key of iwa.kerberos.principal "
						+ "(klist -kt shows its principals).")
				.cause(cause)
				.build();
		}
		return ofTicketCache(cause, settings, TicketCaches.locate(settings.ticketCache()));
	}

	/**
	 * A refusal of the domain controller to the principal of a keytab. Where it could be
	 * the keys, the advice is about them and not about a service.
	 */
	private static IwaException ofKeytab(KerberosMeaning meaning, Path keytab, LoginException cause) {
		IwaException general = meaning.toException("krbtgt", cause);
		if (meaning.code() != IwaErrorCode.KERBEROS_FAILED
				&& meaning.code() != IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED) {
			return general;
		}
		return IwaException.of(meaning.code(), Stage.KERBEROS)
			.description("The domain controller does not accept the keys of the keytab "
					+ Redaction.path(keytab.toString()) + ". " + general.description())
			.action("Write a new keytab for iwa.kerberos.principal with AES keys (klist -kte shows what it holds): "
					+ "one from before the last change of the password has old keys.")
			.cause(cause)
			.build();
	}

	/**
	 * Why there is no ticket for the service, or why the service's answer is not genuine.
	 */
	static IwaException ofTicket(Exception failure, ServiceName service) {
		KerberosMeaning meaning = KerberosMeaning.find(failure);
		return ((meaning != null) ? meaning : KerberosMeaning.OTHERWISE).toException(service.toString(),
				withoutUserNames(failure));
	}

	private static IwaException ofTicketCache(LoginException failure, KerberosSettings settings, String place) {
		TicketCacheFile cache = TicketCaches.read(place);
		String location = Redaction.path(place);
		if (cache != null && settings.principal() != null && !isSame(settings.principal(), cache.principal())) {
			return IwaException.of(IwaErrorCode.USER_MISMATCH, Stage.KERBEROS)
				.description(
						"The ticket cache " + location + " belongs to another principal than iwa.kerberos.principal.")
				.action("Remove iwa.kerberos.principal, or run kinit for that principal.")
				.cause(failure)
				.build();
		}
		Ticket ticket = (cache != null) ? cache.ticket() : null;
		if (ticket != null && ticket.expiresAt().isBefore(Instant.now())) {
			return IwaException.of(IwaErrorCode.TICKET_EXPIRED, Stage.KERBEROS)
				.description("The Kerberos ticket in " + location + " expired at " + ticket.expiresAt() + ".")
				.action(NEW_TICKET + "; the application uses the new ticket at once.")
				.cause(failure)
				.build();
		}
		if (ticket != null) {
			return IwaException.of(IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED, Stage.KERBEROS)
				.description("The Kerberos ticket in " + location
						+ " is valid, but Java cannot use its encryption type " + ticket.keyType() + " (23 is RC4).")
				.action("An administrator enables AES for the user's account in Active Directory; then run kinit "
						+ "again.")
				.cause(failure)
				.build();
		}
		if (!TicketCaches.isFile(place)) {
			return IwaException.of(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS)
				.description("The ticket cache " + location + " is of a type that Java cannot read.")
				.action("Set iwa.kerberos.provider to 'native', or put a ticket into a file with kinit -c.")
				.cause(failure)
				.build();
		}
		return IwaException.of(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS)
			.description("There is no Kerberos ticket in " + location + ".")
			.action(NEW_TICKET + "; the application uses the new ticket at once. klist shows where tickets are: "
					+ "if they are in another file, set iwa.kerberos.ticket-cache; if they are in a KCM or KEYRING "
					+ "cache, set iwa.kerberos.provider to 'native'.")
			.cause(failure)
			.build();
	}

	private static boolean isSame(String configured, String principal) {
		return principal.equals(configured) || (configured.indexOf('@') < 0 && principal.startsWith(configured + "@"));
	}

	/**
	 * A failure of a log-in as it may be logged.
	 */
	private static LoginException withoutUserNames(LoginException failure) {
		LoginException safe = new LoginException(Redaction.userNames(String.valueOf(failure.getMessage()), List.of()));
		safe.setStackTrace(failure.getStackTrace());
		return safe;
	}

	/**
	 * A failure of GSSAPI as it may be logged.
	 */
	static Exception withoutUserNames(Exception failure) {
		if (!(failure instanceof GSSException gss) || gss.getMinorString() == null) {
			return failure;
		}
		String message = Redaction.userNames(gss.getMinorString(), List.of());
		if (message.equals(gss.getMinorString())) {
			return failure;
		}
		GSSException safe = new GSSException(gss.getMajor(), gss.getMinor(), message);
		safe.setStackTrace(gss.getStackTrace());
		return safe;
	}

}
