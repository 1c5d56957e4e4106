package io.github.iwaspring.signin;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.kerberos.KerberosIdentity;

/**
 * Whose account a session's tokens belong to. Authority and client id are the session's.
 *
 * @param principal the Kerberos principal that signed in
 * @param homeAccountId msal4j's id of the account: object id and home tenant
 * @param tenant the tenant that issued the tokens
 */
record Account(String principal, String homeAccountId, String tenant) {

	/**
	 * Checks that the account is that of who is signed in now.
	 * @throws IwaException if it is somebody else's
	 */
	void requireSame(KerberosIdentity identity) {
		if (!this.principal.equals(identity.principal())) {
			throw IwaException.of(IwaErrorCode.USER_MISMATCH, Stage.USERNAME)
				.description("The Kerberos ticket now belongs to another principal than the one that signed in.")
				.action("Call signOut() to go on as the new user, or run kinit as the former one.")
				.build();
		}
	}

	/**
	 * Hides who it is.
	 */
	@Override
	public String toString() {
		return "Account[tenant=" + this.tenant + "]";
	}

}
