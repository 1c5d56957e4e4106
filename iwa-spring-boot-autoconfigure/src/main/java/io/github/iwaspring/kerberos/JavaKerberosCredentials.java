package io.github.iwaspring.kerberos;

import java.util.function.Supplier;

import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;

import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Credentials from a ticket cache in a file, or from a keytab, by the JDK's own Kerberos.
 * A ticket cache is read each time, which takes milliseconds and asks nobody. A keytab
 * asks the domain controller, and so is used only when a ticket is made, if the principal
 * is configured with its realm.
 */
public final class JavaKerberosCredentials implements KerberosCredentials {

	private final KerberosSettings settings;

	private final KerberosLogin login;

	/**
	 * Creates the credentials. Nothing is read, and nothing of the JVM changed, before
	 * the first use.
	 * @param settings where they come from
	 */
	public JavaKerberosCredentials(KerberosSettings settings) {
		this.settings = settings;
		this.login = new KerberosLogin(settings);
	}

	@Override
	public KerberosIdentity current() {
		NativeJgss.requireJava();
		String principal = this.settings.principal();
		if (this.settings.keytab() != null && principal != null && principal.indexOf('@') >= 0) {
			return new Identity(principal, SingletonSupplier.of(this.login::logIn), this.settings);
		}
		Subject subject = this.login.logIn();
		return new Identity(subject.getPrincipals(KerberosPrincipal.class).iterator().next().getName(), () -> subject,
				this.settings);
	}

	private record Identity(String principal, Supplier<Subject> subject,
			KerberosSettings settings) implements KerberosIdentity {

		@Override
		public @Nullable TicketDetails ticket() {
			return TicketDetails.of(this.subject.get());
		}

		@Override
		public SpnegoExchange initiate(String host, Supplier<@Nullable ChannelBinding> binding) {
			String service = this.settings.servicePrincipal();
			return new JgssSpnegoExchange(this.subject.get(), null,
					(service != null) ? ServiceName.parse(service) : ServiceName.ofHost(host));
		}

		@Override
		public String toString() {
			return "Identity";
		}

	}

}
