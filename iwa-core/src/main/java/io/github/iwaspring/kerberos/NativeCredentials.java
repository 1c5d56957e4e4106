package io.github.iwaspring.kerberos;

import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/**
 * The calls by which the platform's GSSAPI gives credentials.
 */
final class NativeCredentials {

	private static final String KERBEROS = "1.2.840.113554.1.2.2";

	private static final String PRINCIPAL_NAME_TYPE = "1.2.840.113554.1.2.2.1";

	private NativeCredentials() {
	}

	/**
	 * Whose the default credentials are.
	 */
	static Holder holder(GSSManager manager) throws GSSException {
		GSSCredential credential = manager.createCredential(null, GSSCredential.DEFAULT_LIFETIME, new Oid(KERBEROS),
				GSSCredential.INITIATE_ONLY);
		try {
			int seconds = credential.getRemainingLifetime();
			if (seconds == 0) {
				throw new GSSException(GSSException.CREDENTIALS_EXPIRED);
			}
			return new Holder(credential.getName().toString(), TicketDetails.expiringIn(seconds));
		}
		finally {
			credential.dispose();
		}
	}

	/**
	 * The credentials of a principal and nobody else, to be disposed of.
	 */
	static GSSCredential named(GSSManager manager, String principal) throws GSSException {
		GSSName name = manager.createName(principal, new Oid(PRINCIPAL_NAME_TYPE));
		return manager.createCredential(name, GSSCredential.DEFAULT_LIFETIME, new Oid(JgssSpnegoContext.SPNEGO),
				GSSCredential.INITIATE_ONLY);
	}

	/**
	 * Who holds the default credentials.
	 *
	 * @param principal the principal
	 * @param ticket what is known of the ticket
	 */
	record Holder(String principal, TicketDetails ticket) {

		/**
		 * Hides the principal.
		 */
		@Override
		public String toString() {
			return "Holder[ticket=" + this.ticket + "]";
		}

	}

}
