/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.test.kerberos;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;

/**
 * The channel binding {@code tls-server-end-point} to a server's certificate (RFC 5929,
 * section 4), without addresses, as clients of SSPI send it.
 */
final class EndpointBinding {

	private static final byte[] PREFIX = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);

	private static final int UNSPECIFIED = 0;

	private EndpointBinding() {
	}

	/**
	 * Returns the hash in a client's authenticator: MD5 over the structure of RFC 4121,
	 * section 4.1.1.2, with little-endian numbers.
	 * @param certificate the server's certificate, signed with SHA-256
	 * @return the 16 octets
	 */
	static byte[] hash(X509Certificate certificate) {
		if (!certificate.getSigAlgName().startsWith("SHA256with")) {
			throw new IllegalArgumentException(
					"The certificate is signed with " + certificate.getSigAlgName() + " instead of SHA-256");
		}
		try {
			byte[] fingerprint = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
			int length = PREFIX.length + fingerprint.length;
			ByteBuffer structure = ByteBuffer.allocate(5 * Integer.BYTES + length)
				.order(ByteOrder.LITTLE_ENDIAN)
				.putInt(UNSPECIFIED) // the initiator's address type (GSS_C_AF_UNSPEC)
				.putInt(0) // its length
				.putInt(UNSPECIFIED) // the acceptor's address type
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
