package io.github.iwaspring.kerberos;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Credentials from a ticket cache in a file, or from a keytab, by the JDK's own Kerberos.
 * Every exchange logs in anew: that costs a few milliseconds, and a ticket that
 * {@code kinit} brought is used at once.
 */
public final class JavaKerberosCredentials implements KerberosCredentials {

	private static final Log logger = LogFactory.getLog(JavaKerberosCredentials.class);

	private static final String CONFIGURATION_PROPERTY = "java.security.krb5.conf";

	private final KerberosSettings settings;

	private final Configuration jaas;

	/**
	 * Creates the credentials. Nothing is read, and nothing of the JVM changed, before
	 * the first use.
	 * @param settings where they come from
	 */
	public JavaKerberosCredentials(KerberosSettings settings) {
		this.settings = settings;
		this.jaas = new InCodeConfiguration(options(settings));
	}

	@Override
	public String principal() {
		return logIn().getPrincipals(KerberosPrincipal.class).iterator().next().getName();
	}

	@Override
	public SpnegoExchange initiate(String host) {
		Subject subject = logIn();
		String service = this.settings.servicePrincipal();
		return new JgssSpnegoExchange(subject,
				(service != null) ? ServiceName.ofPrincipal(service) : ServiceName.ofHost(host));
	}

	private Subject logIn() {
		useConfiguration(this.settings.krb5Conf());
		Subject subject = new Subject();
		try {
			new LoginContext("iwa", subject, null, this.jaas).login();
			return subject;
		}
		catch (LoginException ex) {
			throw KerberosFailures.ofLogin(ex, this.settings);
		}
	}

	private static void useConfiguration(@Nullable Path krb5Conf) {
		if (krb5Conf == null) {
			return;
		}
		String wanted = krb5Conf.toAbsolutePath().toString();
		String present = System.getProperty(CONFIGURATION_PROPERTY);
		if (!wanted.equals(present)) {
			logger.info("Kerberos in this JVM now uses the configuration " + wanted
					+ ((present != null) ? " instead of " + present : ""));
			System.setProperty(CONFIGURATION_PROPERTY, wanted);
		}
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
