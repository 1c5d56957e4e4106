package io.github.iwaspring.signin;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.kerberos.KerberosIdentity;

/**
 * One attempt to obtain a token, as the flows see it.
 *
 * @param session the session that it belongs to
 * @param conversation its requests
 * @param request what is wanted, with scopes
 * @param identity who is signed in to this machine now
 */
record SignIn(Session session, SignInContext conversation, IwaTokenRequest request, KerberosIdentity identity) {

	/**
	 * Checks that the account which the session has got meanwhile, if any, is that of who
	 * is signed in. Nobody in particular may go on with an account that was there before.
	 * @throws IwaException if it is somebody else's
	 */
	void requireSameUser() {
		Account bound = this.session.binding();
		if (bound != null && !(this.identity instanceof NoIdentity)) {
			bound.requireSame(this.identity);
		}
	}

}
