package io.github.iwaspring.kerberos;

import io.github.iwaspring.IwaException;

/**
 * The Kerberos credentials of the person, or of the job, on whose behalf this process
 * runs.
 */
public interface KerberosCredentials {

	/**
	 * Looks who is signed in now. Every call looks anew, so that a new ticket is noticed.
	 * @return the identity, which stays that of the same principal
	 * @throws IwaException at stage KERBEROS if there are no credentials that could be
	 * used
	 */
	KerberosIdentity current();

	/**
	 * What can be seen of the credentials on this machine, without a log-in and without
	 * asking anybody: it changes when a new ticket is brought, or another user's. Those
	 * who cannot tell return always the same, as does this method unless it is
	 * overridden. Safe for use by several threads, and costs the reading of a small file
	 * at most. Never throws.
	 * @return something to be compared with what this method returned before
	 */
	default Object fingerprint() {
		return "";
	}

	/**
	 * Gives up what is kept of former tickets: the next use asks for new ones. Has no
	 * effect on tickets that the platform keeps, nor on an identity that was returned
	 * before. Safe for use by several threads.
	 */
	default void forget() {
	}

}
