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

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.support.OperatingSystem;
import io.github.iwaspring.support.Redaction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The last login by the JDK's Kerberos (JAAS), with its tickets. It is reused as long as
 * the credentials are unchanged.
 * <p>
 * Safe for use by several threads. Threads that find no usable ticket cache login each
 * log in, which costs no request. Logins with a keytab run one at a time and obey the
 * {@link WrongKeyBrake}.
 */
final class KeptLogin {

	private static final Log logger = LogFactory.getLog(KeptLogin.class);

	private final KerberosSettings settings;

	private final Configuration jaas;

	private final InstantSource clock;

	private final WrongKeyBrake brake;

	private final AtomicReference<@Nullable Login> kept = new AtomicReference<>();

	KeptLogin(KerberosSettings settings, InstantSource clock) {
		this.settings = settings;
		this.jaas = new InCodeConfiguration(options(settings));
		this.clock = clock;
		this.brake = new WrongKeyBrake(clock);
	}

	/**
	 * Returns the kept login if it is still good, else logs in.
	 * @throws IwaException at stage KERBEROS if there are no usable credentials
	 */
	Login get() {
		boolean switched = useConfiguration(this.settings.krb5Conf());
		Fingerprint present = Fingerprint.of(this.settings);
		Login login = this.kept.get();
		if (login != null && !switched && isGood(login, present)) {
			return login;
		}
		this.kept.compareAndSet(login, null);
		if (this.settings.keytab() == null) {
			return logIn(present);
		}
		Key key = new Key(present, this.settings.principal());
		return this.brake.logIn(key, () -> {
			Login ofOtherThread = this.kept.get();
			return (ofOtherThread != null && isGood(ofOtherThread, present)) ? ofOtherThread : logIn(present);
		});
	}

	private boolean isGood(Login login, Fingerprint present) {
		return login.isGood(present, this.clock.instant());
	}

	private Login logIn(Fingerprint present) {
		Login login = new Login(present, logInByJaas(present));
		if (present.covers(login.subject())) {
			this.kept.set(login);
		}
		return login;
	}

	/**
	 * Discards a login whose tickets may be the reason of a failure. A login that has
	 * replaced it is kept.
	 */
	void discard(@Nullable Login login) {
		if (login != null) {
			login.discarded = true;
			this.kept.compareAndSet(login, null);
		}
	}

	/**
	 * Discards the kept login.
	 */
	void discard() {
		this.kept.set(null);
	}

	private Subject logInByJaas(Fingerprint present) {
		useConfiguration(this.settings.krb5Conf());
		Subject subject = new Subject();
		CredentialFile.requireUsable(this.settings);
		try {
			new LoginContext("iwa", subject, null, this.jaas).login();
		}
		catch (LoginException ex) {
			IwaException failure = LoginErrors.of(ex, this.settings);
			throw (this.settings.keytab() != null && KerberosErrors.isWrongKey(ex))
					? this.brake.rejected(new Key(present, this.settings.principal()), failure) : failure;
		}
		CredentialFile.requireUsable(this.settings);
		requireJudged(present, subject);
		requireReadable(present.ticketCache());
		return subject;
	}

	/**
	 * Checks that the JDK has read the ticket that was judged, at a place where other
	 * users of this machine can swap files meanwhile.
	 */
	private void requireJudged(Fingerprint present, Subject subject) {
		CredentialFile cache = readsFiles()
				? CredentialFile.ofTicketCache(TicketCache.locate(this.settings.ticketCache())) : null;
		if (cache != null && cache.anybodys() && !present.covers(subject)
				&& !Fingerprint.of(this.settings).covers(subject)) {
			throw cache.replaced();
		}
	}

	/**
	 * Whether the JDK looks for tickets in files only, and not in the system's own cache.
	 */
	private static boolean readsFiles() {
		return !OperatingSystem.isWindows() && !OperatingSystem.isMac(System.getProperty("os.name"));
	}

	/**
	 * Checks that Java has read the name in the ticket cache as it is.
	 */
	private void requireReadable(@Nullable TicketCache cache) {
		if (cache != null && LoginErrors.isMisread(cache.principal())) {
			throw LoginErrors
				.otherCharset("ticket cache " + Redaction.path(TicketCache.locate(this.settings.ticketCache())))
				.build();
		}
	}

	/**
	 * Sets the Kerberos configuration of the whole JVM; the JDK has no other way. It is
	 * read at the next login.
	 * @return whether the JVM used another one before
	 */
	private static synchronized boolean useConfiguration(@Nullable Path krb5Conf) {
		if (krb5Conf == null) {
			return false;
		}
		String wanted = krb5Conf.toAbsolutePath().toString();
		String present = System.getProperty(Krb5Configuration.PROPERTY);
		if (wanted.equals(present)) {
			return false;
		}
		logger.info("Kerberos in this JVM now uses the configuration " + Redaction.path(wanted)
				+ ((present != null) ? " instead of " + Redaction.path(present) : "") + ".");
		System.setProperty(Krb5Configuration.PROPERTY, wanted);
		return true;
	}

	private static Map<String, String> options(KerberosSettings settings) {
		Map<String, String> options = new HashMap<>();
		options.put("doNotPrompt", "true");
		options.put("refreshKrb5Config", "true");
		options.put("isInitiator", "true");
		if (settings.principal() != null) {
			options.put("principal", settings.principal());
		}
		if (settings.keytab() != null) {
			options.put("useKeyTab", "true");
			options.put("keyTab", settings.keytab().toAbsolutePath().toString());
		}
		else {
			options.put("useTicketCache", "true");
			String location = TicketCache.locate(settings.ticketCache());
			if (settings.ticketCache() != null) {
				options.put("ticketCache", settings.ticketCache().toAbsolutePath().toString());
			}
			else if (readsFiles() && TicketCache.isFile(location)) {
				// up to JDK 17, the JDK takes a user without an entry for root
				options.put("ticketCache", location);
			}
		}
		return options;
	}

	/**
	 * A login and its tickets. JGSS adds the tickets for services to the Subject, and
	 * finds them there the next time.
	 */
	static final class Login {

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

		private volatile boolean discarded;

		private Login(Fingerprint fingerprint, Subject subject) {
			this.fingerprint = fingerprint;
			this.subject = subject;
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
		 * Returns whether there is a ticket for a service already, which was made for an
		 * earlier sign-in.
		 */
		boolean hasServiceTicket() {
			return this.subject.getPrivateCredentials(KerberosTicket.class)
				.stream()
				.anyMatch((ticket) -> !ticket.getServer().getName().startsWith("krbtgt/"));
		}

		String principal() {
			return this.subject.getPrincipals(KerberosPrincipal.class).iterator().next().getName();
		}

		/**
		 * Returns whether the credentials have not changed since the login, and none of
		 * its tickets expires soon.
		 */
		private boolean isGood(Fingerprint present, Instant now) {
			return this.fingerprint.equals(present) && this.subject.getPrivateCredentials(KerberosTicket.class)
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

	/**
	 * A JAAS configuration that needs no file.
	 */
	private static final class InCodeConfiguration extends Configuration {

		private final AppConfigurationEntry[] entries;

		InCodeConfiguration(Map<String, String> options) {
			this.entries = new AppConfigurationEntry[] { new AppConfigurationEntry(
					"com.sun.security.auth.module.Krb5LoginModule", LoginModuleControlFlag.REQUIRED, options) };
		}

		@Override
		public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
			return this.entries.clone();
		}

	}

}
