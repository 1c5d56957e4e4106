package io.github.iwaspring.kerberos;

import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/**
 * The name of the service that a ticket is for, in the form in which it is known.
 *
 * @param value the name
 * @param hostBased whether it is {@code service@host}, to be mapped to a realm by the
 * Kerberos configuration (RFC 2743, section 4.1), or a principal (RFC 4121)
 */
record ServiceName(String value, boolean hostBased) {

	private static final String PRINCIPAL_NAME_TYPE = "1.2.840.113554.1.2.2.1";

	static ServiceName ofHost(String host) {
		return new ServiceName("HTTP@" + host, true);
	}

	/**
	 * Reads a name as it is configured: {@code service/host[@REALM]}, or
	 * {@code service@host} for a host-based one.
	 */
	static ServiceName parse(String name) {
		return new ServiceName(name, name.indexOf('/') < 0);
	}

	GSSName toGssName(GSSManager manager) throws GSSException {
		return manager.createName(this.value,
				this.hostBased ? GSSName.NT_HOSTBASED_SERVICE : new Oid(PRINCIPAL_NAME_TYPE));
	}

	/**
	 * The name as {@code setspn} and {@code kvno} spell it.
	 */
	@Override
	public String toString() {
		return this.hostBased ? this.value.replace('@', '/') : this.value;
	}

}
