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

import io.github.iwaspring.support.Redaction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A log-in by the JDK's Kerberos, configured in code. Each is a new one, see
 * {@link KeptLogin}.
 */
final class KerberosLogin {

	private static final Log logger = LogFactory.getLog(KerberosLogin.class);

	static final String CONFIGURATION_PROPERTY = "java.security.krb5.conf";

	private final KerberosSettings settings;

	private final Configuration jaas;

	KerberosLogin(KerberosSettings settings) {
		this.settings = settings;
		this.jaas = new InCodeConfiguration(options(settings));
	}

	Subject logIn() {
		useConfiguration();
		Subject subject = new Subject();
		try {
			new LoginContext("iwa", subject, null, this.jaas).login();
			return subject;
		}
		catch (LoginException ex) {
			throw KerberosFailures.ofLogin(ex, this.settings);
		}
	}

	/**
	 * Makes the configuration that of the JVM, as the JDK offers no other way.
	 * @return whether it was not; the JDK reads it at the next log-in
	 */
	boolean useConfiguration() {
		return useConfiguration(this.settings.krb5Conf());
	}

	private static synchronized boolean useConfiguration(@Nullable Path krb5Conf) {
		if (krb5Conf == null) {
			return false;
		}
		String wanted = krb5Conf.toAbsolutePath().toString();
		String present = System.getProperty(CONFIGURATION_PROPERTY);
		if (!wanted.equals(present)) {
			logger.info("Kerberos in this JVM now uses the configuration " + Redaction.path(wanted)
					+ ((present != null) ? " instead of " + Redaction.path(present) : ""));
			System.setProperty(CONFIGURATION_PROPERTY, wanted);
			return true;
		}
		return false;
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
			if (settings.ticketCache() != null) {
				options.put("ticketCache", settings.ticketCache().toAbsolutePath().toString());
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
