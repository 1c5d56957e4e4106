package io.github.iwaspring.msal;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.msal.http.Conversation;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to obtain a token, as the flows see it.
 *
 * @param session the session that it belongs to
 * @param conversation its requests
 * @param request what is wanted, with scopes
 * @param principal the Kerberos principal that is signed in now, or {@code null} if there
 * are no credentials
 * @param noCredentials why there are none, or {@code null} if there are
 */
record SignIn(Session session, Conversation conversation, IwaTokenRequest request, @Nullable String principal,
		@Nullable IwaException noCredentials) {

	/**
	 * The principal, for a flow that cannot do without.
	 * @throws IwaException if there are no credentials
	 */
	String requirePrincipal() {
		if (this.noCredentials != null) {
			throw this.noCredentials;
		}
		if (this.principal == null) {
			throw new IllegalStateException("Neither a principal nor a reason why there is none");
		}
		return this.principal;
	}

}
