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

	private static void turn() {
		String before = System.getProperty(SWITCH);
		if (before != null && !Boolean.parseBoolean(before)) {
			throw unavailable("the system property " + SWITCH + " is '" + before + "'",
					"Remove that property from the command line, or set iwa.kerberos.provider to 'java'.");
		}
		System.setProperty(SWITCH, "true");
		Set<String> mechanisms = Arrays.stream(GSSManager.getInstance().getMechs())
			.map(Oid::toString)
			.collect(Collectors.toSet());
		if (mechanisms.isEmpty()) {
			throw unavailable("no GSSAPI library can be loaded",
					"Install MIT Kerberos (libgssapi-krb5-2 on Debian and Ubuntu, krb5-libs on Fedora and Red Hat), or "
							+ "name the library in the system property sun.security.jgss.lib, and start the "
							+ "application again.");
		}
		if (javaMechanisms().containsAll(mechanisms)) {
			if (before == null) {
				System.clearProperty(SWITCH);
			}
			throw unavailable("Java's own GSSAPI was in use in this JVM before",
					"Start the JVM with -D" + SWITCH + "=true, or set iwa.kerberos.provider to 'java'.");
		}
		if (before == null) {
			logger.info("GSSAPI in this JVM is the platform's from now on, for every library in it (" + SWITCH
					+ "=true), since iwa.kerberos.provider is 'native'");
		}
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

	private static IwaException unavailable(String reason, String mitigation) {
		return IwaException.of(IwaErrorCode.PROVIDER_UNAVAILABLE, Stage.KERBEROS)
			.fact("The platform's Kerberos cannot be used: " + reason + ".")
			.mitigation(mitigation)
			.build();
	}

}
