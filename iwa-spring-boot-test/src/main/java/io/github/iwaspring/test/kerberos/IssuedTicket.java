package io.github.iwaspring.test.kerberos;

import java.time.Instant;
import java.util.Date;

import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;

/**
 * A ticket with what its holder has to know about it.
 *
 * @param client the principal of the holder
 * @param server the principal of the service
 * @param encoded the ticket as it travels
 * @param keyType the encryption type of the session key
 * @param sessionKey the session key
 * @param flags the flags as they stand in the ticket
 * @param start from when it is valid
 * @param end until when it is valid
 */
record IssuedTicket(String client, String server, byte[] encoded, int keyType, byte[] sessionKey, int flags,
		Instant start, Instant end) {

	/**
	 * The ticket in the form that the JDK keeps in a subject.
	 * @param claimedEnd the end that the holder believes in, which may differ from the
	 * one that is sealed in the ticket
	 * @return the ticket
	 */
	KerberosTicket toKerberosTicket(Instant claimedEnd) {
		boolean[] bits = new boolean[32];
		for (int bit = 0; bit < bits.length; bit++) {
			bits[bit] = (this.flags & (0x80000000 >>> bit)) != 0;
		}
		return new KerberosTicket(this.encoded, new KerberosPrincipal(this.client),
				new KerberosPrincipal(this.server, KerberosPrincipal.KRB_NT_SRV_INST), this.sessionKey, this.keyType,
				bits, Date.from(this.start), Date.from(this.start), Date.from(claimedEnd), null, null);
	}

}
