package io.github.iwaspring.signin;

import java.util.List;
import java.util.Set;

import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Who signs in, with which client, where.
 *
 * @param authority the authority
 * @param clientId the application id
 * @param clientCapabilities what the application announces that it can do
 * @param username the Entra user principal name that was asked for, or {@code null}
 * @param userDomain the domain of the look-up where the realm is not one, or {@code null}
 * @param federationHosts the hosts that may get a ticket beside that of the metadata
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
