package io.github.iwaspring.kerberos;

import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;

/**
 * The JVM's one switch between Java's GSSAPI and the platform's. The JDK reads it when
 * its GSSAPI is first used, and never again.
 */
final class NativeJgss {

	private static final Log logger = LogFactory.getLog(NativeJgss.class);

	private static final String SWITCH = "sun.security.jgss.native";

	private static boolean verified;

	private NativeJgss() {
	}

	/**
	 * Turns the switch, unless that was done, and sees whether it took effect.
	 * @return a manager that calls the platform's library
	 * @throws IwaException {@code provider-unavailable} if the JVM uses Java's GSSAPI, or
	 * there is no library
	 */
	static synchronized GSSManager manager() {
		if (!verified) {
			turn();
			verified = true;
		}
		return GSSManager.getInstance();
	}

	/**
	 * Sees that this JVM does not use the platform's GSSAPI, which knows nothing of the
	 * tickets that Java has read.
	 * @throws IwaException {@code provider-unavailable} if it does
	 */
	static void requireJava() {
		Set<String> mechanisms = Boolean.getBoolean(SWITCH) ? mechanisms() : javaMechanisms();
		if (mechanisms.isEmpty() || !javaMechanisms().containsAll(mechanisms)) {
			throw unavailable("JDK's own", "this JVM uses the platform's GSSAPI (" + SWITCH + "=true)",
					"Remove that property, or set iwa.kerberos.provider to 'native', without a ticket cache, keytab or "
							+ "principal.");
		}
	}

	private static void turn() {
		String before = System.getProperty(SWITCH);
		if (before != null && !Boolean.parseBoolean(before)) {
			throw unavailable("platform's", "the system property " + SWITCH + " is '" + before + "'",
					"Remove that property from the command line, or set iwa.kerberos.provider to 'java'.");
		}
		System.setProperty(SWITCH, "true");
		Set<String> mechanisms = mechanisms();
		if (mechanisms.isEmpty()) {
			throw unavailable("platform's", "no GSSAPI library can be loaded",
					"Install MIT Kerberos (libgssapi-krb5-2 on Debian and Ubuntu, krb5-libs on Fedora and Red Hat), or "
							+ "name the library in the system property sun.security.jgss.lib, and start the "
							+ "application again.");
		}
		if (javaMechanisms().containsAll(mechanisms)) {
			if (before == null) {
				System.clearProperty(SWITCH);
			}
			throw unavailable("platform's", "Java's own GSSAPI was in use in this JVM before",
					"Start the JVM with -D" + SWITCH + "=true, or set iwa.kerberos.provider to 'java'.");
		}
		if (before == null) {
			logger.info("GSSAPI in this JVM is the platform's from now on, for every library in it (" + SWITCH
					+ "=true), since iwa.kerberos.provider is 'native'");
		}
	}

	private static Set<String> mechanisms() {
		return Arrays.stream(GSSManager.getInstance().getMechs()).map(Oid::toString).collect(Collectors.toSet());
	}

	/**
	 * The mechanisms that Java's GSSAPI has. A platform's library has more than these; no
	 * security provider announces those.
	 */
	private static Set<String> javaMechanisms() {
		return Arrays.stream(Security.getProviders())
			.flatMap((provider) -> provider.getServices().stream())
			.filter((service) -> service.getType().equals("GssApiMechanism"))
			.map(Provider.Service::getAlgorithm)
			.collect(Collectors.toSet());
	}

	private static IwaException unavailable(String whose, String reason, String action) {
		return IwaException.of(IwaErrorCode.PROVIDER_UNAVAILABLE, Stage.KERBEROS)
			.description("The " + whose + " Kerberos cannot be used: " + reason + ".")
			.action(action)
			.build();
	}

}
