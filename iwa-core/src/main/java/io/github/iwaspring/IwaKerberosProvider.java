package io.github.iwaspring;

/**
 * The Kerberos implementation that requests the tickets.
 */
public enum IwaKerberosProvider {

	/**
	 * The JDK's where a ticket cache, a keytab or a principal is set, else the platform's
	 * on Windows and the JDK's elsewhere.
	 */
	AUTO,

	/**
	 * The JDK's own, which reads ticket caches and keytabs in files.
	 */
	JAVA,

	/**
	 * The platform's: SSPI on Windows, GSSAPI elsewhere.
	 */
	NATIVE

}
