package io.github.iwaspring.kerberos;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A principal of the JDK's Kerberos, which stays with the log-in that it was first asked
 * to prove itself by. Safe for use by several threads.
 */
final class JavaIdentity implements KerberosIdentity {

	private final String principal;

	private final @Nullable String servicePrincipal;

	private final KeptLogin logins;

	private @Nullable LoggedIn present;

	/**
	 * Creates an identity.
	 * @param present its log-in, or {@code null} to log in when a ticket is needed
	 */
	JavaIdentity(String principal, @Nullable String servicePrincipal, KeptLogin logins, @Nullable LoggedIn present) {
		this.principal = principal;
		this.servicePrincipal = servicePrincipal;
		this.logins = logins;
		this.present = present;
	}

	@Override
	public String principal() {
		return this.principal;
	}

	@Override
	public @Nullable TicketDetails ticket() {
		return TicketDetails.of(present().subject());
	}

	@Override
	public SpnegoContext createContext(String host, Supplier<@Nullable ChannelBinding> binding) {
		LoggedIn login = present();
		return JgssSpnegoContext.as(login.subject(), service(host), () -> this.logins.discard(login));
	}

	private synchronized LoggedIn present() {
		LoggedIn login = this.present;
		if (login == null) {
			login = this.logins.get();
			this.present = login;
		}
		return login;
	}

	private ServiceName service(String host) {
		return (this.servicePrincipal != null) ? ServiceName.parse(this.servicePrincipal) : ServiceName.ofHost(host);
	}

	@Override
	public String toString() {
		return "Identity";
	}

}
