package io.github.iwaspring.kerberos.sspi;

import org.jspecify.annotations.Nullable;

/**
 * The Windows user whom the calling thread runs as.
 * <p>
 * A down-level name {@code CORP\jdoe} becomes the principal {@code jdoe@CORP}, with the
 * domain by its NetBIOS name, as Windows tells it without asking a domain controller.
 * Windows may tell names in the case in which they were typed at the logon, and does not
 * distinguish them by case; so that one person stays one principal, ASCII letters of the
 * name become small and those of the domain capital. Other letters are kept: to take one
 * person for two costs a sign-in, to take two for one would give away a token.
 */
final class SspiUser {

	private static final String PACKAGE = "Negotiate";

	private SspiUser() {
	}

	/**
	 * Takes hold of the user's credentials.
	 * @param sspi the calls to Windows
	 * @param service what they are for, to be told in messages
	 * @return a handle to be freed
	 */
	static Sspi.Handle acquire(Sspi sspi, String service) {
		Sspi.Acquired acquired = sspi.acquireCredentialsHandle(PACKAGE, Sspi.OUTBOUND);
		Sspi.Handle credentials = acquired.credentials();
		if (credentials == null) {
			throw SspiFailures.ofStatus(acquired.status(), service);
		}
		return credentials;
	}

	/**
	 * Asks whose the credentials are.
	 * @param sspi the calls to Windows
	 * @param credentials the credentials
	 * @return the principal
	 */
	static String principal(Sspi sspi, Sspi.Handle credentials) {
		Sspi.Named named = sspi.queryCredentialsName(credentials);
		String name = named.name();
		if (name == null || name.isEmpty()) {
			throw SspiFailures.nameNotTold(named.status());
		}
		return toPrincipal(name);
	}

	/**
	 * Whether a principal is an account of the computer itself, which no domain knows.
	 * @param principal the principal
	 * @param computerName the NetBIOS name of the computer, or {@code null} if it is not
	 * known
	 */
	static boolean isLocal(String principal, @Nullable String computerName) {
		int at = principal.lastIndexOf('@');
		return at >= 0 && principal.substring(at + 1).equalsIgnoreCase(computerName);
	}

	static String toPrincipal(String name) {
		int backslash = name.indexOf('\\');
		if (backslash >= 0) {
			return join(name.substring(backslash + 1), name.substring(0, backslash));
		}
		int at = name.lastIndexOf('@');
		return (at >= 0) ? join(name.substring(0, at), name.substring(at + 1)) : join(name, "");
	}

	private static String join(String user, String domain) {
		StringBuilder principal = new StringBuilder();
		user.chars().forEach((c) -> principal.append((char) ((c >= 'A' && c <= 'Z') ? c - 'A' + 'a' : c)));
		if (!domain.isEmpty()) {
			principal.append('@');
			domain.chars().forEach((c) -> principal.append((char) ((c >= 'a' && c <= 'z') ? c - 'a' + 'A' : c)));
		}
		return principal.toString();
	}

}
