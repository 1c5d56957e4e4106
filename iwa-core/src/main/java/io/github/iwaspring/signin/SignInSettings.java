package io.github.iwaspring.signin;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.KerberosIdentity;
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

	private static final String SET_USERNAME = "Set iwa.username to the user principal name in Entra ID";

	/**
	 * The name by which the user realm is requested. It is used for nothing else: the
	 * principal {@code jdoe@CORP.LOCAL} may well be {@code jane.doe@contoso.com}.
	 * @param identity the Kerberos identity of the user
	 * @return the name
	 * @throws IwaException {@code username-unknown} if the identity has no name of that
	 * form
	 */
	String lookupName(KerberosIdentity identity) {
		if (this.username != null) {
			return this.username;
		}
		String known = identity.userPrincipalName();
		String principal = (known != null) ? known : identity.principal();
		int at = principal.lastIndexOf('@');
		String name = principal.substring(0, Math.max(at, 0));
		if (name.isEmpty() || name.indexOf('/') >= 0) {
			throw unknown("The Kerberos principal is that of a service, so it does not name a user.",
					SET_USERNAME + ".");
		}
		if (name.indexOf('@') >= 0 || name.indexOf('\\') >= 0) {
			throw unknown(
					"The Kerberos principal is an enterprise name (with a second @ or a backslash), so the user principal "
							+ "name in Entra ID cannot be derived from it.",
					SET_USERNAME + ".");
		}
		String domain = (this.userDomain != null) ? this.userDomain
				: principal.substring(at + 1).toLowerCase(Locale.ROOT);
		if (domain.indexOf('.') < 0) {
			throw unknown(
					"The realm of the Kerberos principal has no dot, so it is not a domain of Entra ID, and no other name "
							+ "of the user is known.",
					"On Windows, either no domain controller could be reached for the user principal name (connect to the "
							+ "corporate network or the VPN), or the account has none. " + SET_USERNAME
							+ ", or iwa.user-domain to a verified domain of the tenant.");
		}
		return name + "@" + domain;
	}

	private static IwaException unknown(String description, String action) {
		return IwaException.of(IwaErrorCode.USERNAME_UNKNOWN, Stage.USERNAME)
			.description(description)
			.action(action)
			.build();
	}

	/**
	 * Hides the user.
	 */
	@Override
	public String toString() {
		return "SignInSettings[authority=" + this.authority + ", clientId=" + this.clientId + "]";
	}

}
