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

package io.github.iwaspring.kerberos.sspi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The mechanisms that a first token offers, in their order: those of a
 * {@code NegTokenInit} (RFC 4178, section 4.2.1), or the one of a token without SPNEGO.
 */
public final class MechanismList {

	private static final List<String> UNREADABLE = List.of("unreadable");

	private static final Map<String, String> NAMES = Map.of("1.2.840.113554.1.2.2", "Kerberos", "1.2.840.48018.1.2.2",
			"Microsoft's Kerberos", "1.3.6.1.4.1.311.2.2.10", "NTLM", "1.3.6.1.4.1.311.2.2.30", "NEGOEX");

	private MechanismList() {
	}

	/**
	 * Reads the list.
	 * @param token a token, of which nothing else is shown
	 * @return the object identifiers with their names
	 */
	public static List<String> of(byte[] token) {
		if (new String(token, 0, Math.min(token.length, 7), StandardCharsets.US_ASCII).equals("NTLMSSP")) {
			return List.of("NTLM, without SPNEGO");
		}
		ByteBuffer initial = NegotiateToken.enter(ByteBuffer.wrap(token), 0x60);
		String mechanism = NegotiateToken.oid(NegotiateToken.enter(initial, 0x06));
		if (mechanism.equals(NegotiateToken.UNKNOWN)) {
			return UNREADABLE;
		}
		if (!mechanism.equals(NegotiateToken.SPNEGO)) {
			return List.of(named(mechanism) + ", without SPNEGO");
		}
		// [0] NegTokenInit, SEQUENCE, [0] mechTypes, SEQUENCE OF
		ByteBuffer list = initial;
		for (int tag : new int[] { 0xa0, 0x30, 0xa0, 0x30 }) {
			list = NegotiateToken.enter(list, tag);
		}
		if (list == null) {
			return UNREADABLE;
		}
		List<String> mechanisms = new ArrayList<>();
		while (list.hasRemaining()) {
			String offered = NegotiateToken.oid(NegotiateToken.enter(list, 0x06));
			if (offered.equals(NegotiateToken.UNKNOWN)) {
				return UNREADABLE;
			}
			mechanisms.add(named(offered));
		}
		return mechanisms;
	}

	private static String named(String oid) {
		return oid + " " + NAMES.getOrDefault(oid, "(unknown)");
	}

}
