package io.github.iwaspring.test.kerberos;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;

import org.ietf.jgss.ChannelBinding;

/**
 * Channel bindings for clients of the JDK's GSSAPI.
 */
public final class Bindings {

	private static final byte[] PREFIX = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);

	private Bindings() {
	}

	/**
	 * Returns the binding to a certificate with the address type 0. The JDK intends this
	 * type for its own LDAP client only.
	 */
	public static ChannelBinding withoutAddresses(X509Certificate certificate) throws Exception {
		return withoutAddresses(applicationData(certificate));
	}

	public static ChannelBinding withoutAddresses(byte[] applicationData) throws Exception {
		return (ChannelBinding) Class.forName("sun.security.jgss.krb5.internal.TlsChannelBindingImpl")
			.getConstructor(byte[].class)
			.newInstance(applicationData);
	}

	public static byte[] applicationData(X509Certificate certificate) throws Exception {
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
		byte[] data = Arrays.copyOf(PREFIX, PREFIX.length + hash.length);
		System.arraycopy(hash, 0, data, PREFIX.length, hash.length);
		return data;
	}

}
