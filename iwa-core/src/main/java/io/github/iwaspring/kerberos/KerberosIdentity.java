package io.github.iwaspring.kerberos;

import java.util.function.Supplier;

import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;

/**
 * A principal and the means to prove to be it. What was proved and what was named cannot
 * differ, even if another user's ticket takes the place of the first one meanwhile.
 */
public interface KerberosIdentity {

	/**
	 * Who it is.
	 * @return the principal, {@code name@REALM}
	 */
	String principal();

	/**
	 * The user principal name, where the platform knows it apart from the Kerberos
	 * principal.
	 * @return the name, or {@code null} if only the principal is known
	 * @throws IwaException at stage KERBEROS if the platform knows instead that there can
	 * be no ticket
	 */
	default @Nullable String userPrincipalName() {
		return null;
	}

	/**
	 * What is known of the ticket that the identity rests on. Where nobody has asked for
	 * it yet, which is so with a keytab, it is asked for now.
	 * @return the details, or {@code null} if the platform keeps them to itself
	 * @throws IwaException at stage KERBEROS if no ticket can be had
	 */
	default @Nullable TicketDetails ticket() {
		return null;
	}

	/**
	 * Begins a SPNEGO exchange with a host's HTTP service.
	 * @param host the name of the host
	 * @param binding finds out what binds the exchange to its TLS connection, which may
	 * ask the host; {@code null} from it if there is no such binding. Asked only by an
	 * identity that can bind
	 * @return an exchange, to be closed
	 * @throws IwaException at stage KERBEROS if there are no credentials that could be
	 * used
	 */
	SpnegoContext initiate(String host, Supplier<@Nullable ChannelBinding> binding);

}
