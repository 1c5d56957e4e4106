package io.github.iwaspring.kerberos;

import io.github.iwaspring.IwaException;

/**
 * The Kerberos credentials of the person, or of the job, on whose behalf this process
 * runs. They are looked at anew on every call, so that a new ticket is noticed.
 */
public interface KerberosCredentials {

	/**
	 * The principal that the credentials belong to now.
	 * @return the principal, {@code name@REALM}
	 * @throws IwaException at stage KERBEROS if there are no credentials that could be
	 * used
	 */
	String principal();

	/**
	 * Begins a SPNEGO exchange with a host's HTTP service.
	 * @param host the name of the host
	 * @return an exchange, to be closed
	 * @throws IwaException at stage KERBEROS if there are no credentials that could be
	 * used
	 */
	SpnegoExchange initiate(String host);

}
