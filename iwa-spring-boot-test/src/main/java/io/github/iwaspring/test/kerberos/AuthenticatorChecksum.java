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

import org.apache.kerby.kerberos.kerb.KrbCodec;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.common.EncryptionUtil;
import org.apache.kerby.kerberos.kerb.request.KrbIdentity;
import org.apache.kerby.kerberos.kerb.type.ap.ApReq;
import org.apache.kerby.kerberos.kerb.type.ap.Authenticator;
import org.apache.kerby.kerberos.kerb.type.base.CheckSum;
import org.apache.kerby.kerberos.kerb.type.base.EncryptedData;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionKey;
import org.apache.kerby.kerberos.kerb.type.base.KeyUsage;
import org.apache.kerby.kerberos.kerb.type.ticket.EncTicketPart;

/**
 * The "checksum" of a client's authenticator, of type 0x8003 (RFC 4121, section 4.1.1):
 * the little-endian length 16, the hash of the channel bindings, and flags.
 */
final class AuthenticatorChecksum {

	private static final int HASH_LENGTH = 16;

	private AuthenticatorChecksum() {
	}

	/**
	 * Reads the hash of the channel bindings ({@code Bnd}). Checks nothing else.
	 * @param apRequest the client's {@code AP-REQ}
	 * @param service the service, with the key that the ticket is encrypted with
	 * @return the 16 octets, all zero if the client set no channel bindings; empty if the
	 * checksum has another type
	 * @throws KrbException if the message cannot be decrypted with the service's key
	 */
	static byte[] bindings(byte[] apRequest, KrbIdentity service) throws KrbException {
		ApReq request = KrbCodec.decode(apRequest, ApReq.class);
		EncryptedData ticket = request.getTicket().getEncryptedEncPart();
		EncryptionKey sessionKey = EncryptionUtil
			.unseal(ticket, service.getKey(ticket.getEType()), KeyUsage.KDC_REP_TICKET, EncTicketPart.class)
			.getKey();
		CheckSum checksum = EncryptionUtil
			.unseal(request.getEncryptedAuthenticator(), sessionKey, KeyUsage.AP_REQ_AUTH, Authenticator.class)
			.getCksum();
		return (checksum != null) ? bindings(checksum.getChecksum()) : new byte[0];
	}

	private static byte[] bindings(byte[] checksum) {
		ByteBuffer fields = ByteBuffer.wrap(checksum).order(ByteOrder.LITTLE_ENDIAN);
		if (checksum.length < Integer.BYTES + HASH_LENGTH || fields.getInt() != HASH_LENGTH) {
			return new byte[0];
		}
		byte[] hash = new byte[HASH_LENGTH];
		fields.get(hash);
		return hash;
	}

}
