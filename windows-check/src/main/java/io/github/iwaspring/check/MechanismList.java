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

package io.github.iwaspring.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The mechanisms that a first token offers, in their order: those of a
 * {@code NegTokenInit} (RFC 4178, section 4.2.1), or the one of a token without SPNEGO.
 */
final class MechanismList {

	private static final String SPNEGO = "1.3.6.1.5.5.2";

	private static final Map<String, String> NAMES = Map.of("1.2.840.113554.1.2.2", "Kerberos", "1.2.840.48018.1.2.2",
			"Microsoft's Kerberos", "1.3.6.1.4.1.311.2.2.10", "NTLM", "1.3.6.1.4.1.311.2.2.30", "NEGOEX");

	private MechanismList() {
	}

	/**
	 * Reads the list.
	 * @param token a token, of which nothing else is shown
	 * @return the object identifiers with their names
	 */
	static List<String> of(byte[] token) {
		if (new String(token, 0, Math.min(token.length, 7), StandardCharsets.US_ASCII).equals("NTLMSSP")) {
			return List.of("NTLM, without SPNEGO");
		}
		try {
			ByteBuffer initial = content(ByteBuffer.wrap(token), 0x60);
			String mechanism = oid(content(initial, 0x06));
			if (!mechanism.equals(SPNEGO)) {
				return List.of(named(mechanism) + ", without SPNEGO");
			}
			// [0] NegTokenInit, SEQUENCE, [0] mechTypes, SEQUENCE OF
			ByteBuffer list = content(content(content(content(initial, 0xa0), 0x30), 0xa0), 0x30);
			List<String> mechanisms = new ArrayList<>();
			while (list.hasRemaining()) {
				mechanisms.add(named(oid(content(list, 0x06))));
			}
			return mechanisms;
		}
		catch (RuntimeException ex) {
			return List.of("unreadable");
		}
	}

	private static String named(String oid) {
		return oid + " " + NAMES.getOrDefault(oid, "(unknown)");
	}

	/**
	 * Returns the content of the next element and moves past it.
	 */
	private static ByteBuffer content(ByteBuffer in, int tag) {
		if ((in.get() & 0xff) != tag) {
			throw new IllegalArgumentException("Another element");
		}
		int length = in.get() & 0xff;
		if (length > 0x7f) {
			int bytes = length & 0x7f;
			length = 0;
			for (int i = 0; i < bytes; i++) {
				length = (length << 8) | (in.get() & 0xff);
			}
		}
		ByteBuffer content = in.slice(in.position(), length);
		in.position(in.position() + length);
		return content;
	}

	/**
	 * Reads an object identifier (X.690, section 8.19), without the classes of JGSS,
	 * which a trimmed runtime may lack. The first number holds the first two parts.
	 */
	private static String oid(ByteBuffer content) {
		StringBuilder oid = new StringBuilder();
		do {
			long number = 0;
			byte next;
			do {
				next = content.get();
				number = (number << 7) | (next & 0x7f);
			}
			while (next < 0);
			long root = Math.min(number / 40, 2);
			oid.append(oid.isEmpty() ? root + "." + (number - root * 40) : "." + number);
		}
		while (content.hasRemaining());
		return oid.toString();
	}

}
