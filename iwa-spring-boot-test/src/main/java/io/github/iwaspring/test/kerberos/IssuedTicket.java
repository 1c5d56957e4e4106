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

import java.time.Instant;
import java.util.Date;

import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;

/**
 * A ticket with the details that its holder needs.
 *
 * @param client the principal of the holder
 * @param server the principal of the service
 * @param encoded the encoded ticket
 * @param keyType the encryption type of the session key
 * @param sessionKey the session key
 * @param flags the flags in the ticket
 * @param start the start of its validity
 * @param end the end of its validity
 */
record IssuedTicket(String client, String server, byte[] encoded, int keyType, byte[] sessionKey, int flags,
		Instant start, Instant end) {

	/**
	 * Returns the ticket as the JDK keeps it in a subject.
	 * @param claimedEnd the end that the holder is told, which can differ from the one in
	 * the ticket
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
