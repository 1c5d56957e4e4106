package io.github.iwaspring.doctor;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.kerberos.ChannelBindingMode;
import org.jspecify.annotations.Nullable;

/**
 * What the doctor knows of the configuration, which was judged before.
 *
 * @param authority the authority
 * @param scopes the default scopes
 * @param username the user principal name that is configured, or {@code null}
 * @param acquireTimeout the bound on the sign-in
 * @param connectTimeout the bound on a connection
 * @param kerberos whose Kerberos is used
 * @param api the check of where tokens may go
 */
public record DoctorSettings(Authority authority, Set<String> scopes, @Nullable String username,
		Duration acquireTimeout, Duration connectTimeout, Kerberos kerberos, Supplier<Finding> api) {

	/**
	 * Hides the user.
	 */
	@Override
	public String toString() {
		return "DoctorSettings[authority=" + this.authority + "]";
	}

	/**
	 * Whose Kerberos is used, and how.
	 *
	 * @param provider the provider, as a sentence names it
	 * @param servicePrincipal the federation service's principal that is configured, or
	 * {@code null} for {@code HTTP/} and its host
	 * @param canonicalizes whether the provider asks DNS for another name of the host
	 * before it asks for the ticket
	 * @param canBind whether the provider can bind a ticket to its connection
	 * @param channelBinding whether it is to
	 */
	public record Kerberos(String provider, @Nullable String servicePrincipal, boolean canonicalizes, boolean canBind,
			ChannelBindingMode channelBinding) {

	}

}
