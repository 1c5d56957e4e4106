/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.kerberos.sspi;

import org.jspecify.annotations.Nullable;

/**
 * The Windows user whom the calling thread runs as.
 * <p>
 * The down-level name {@code CORP\jdoe} becomes the principal {@code jdoe@CORP}. The
 * domain is its NetBIOS name, which Windows knows without a domain controller. Windows
 * ignores the case of names, and may return them as they were typed at the logon. So that
 * one person is always the same principal, the ASCII letters of the name become lower
 * case and those of the domain upper case. Other letters are left alone: to take one
 * person for two costs a sign-in, to take two for one would give away a token.
 */
final class SspiUser {

	private static final String PACKAGE = "Negotiate";

	private SspiUser() {
	}

	/**
	 * Acquires the user's credentials. A status that is neither a success nor an error
	 * may come with a handle, which is freed.
	 * @param sspi the functions of SSPI
	 * @return a handle to be freed
	 */
	static Sspi.Handle acquire(Sspi sspi) {
		Sspi.Acquired acquired = sspi.acquireCredentialsHandle(PACKAGE, Sspi.OUTBOUND);
		Sspi.Handle credentials = acquired.credentials();
		if (acquired.status() == 0 && credentials != null) {
			return credentials;
		}
		if (credentials != null) {
			sspi.freeCredentialsHandle(credentials);
		}
		throw SspiErrors.ofCredentials(acquired.status());
	}

	/**
	 * Returns the principal of the credentials.
	 * @param sspi the functions of SSPI
	 * @param credentials the credentials
	 * @return the principal
	 */
	static String principal(Sspi sspi, Sspi.Handle credentials) {
		Sspi.Named named = sspi.queryCredentialsName(credentials);
		String name = named.name();
		if (named.status() != 0 || name == null || name.isEmpty()) {
			throw SspiErrors.unknownName(named.status());
		}
		return toPrincipal(name);
	}

	/**
	 * Returns whether a principal is a local account of the computer, which no domain
	 * knows.
	 * @param principal the principal
	 * @param computerName the NetBIOS name of the computer, or {@code null} if that is
	 * unknown
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
