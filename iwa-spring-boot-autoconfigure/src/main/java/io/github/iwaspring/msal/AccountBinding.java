package io.github.iwaspring.msal;

/**
 * Whose account a session's tokens belong to. Authority and client id are the session's.
 *
 * @param principal the Kerberos principal that signed in
 * @param homeAccountId msal4j's id of the account: object id and home tenant
 * @param tenant the tenant that issued the tokens
 */
record AccountBinding(String principal, String homeAccountId, String tenant) {

	/**
	 * Hides who it is.
	 */
	@Override
	public String toString() {
		return "AccountBinding[tenant=" + this.tenant + "]";
	}

}
