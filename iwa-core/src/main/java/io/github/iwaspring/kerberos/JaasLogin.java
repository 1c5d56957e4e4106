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
import java.util.HashMap;
import java.util.Map;

import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

import com.sun.security.auth.module.Krb5LoginModule;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.support.OperatingSystem;
import io.github.iwaspring.support.Redaction;
import io.github.iwaspring.support.RuntimeModule;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The login by JAAS, with the JDK's Kerberos and without a configuration file. With a
 * ticket cache it costs no request. Safe for use by several threads.
 */
final class JaasLogin {

	private static final Log logger = LogFactory.getLog(JaasLogin.class);

	private final KerberosSettings settings;

	private final Configuration configuration;

	JaasLogin(KerberosSettings settings) {
		this.settings = settings;
		this.configuration = new InCodeConfiguration(options(settings));
	}

	/**
	 * Sets the Kerberos configuration of the whole JVM.
	 * @return whether the JVM used another one before
	 */
	boolean useConfiguration() {
		return useConfiguration(this.settings.krb5Conf());
	}

	/**
	 * Logs in. Checks the files before the JDK opens them, and afterwards that it has
	 * read what was checked.
	 * @param present the fingerprint of the files
	 * @return the principal and the ticket-granting ticket
	 * @throws LoginException if the JDK or the domain controller refuses the login
	 * @throws IwaException at stage KERBEROS if a file must not be used, or this runtime
	 * has no such login
	 */
	Subject logIn(Fingerprint present) throws LoginException {
		RuntimeModule.require(Stage.KERBEROS, () -> Krb5LoginModule.class);
		useConfiguration();
		Subject subject = new Subject();
		CredentialFile.requireUsable(this.settings);
		CredentialFile cache = cacheWhereAnybodyCanPutOne();
		if (cache != null && !cache.isUsable()) {
			throw LoginErrors.ofMissingTicket(this.settings);
		}
		new LoginContext("iwa", subject, null, this.configuration).login();
		CredentialFile.requireUsable(this.settings);
		if (cache != null && !present.covers(subject) && !Fingerprint.of(this.settings).covers(subject)) {
			throw cache.replaced();
		}
		requireReadable(present.ticketCache());
		return subject;
	}

	/**
	 * Returns the ticket cache that the JDK reads, where other users of this machine can
	 * swap files meanwhile. Then the ticket that was read must be the one that was
	 * judged.
	 */
	private @Nullable CredentialFile cacheWhereAnybodyCanPutOne() {
		CredentialFile cache = (this.settings.keytab() == null && readsFiles())
				? CredentialFile.ofTicketCache(TicketCache.locate(this.settings.ticketCache())) : null;
		return (cache != null && cache.anybodys()) ? cache : null;
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
