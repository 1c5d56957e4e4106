package io.github.iwaspring.kerberos;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;

/**
 * A log-in with the tickets that were had by it: JGSS puts the tickets for services into
 * the Subject, and finds them there the next time.
 */
final class LoggedIn {

	/**
	 * Clocks may differ by this much.
	 */
	private static final Duration SKEW = Duration.ofMinutes(5);

	/**
	 * The part of its lifetime at whose end a short-lived ticket is not relied on.
	 */
	private static final int LAST_PART = 10;

	private final Fingerprint seen;

	private final Subject subject;

	/**
	 * Creates a log-in.
	 * @param seen what was seen of the credentials before it
	 * @param subject who is logged in
	 */
	LoggedIn(Fingerprint seen, Subject subject) {
		this.seen = seen;
		this.subject = subject;
	}

	Subject subject() {
		return this.subject;
	}

	String principal() {
		return this.subject.getPrincipals(KerberosPrincipal.class).iterator().next().getName();
	}

	/**
	 * Whether what was seen is what this log-in rests on.
	 */
	boolean canBeKept() {
		return this.seen.covers(this.subject);
	}

	/**
	 * Whether this log-in is as good as a new one: nothing of the credentials has
	 * changed, and none of its tickets is near its end.
	 */
	boolean serves(Fingerprint present, Instant now) {
		return this.seen.equals(present) && this.subject.getPrivateCredentials(KerberosTicket.class)
			.stream()
			.allMatch((ticket) -> now.isBefore(reliableUntil(ticket)));
	}

	private static Instant reliableUntil(KerberosTicket ticket) {
		Date start = ticket.getStartTime();
		Date end = ticket.getEndTime();
		if (start == null || end == null) {
			return Instant.MIN;
		}
		Duration part = Duration.between(start.toInstant(), end.toInstant()).dividedBy(LAST_PART);
		return end.toInstant().minus((part.compareTo(SKEW) < 0) ? part : SKEW);
	}

}
