package io.github.iwaspring.kerberos;

import java.time.InstantSource;

/**
 * Credentials from a ticket cache in a file, or from a keytab, by the JDK's own Kerberos.
 * A keytab asks the domain controller, and so is used only when a ticket is made, if the
 * principal is configured with its realm. A log-in is kept with its tickets while the
 * files stay the same, so that the domain controller need not be asked at each sign-in.
 */
public final class JavaKerberosCredentials implements KerberosCredentials {

	private final KerberosSettings settings;

	private final KeptLogin login;

	/**
	 * Creates the credentials. Nothing is read, and nothing of the JVM changed, before
	 * the first use.
	 * @param settings where they come from
	 */
	public JavaKerberosCredentials(KerberosSettings settings) {
		this(settings, InstantSource.system());
	}

	JavaKerberosCredentials(KerberosSettings settings, InstantSource clock) {
		this.settings = settings;
		this.login = new KeptLogin(settings, clock);
	}

	@Override
	public KerberosIdentity current() {
		NativeJgss.requireJava();
		String principal = this.settings.principal();
		if (this.settings.keytab() != null && principal != null && principal.indexOf('@') >= 0) {
			return new JavaIdentity(principal, this.settings.servicePrincipal(), this.login, null);
		}
		LoggedIn present = this.login.get();
		return new JavaIdentity(present.principal(), this.settings.servicePrincipal(), this.login, present);
	}

	@Override
	public Object fingerprint() {
		return Fingerprint.of(this.settings);
	}

	@Override
	public void forget() {
		this.login.discard();
	}

}
