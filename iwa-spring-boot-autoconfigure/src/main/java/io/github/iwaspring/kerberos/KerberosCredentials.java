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

}
