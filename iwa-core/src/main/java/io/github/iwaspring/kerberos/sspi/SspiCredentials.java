package io.github.iwaspring.kerberos.sspi;

import java.util.function.Function;
import java.util.function.Supplier;

import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.ChannelBindingMode;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.kerberos.SpnegoContext;
import io.github.iwaspring.support.Lazy;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Credentials of the user who is signed in to Windows, by SSPI's package Negotiate. The
 * tickets stay with the LSA, where Credential Guard may protect them; the JVM's own
 * Kerberos takes no part. Nothing of JNA is loaded before the first use.
 */
public final class SspiCredentials implements KerberosCredentials {

	private static final Log logger = LogFactory.getLog(SspiCredentials.class);

	private static final String ANY_SERVICE = "krbtgt";

	private final @Nullable String servicePrincipal;

	private final ChannelBindingMode mode;

	private final Supplier<Sspi> sspi;

	private final Function<Sspi, WhoAmI> whoAmI;

	private final @Nullable String computerName;

	/**
	 * Creates the credentials. Windows is not asked before the first use.
	 * @param settings the service principal; Windows finds all else by itself
	 * @param mode whether tickets are bound to the certificate of their connection:
	 * wherever that is possible ({@code AUTO}), not at all, or else not made
	 */
	public SspiCredentials(KerberosSettings settings, ChannelBindingMode mode) {
		this(settings.servicePrincipal(), mode, SspiCredentials::load,
				(sspi) -> WhoAmI.ofWindows(sspi::consoleCodePage), System.getenv("COMPUTERNAME"));
		if (settings.krb5Conf() != null) {
			logger
				.warn("iwa.kerberos.krb5-conf has no effect on Windows' own Kerberos (SSPI), which reads no krb5.conf. "
						+ "Remove it, or set iwa.kerberos.provider=java.");
		}
	}

	SspiCredentials(@Nullable String servicePrincipal, ChannelBindingMode mode, Supplier<Sspi> sspi,
			Function<Sspi, WhoAmI> whoAmI, @Nullable String computerName) {
		this.servicePrincipal = servicePrincipal;
		this.mode = mode;
		this.sspi = new Lazy<>(sspi);
		this.whoAmI = whoAmI;
		this.computerName = computerName;
	}

	/**
	 * Asks Windows who the calling thread runs as, which takes no domain controller.
	 * @return the identity; its principal is {@code name@DOMAIN} with the domain's
	 * NetBIOS name, and stays the same for one account however its name was typed at the
	 * logon
	 */
	@Override
	public KerberosIdentity current() {
		Sspi windows = this.sspi.get();
		Sspi.Handle credentials = SspiUser.acquire(windows, ANY_SERVICE);
		try {
			return new Identity(this, windows, SspiUser.principal(windows, credentials));
		}
		finally {
			windows.freeCredentialsHandle(credentials);
		}
	}

	/**
	 * The name of a host's service as {@code setspn} spells it; a host-based
	 * {@code service@host} is the JVM's spelling.
	 */
	private String target(String host) {
		String configured = this.servicePrincipal;
		if (configured == null) {
			return "HTTP/" + host;
		}
		return (configured.indexOf('/') < 0) ? configured.replaceFirst("@", "/") : configured;
	}

	private @Nullable ChannelBinding bind(String host, Supplier<@Nullable ChannelBinding> binding) {
		if (this.mode == ChannelBindingMode.NEVER) {
			return null;
		}
		ChannelBinding found = binding.get();
		if (found == null && this.mode == ChannelBindingMode.ALWAYS) {
			throw SspiFailures.noBinding(host);
		}
		return found;
	}

	/**
	 * Loads JNA by a lambda and no method reference, which would be resolved, and fail,
	 * before anything could be caught.
	 */
	private static Sspi load() {
		return SspiLibrary.load(System.getProperty("os.name"), () -> JnaSspi.load());
	}

	private record Identity(SspiCredentials credentials, Sspi sspi, String principal) implements KerberosIdentity {

		@Override
		public @Nullable String userPrincipalName() {
			String name = this.credentials.whoAmI.apply(this.sspi).userPrincipalName();
			if (name == null && isLocal()) {
				throw SspiFailures.localAccount();
			}
			return name;
		}

		@Override
		public SpnegoContext createContext(String host, Supplier<@Nullable ChannelBinding> binding) {
			return new SspiContext(this.sspi, this.principal, isLocal(), this.credentials.target(host),
					this.credentials.bind(host, binding));
		}

		private boolean isLocal() {
			return SspiUser.isLocal(this.principal, this.credentials.computerName);
		}

		@Override
		public String toString() {
			return "Identity";
		}

	}

}
