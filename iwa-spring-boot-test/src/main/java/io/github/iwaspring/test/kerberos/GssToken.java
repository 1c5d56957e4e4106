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

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * The frames around a Kerberos message in the first token of a client (RFC 2743, section
 * 3.1): SPNEGO's {@code NegTokenInit} (RFC 4178, section 4.2.1), which can be missing,
 * and the frame of Kerberos (RFC 4121, section 4.1).
 */
final class GssToken {

	private static final int OBJECT_IDENTIFIER = 0x06;

	private static final int OCTET_STRING = 0x04;

	private static final int SEQUENCE = 0x30;

	private static final int INITIAL_CONTEXT_TOKEN = 0x60;

	private static final int NEG_TOKEN_INIT = 0xa0;

	private static final int MECH_TOKEN = 0xa2;

	private static final ByteBuffer SPNEGO = ByteBuffer.wrap(new byte[] { 0x2b, 6, 1, 5, 5, 2 });

	private static final short TOK_ID_AP_REQ = 0x0100;

	private GssToken() {
	}

	/**
	 * Extracts the Kerberos message.
	 * @param token the token
	 * @return the {@code AP-REQ}
	 * @throws IllegalArgumentException if the token contains none
	 */
	static byte[] apRequest(byte[] token) {
		try {
			ByteBuffer content = enter(ByteBuffer.wrap(token), INITIAL_CONTEXT_TOKEN);
			if (enter(content, OBJECT_IDENTIFIER).equals(SPNEGO)) {
				ByteBuffer init = enter(enter(content, NEG_TOKEN_INIT), SEQUENCE);
				content = enter(enter(enter(init, MECH_TOKEN), OCTET_STRING), INITIAL_CONTEXT_TOKEN);
				enter(content, OBJECT_IDENTIFIER);
			}
			if (content.getShort() != TOK_ID_AP_REQ) {
				throw new IllegalArgumentException("The token is not the first one of a Kerberos client");
			}
			byte[] request = new byte[content.remaining()];
			content.get(request);
			return request;
		}
		catch (BufferUnderflowException ex) {
			throw new IllegalArgumentException("The token ends too early", ex);
		}
	}

	/**
	 * Returns the content of the next DER element with a tag, and skips the elements
	 * before it.
	 */
	private static ByteBuffer enter(ByteBuffer elements, int tag) {
		while (true) {
			int found = elements.get() & 0xff;
			int length = length(elements);
			if (length < 0 || length > elements.remaining()) {
				throw new BufferUnderflowException();
			}
			ByteBuffer content = elements.slice(elements.position(), length);
			elements.position(elements.position() + length);
			if (found == tag) {
				return content;
			}
		}
	}

	private static int length(ByteBuffer elements) {
		int length = elements.get() & 0xff;
		if (length < 0x80) {
			return length;
		}
		int octets = length & 0x7f;
		length = 0;
		for (int octet = 0; octet < octets; octet++) {
			length = (length << 8) | (elements.get() & 0xff);
		}
		return length;
	}

}
