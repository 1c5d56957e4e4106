package io.github.iwaspring.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;

import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.ChannelBindingMode;
import org.jspecify.annotations.Nullable;

/**
 * The checks of the federation service and of the ticket for it.
 */
final class FederationChecks {

	private FederationChecks() {
	}

	static @Nullable Finding metadata(Evidence evidence) {
		HostAndPort metadata = evidence.asked(Stage.FEDERATION_METADATA);
		HostAndPort endpoint = evidence.asked(Stage.WS_TRUST);
		return (metadata != null && endpoint != null)
				? Finding
					.pass("The metadata of " + metadata + " names a windowstransport endpoint at " + endpoint + ".")
				: null;
	}

	static @Nullable Finding host(Evidence evidence) {
		HostAndPort host = evidence.asked(Stage.WS_TRUST);
		if (host == null) {
			return null;
		}
		Finding alias = alias(evidence, host, FederationChecks::canonicalName);
		return (alias != null) ? alias : Finding.pass(host + " is reached " + evidence.way(host)
				+ "; its ticket is asked for as " + evidence.service(host) + ".");
	}

	/**
	 * A warning where the ticket may be asked for by another name. Java's Kerberos and
	 * Windows ask for the host's name as it stands; MIT's library may ask DNS first.
	 */
	static @Nullable Finding alias(Evidence evidence, HostAndPort host, Dns dns) {
		String canonical = evidence.settings().kerberos().canonicalizes()
				? Bounded.ask(evidence.settings().connectTimeout(), () -> dns.canonicalName(host.host())) : null;
		if (canonical == null || canonical.equalsIgnoreCase(host.host())) {
			return null;
		}
		String service = evidence.service(host);
		return Finding.warn(
				"DNS knows " + host.host() + " as " + canonical
						+ " too, so that the platform's Kerberos may ask for HTTP/" + canonical + " instead of "
						+ service + ".",
				"If no ticket is issued, set dns_canonicalize_hostname and rdns to false in krb5.conf, or "
						+ "iwa.kerberos.service-principal to " + service + ".");
	}

	static @Nullable Finding serviceTicket(Evidence evidence) {
		HostAndPort host = evidence.asked(Stage.WS_TRUST);
		return (host != null && evidence.trace().ticketObtained())
				? Finding.pass("There is a ticket for " + evidence.service(host) + ".") : null;
	}

	static @Nullable Finding channelBinding(Evidence evidence) {
		if (!evidence.trace().ticketObtained()) {
			return null;
		}
		if (evidence.trace().channelBound()) {
			return Finding.pass("The ticket is bound to its TLS connection (RFC 5929).");
		}
		DoctorSettings.Kerberos kerberos = evidence.settings().kerberos();
		String description = "The ticket is not bound to its TLS connection, since " + whyNotBound(kerberos);
		if (evidence.asked(Stage.TOKEN) != null) {
			return Finding.pass(description + "; AD FS accepts it so.");
		}
		return Finding.warn(description + ".", "If AD FS refuses the ticket, an administrator looks at the setting "
				+ "ExtendedProtectionTokenCheck; tickets are bound on Windows, with iwa.kerberos.provider 'native'.");
	}

	static @Nullable Finding wsTrust(Evidence evidence) {
		HostAndPort host = evidence.asked(Stage.WS_TRUST);
		return (host != null && evidence.asked(Stage.TOKEN) != null)
				? Finding.pass(host + " exchanged the ticket for an assertion.") : null;
	}

	private static String whyNotBound(DoctorSettings.Kerberos kerberos) {
		if (kerberos.channelBinding() == ChannelBindingMode.NEVER) {
			return "iwa.kerberos.channel-binding is 'never'";
		}
		return kerberos.canBind() ? "the certificate of the connection has no single hash"
				: "that is not possible with " + kerberos.provider();
	}

	private static @Nullable String canonicalName(String host) throws UnknownHostException {
		InetAddress address = InetAddress.getByName(host);
		String name = address.getCanonicalHostName();
		return name.equals(address.getHostAddress()) ? null : name;
	}

	/**
	 * The real names of hosts.
	 */
	interface Dns {

		/**
		 * Returns the name that DNS knows the host's address by, if any.
		 */
		@Nullable String canonicalName(String host) throws UnknownHostException;

	}

}
