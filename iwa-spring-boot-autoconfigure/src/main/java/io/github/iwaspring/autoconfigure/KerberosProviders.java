package io.github.iwaspring.autoconfigure;

import java.util.Locale;

import io.github.iwaspring.kerberos.JavaKerberosCredentials;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosProvider;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.kerberos.NativeKerberosCredentials;
import io.github.iwaspring.kerberos.sspi.SspiCredentials;

/**
 * The Kerberos providers of a platform, and the choice among them.
 */
final class KerberosProviders {

	private final boolean windows;

	/**
	 * Creates the providers of a platform.
	 * @param osName its name, as {@code os.name} has it
	 */
	KerberosProviders(String osName) {
		this.windows = osName.toLowerCase(Locale.ROOT).startsWith("windows");
	}

	static KerberosProviders ofThisPlatform() {
		return new KerberosProviders(System.getProperty("os.name"));
	}

	/**
	 * The provider to use, which is never {@link KerberosProvider#AUTO}.
	 */
	KerberosProvider choose(IwaProperties.Kerberos kerberos) {
		if (kerberos.provider() != KerberosProvider.AUTO) {
			return kerberos.provider();
		}
		boolean namesCredentials = Values.isSet(kerberos.ticketCache()) || Values.isSet(kerberos.principal())
				|| Values.isSet(kerberos.keytab());
		return (this.windows && !namesCredentials) ? KerberosProvider.NATIVE : KerberosProvider.JAVA;
	}

	/**
	 * Whether a provider can bind a ticket to the TLS connection that it travels on.
	 */
	boolean canBind(KerberosProvider provider) {
		return this.windows && provider == KerberosProvider.NATIVE;
	}

	/**
	 * Whether a provider may ask DNS for the host's real name before it asks for the
	 * ticket. MIT's library does by default ({@code dns_canonicalize_hostname}). Java's
	 * Kerberos only completes a short name; Windows takes the name as it is.
	 */
	boolean canonicalizes(IwaSettings.Kerberos kerberos) {
		String service = kerberos.servicePrincipal();
		return kerberos.provider() == KerberosProvider.NATIVE && !this.windows
				&& (service == null || service.indexOf('/') < 0);
	}

	/**
	 * The provider, as a sentence names it.
	 */
	String describe(KerberosProvider provider) {
		if (provider == KerberosProvider.JAVA) {
			return "Java's own Kerberos";
		}
		return this.windows ? "Windows' own Kerberos (SSPI)" : "the platform's Kerberos (GSSAPI)";
	}

	KerberosCredentials credentials(IwaSettings.Kerberos kerberos) {
		KerberosSettings settings = new KerberosSettings(kerberos.ticketCache(), kerberos.keytab(),
				kerberos.principal(), kerberos.krb5Conf(), kerberos.servicePrincipal());
		if (kerberos.provider() == KerberosProvider.JAVA) {
			return new JavaKerberosCredentials(settings);
		}
		return this.windows ? new SspiCredentials(settings, kerberos.channelBinding())
				: new NativeKerberosCredentials(settings);
	}

}
