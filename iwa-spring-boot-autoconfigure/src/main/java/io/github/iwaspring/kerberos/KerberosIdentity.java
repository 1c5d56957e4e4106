package io.github.iwaspring.kerberos;

import io.github.iwaspring.IwaException;

/**
 * A principal and the means to prove to be it. What was proved and what was named cannot
 * differ, even if another user's ticket takes the place of the first one meanwhile.
 */
public interface KerberosIdentity {

	/**
	 * Who it is.
	 * @return the principal, {@code name@REALM}
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
