package io.github.iwaspring.test.kerberos;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;

/**
 * The channel bindings of a server, by its certificate: {@code tls-server-end-point} (RFC
 * 5929, section 4), without addresses as SSPI's clients have it.
 */
final class EndpointBinding {

	private static final byte[] PREFIX = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);

	private static final int UNSPECIFIED = 0;

	private EndpointBinding() {
	}

	/**
	 * What a client's authenticator says of them: the MD5 hash of the structure (RFC
	 * 4121, section 4.1.1.2), all of whose numbers are little-endian.
	 * @param certificate the server's certificate, whose signature has SHA-256
	 * @return the 16 octets
	 */
	static byte[] hash(X509Certificate certificate) {
		if (!certificate.getSigAlgName().startsWith("SHA256with")) {
			throw new IllegalArgumentException("Not for a signature by " + certificate.getSigAlgName());
		}
		try {
			byte[] fingerprint = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
			int length = PREFIX.length + fingerprint.length;
			ByteBuffer structure = ByteBuffer.allocate(5 * Integer.BYTES + length)
				.order(ByteOrder.LITTLE_ENDIAN)
				.putInt(UNSPECIFIED) // the initiator's type of address (GSS_C_AF_UNSPEC)
				.putInt(0) // its length
				.putInt(UNSPECIFIED) // the acceptor's type of address
				.putInt(0) // its length
				.putInt(length)
				.put(PREFIX)
				.put(fingerprint);
			return MessageDigest.getInstance("MD5").digest(structure.array());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The channel bindings could not be computed", ex);
		}
	}

}
