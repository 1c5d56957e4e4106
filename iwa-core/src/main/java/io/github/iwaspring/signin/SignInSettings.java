package io.github.iwaspring.signin;

import java.util.List;
import java.util.Set;

import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a sign-in: who signs in, with which client, where.
 *
 * @param authority the authority
 * @param clientId the application id
 * @param clientCapabilities the client capabilities, sent as the claim {@code xms_cc}
 * @param username the Entra user principal name that is asked for, or {@code null}
 * @param userDomain the domain for the user realm where the Kerberos realm is not a
 * domain of Entra ID, or {@code null}
 * @param federationHosts the hosts that may get a ticket beside that of the federation
 * metadata
 */
public record SignInSettings(Authority authority, String clientId, List<String> clientCapabilities,
		@Nullable String username, @Nullable String userDomain, Set<HostAndPort> federationHosts) {

	/**
	 * Hides the user.
	 */
	@Override
	public String toString() {
		return "SignInSettings[authority=" + this.authority + ", clientId=" + this.clientId + "]";
	}

}
