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

package io.github.iwaspring.kerberos;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.LoginException;

import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;

/**
 * The last login by the JDK's Kerberos, with its tickets. It is reused as long as the
 * credentials are unchanged.
 * <p>
 * Safe for use by several threads. Threads that find no usable ticket cache login each
 * log in, which costs no request. Logins with a keytab run one at a time and obey the
 * {@link WrongKeyBrake}.
 */
final class KeptLogin {

	private final KerberosSettings settings;

	private final JaasLogin jaas;

	private final InstantSource clock;

	private final WrongKeyBrake brake;

	private final AtomicReference<@Nullable Login> kept = new AtomicReference<>();

	KeptLogin(KerberosSettings settings, InstantSource clock) {
		this.settings = settings;
		this.jaas = new JaasLogin(settings);
		this.clock = clock;
		this.brake = new WrongKeyBrake(clock);
	}

	/**
	 * Returns the kept login if it is still good, else logs in.
	 * @throws IwaException at stage KERBEROS if there are no usable credentials
	 */
	Login get() {
		boolean switched = this.jaas.useConfiguration();
		Fingerprint present = Fingerprint.of(this.settings);
		Login login = this.kept.get();
		if (login != null && !switched && login.isGood(present)) {
			return login;
		}
		this.kept.compareAndSet(login, null);
		if (this.settings.keytab() == null) {
			return logIn(present);
		}
		return this.brake.logIn(new Key(present, this.settings.principal()), () -> {
			Login ofOtherThread = this.kept.get();
			return (ofOtherThread != null && ofOtherThread.isGood(present)) ? ofOtherThread : logIn(present);
		});
	}

	private Login logIn(Fingerprint present) {
		try {
			Login login = new Login(present, this.jaas.logIn(present), this.clock);
			if (present.covers(login.subject())) {
				this.kept.set(login);
			}
			return login;
		}
		catch (LoginException ex) {
			IwaException failure = LoginErrors.of(ex, this.settings);
			throw (this.settings.keytab() != null && KerberosErrors.isWrongKey(ex))
					? this.brake.rejected(new Key(present, this.settings.principal()), failure) : failure;
		}
	}

	/**
	 * Discards the kept login.
	 */
	void discard() {
		this.kept.set(null);
	}

	/**
	 * A login and its tickets. JGSS adds the tickets for services to the Subject, and
	 * finds them there the next time.
	 * <p>
	 * A login whose tickets fail is discarded at most once a minute: with a keytab, a new
	 * one asks the domain controller, and it has just been asked for a younger one.
	 */
	static final class Login {

		/**
		 * A login younger than this is not the reason of a failure.
		 */
		private static final Duration YOUNG = Duration.ofMinutes(1);

		/**
		 * The maximum difference of clocks that Kerberos tolerates.
		 */
		private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

		/**
		 * A ticket is not reused in the last tenth of its lifetime.
		 */
		private static final int LAST_PART = 10;

		private final Fingerprint fingerprint;

		private final Subject subject;

		private final InstantSource clock;

		private final Instant since;

		private volatile boolean discarded;

		private Login(Fingerprint fingerprint, Subject subject, InstantSource clock) {
			this.fingerprint = fingerprint;
			this.subject = subject;
			this.clock = clock;
			this.since = clock.instant();
		}

		Subject subject() {
			return this.subject;
		}

		/**
		 * Returns whether its tickets must not be used again.
		 */
		boolean isDiscarded() {
			return this.discarded;
		}

		/**
		 * Returns the tickets for services, which were made for earlier sign-ins.
		 */
		Set<KerberosTicket> serviceTickets() {
			return this.subject.getPrivateCredentials(KerberosTicket.class)
				.stream()
				.filter(Login::isForService)
				.collect(Collectors.toUnmodifiableSet());
		}

		/**
		 * JGSS destroys tickets that have expired, which then have no server.
		 */
		private static boolean isForService(KerberosTicket ticket) {
			KerberosPrincipal server = ticket.getServer();
			return server != null && !server.getName().startsWith("krbtgt/");
		}

		/**
		 * Records that no ticket for a service could be had.
		 */
		void failed() {
			Instant now = this.clock.instant();
			if (now.isBefore(this.since) || !now.isBefore(this.since.plus(YOUNG))) {
				this.discarded = true;
			}
		}

		/**
		 * Records that a service rejected a ticket, or refused the request that came with
		 * it. Such tickets are replaced. If a new one was rejected, then the groups of
		 * the ticket-granting ticket may be the reason, which every new ticket inherits.
		 * @param tickets the tickets for services at that time
		 * @param reused whether the ticket was one of an earlier sign-in
		 */
		void rejected(Collection<KerberosTicket> tickets, boolean reused) {
			this.subject.getPrivateCredentials().removeAll(tickets);
			if (!reused) {
				failed();
			}
		}

		String principal() {
			return this.subject.getPrincipals(KerberosPrincipal.class).iterator().next().getName();
		}

		/**
		 * Returns whether the credentials have not changed since the login, and none of
		 * its tickets expires soon.
		 */
		private boolean isGood(Fingerprint present) {
			Instant now = this.clock.instant();
			return !this.discarded && this.fingerprint.equals(present)
					&& this.subject.getPrivateCredentials(KerberosTicket.class)
						.stream()
						.allMatch((ticket) -> now.isBefore(usableUntil(ticket)));
		}

		private static Instant usableUntil(KerberosTicket ticket) {
			Date start = ticket.getStartTime();
			Date end = ticket.getEndTime();
			if (start == null || end == null) {
				return Instant.MIN;
			}
			Duration part = Duration.between(start.toInstant(), end.toInstant()).dividedBy(LAST_PART);
			return end.toInstant().minus((part.compareTo(CLOCK_SKEW) < 0) ? part : CLOCK_SKEW);
		}

	}

	/**
	 * What a login with a keytab depends on.
	 *
	 * @param fingerprint the fingerprint of the files
	 * @param principal the principal
	 */
	private record Key(Fingerprint fingerprint, @Nullable String principal) {

		/**
		 * Hides the principal.
		 */
		@Override
		public String toString() {
			return "Key[" + this.fingerprint + "]";
		}

	}

}
