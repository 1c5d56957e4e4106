package io.github.iwaspring.doctor;

import java.time.Instant;

import io.github.iwaspring.kerberos.TicketDetails;
import io.github.iwaspring.signin.SignInTrace;
import org.jspecify.annotations.Nullable;

/**
 * The checks of this machine and of who is signed in to it.
 */
final class UserChecks {

	private UserChecks() {
	}

	static Finding java(Evidence evidence) {
		return Finding
			.pass("Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ") on "
					+ System.getProperty("os.name") + ", with " + evidence.settings().kerberos().provider() + ".");
	}

	static @Nullable Finding ticket(Evidence evidence) {
		SignInTrace trace = evidence.trace();
		if (!trace.hasTicket()) {
			return null;
		}
		TicketDetails ticket = trace.ticket();
		if (ticket == null) {
			return Finding.pass("The credentials are those of " + trace.principal()
					+ "; Kerberos keeps the ticket's expiry and encryption type to itself.");
		}
		Instant end = ticket.expiresAt();
		String type = ticket.encryptionType();
		return Finding.pass("The ticket of " + trace.principal() + ((end != null) ? " ends at " + end : " has no end")
				+ ((type != null) ? " (" + type + ")." : "."));
	}

	static @Nullable Finding user(Evidence evidence) {
		String name = evidence.trace().lookupName();
		if (name == null) {
			return null;
		}
		return Finding.pass("Entra ID is asked for " + name + ((evidence.settings().username() != null)
				? ", as iwa.username says." : ", a name that was found out by itself."));
	}

}
