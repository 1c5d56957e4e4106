package io.github.iwaspring.signin;

import java.util.Locale;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.kerberos.KerberosIdentity;

/**
 * The name by which the cloud is asked how a principal's domain signs in. It routes that
 * question and nothing else: the principal {@code jdoe@CORP.LOCAL} may well be
 * {@code jane.doe@contoso.com}.
 */
final class SignedInUser {

	private static final String SET_USERNAME = "Set iwa.username to the user principal name in Entra ID";

	private SignedInUser() {
	}

	static String lookupName(KerberosIdentity identity, SignInSettings settings) {
		if (settings.username() != null) {
			return settings.username();
		}
		String known = identity.userPrincipalName();
		String principal = (known != null) ? known : identity.principal();
		int at = principal.lastIndexOf('@');
		String name = principal.substring(0, Math.max(at, 0));
		if (name.isEmpty() || name.indexOf('/') >= 0) {
			throw unknown("The Kerberos principal is that of a service, and no name of a user can be told from it.",
					SET_USERNAME + ".");
		}
		if (name.indexOf('@') >= 0 || name.indexOf('\\') >= 0) {
			throw unknown(
					"The Kerberos principal holds a name of another form (an enterprise name, with a second @ or a "
							+ "backslash), and no name of a user can be told from it.",
					SET_USERNAME + ".");
		}
		String domain = (settings.userDomain() != null) ? settings.userDomain()
				: principal.substring(at + 1).toLowerCase(Locale.ROOT);
		if (domain.indexOf('.') < 0) {
			throw unknown(
					"The realm of the Kerberos principal has no dot, so that it is no domain of Entra ID, and "
							+ "no other name of the user is known.",
					"On Windows, either no domain controller could be reached "
							+ "to tell the user principal name (connect the corporate network or the VPN), or the account has "
							+ "none. " + SET_USERNAME + ", or iwa.user-domain to a verified domain of the tenant.");
		}
		return name + "@" + domain;
	}

	private static IwaException unknown(String description, String action) {
		return IwaException.of(IwaErrorCode.USERNAME_UNKNOWN, Stage.USERNAME)
			.description(description)
			.action(action)
			.build();
	}

}
