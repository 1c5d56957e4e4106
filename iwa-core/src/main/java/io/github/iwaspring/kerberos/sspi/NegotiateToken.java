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
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds the mechanism of a token of Windows' package Negotiate. The token is a message of
 * Kerberos (RFC 4121, section 4.1) or of SPNEGO (RFC 4178, section 4.2). Only a
 * well-formed token of Kerberos may be sent. Most tokens offer other mechanisms after
 * Kerberos, which does no harm: what counts is the preferred mechanism, and the one whose
 * message the token contains.
 */
final class NegotiateToken {

	static final String NTLM = "1.3.6.1.4.1.311.2.2.10";

	/**
	 * The mechanism of a token that is malformed, or does not name one.
	 */
	static final String UNKNOWN = "unknown";

	private static final String KERBEROS = "1.2.840.113554.1.2.2";

	/**
	 * Kerberos, and Microsoft's own identifier for it.
	 */
	private static final Set<String> KERBEROS_IN_SPNEGO = Set.of(KERBEROS, "1.2.840.48018.1.2.2");

	static final String SPNEGO = "1.3.6.1.5.5.2";

	private static final ByteBuffer NTLM_MESSAGE = StandardCharsets.US_ASCII.encode("NTLMSSP\0").asReadOnlyBuffer();

	private static final int SEQUENCE = 0x30;

	private static final int OBJECT_IDENTIFIER = 0x06;

	private static final int OCTET_STRING = 0x04;

	private static final int GSS_API = 0x60; // [APPLICATION 0]

	private NegotiateToken() {
	}

	/**
	 * Returns the mechanism of a token that must not be sent.
	 * @param token the token
	 * @param first whether it is the first token of its context, which cannot be a
	 * response
	 * @return the object identifier in dotted form, or {@link #UNKNOWN}; {@code null} if
	 * the token is one of Kerberos and may be sent
	 */
	static @Nullable String foreignMechanism(byte[] token, boolean first) {
		ByteBuffer response = first ? null : last(ByteBuffer.wrap(token), context(1));
		if (response != null) {
			return ofResponse(response);
		}
		ByteBuffer initial = last(ByteBuffer.wrap(token), GSS_API);
		return oid(enter(initial, OBJECT_IDENTIFIER)).equals(SPNEGO) ? ofInit(last(initial, context(0)))
				: ofMessage(ByteBuffer.wrap(token), Set.of(KERBEROS));
	}

	/**
	 * Reads a {@code NegTokenInit}, whose message belongs to the mechanism that it lists
	 * first.
	 */
	private static @Nullable String ofInit(@Nullable ByteBuffer choice) {
		ByteBuffer fields = last(choice, SEQUENCE);
		ByteBuffer mechanisms = last(enter(fields, context(0)), SEQUENCE);
		enter(fields, context(1)); // reqFlags
		String preferred = oid(enter(mechanisms, OBJECT_IDENTIFIER));
		return KERBEROS_IN_SPNEGO.contains(preferred) ? ofOptionalMessage(fields) : preferred;
	}

	/**
	 * Reads a {@code NegTokenResp}. Both its mechanism and its message are optional.
	 */
	private static @Nullable String ofResponse(ByteBuffer choice) {
		ByteBuffer fields = last(choice, SEQUENCE);
		enter(fields, context(0)); // negState
		ByteBuffer supported = enter(fields, context(1));
		String chosen = (supported != null) ? oid(last(supported, OBJECT_IDENTIFIER)) : KERBEROS;
		return KERBEROS_IN_SPNEGO.contains(chosen) ? ofOptionalMessage(fields) : chosen;
	}

	/**
	 * Reads the last two fields, which both types of SPNEGO tokens have.
	 */
	private static @Nullable String ofOptionalMessage(@Nullable ByteBuffer fields) {
		ByteBuffer message = enter(fields, context(2));
		enter(fields, context(3)); // mechListMIC
		if (fields == null || fields.hasRemaining()) {
			return UNKNOWN;
		}
		return (message != null) ? ofMessage(last(message, OCTET_STRING), KERBEROS_IN_SPNEGO) : null;
	}

	private static @Nullable String ofMessage(@Nullable ByteBuffer message, Set<String> kerberos) {
		if (message != null && message.slice().limit(Math.min(message.remaining(), 8)).equals(NTLM_MESSAGE)) {
			return NTLM;
		}
		String mechanism = oid(enter(last(message, GSS_API), OBJECT_IDENTIFIER));
		return kerberos.contains(mechanism) ? null : mechanism;
	}

	private static int context(int number) {
		return 0xa0 | number;
	}

	/**
	 * Returns the next element's content if it has the tag and is the last one.
	 */
	private static @Nullable ByteBuffer last(@Nullable ByteBuffer in, int tag) {
		ByteBuffer content = enter(in, tag);
		return (in != null && !in.hasRemaining()) ? content : null;
	}

	/**
	 * Returns the next element's content and moves past it, if it has the tag.
	 */
	static @Nullable ByteBuffer enter(@Nullable ByteBuffer in, int tag) {
		if (in == null || in.remaining() < 2 || (in.get(in.position()) & 0xff) != tag) {
			return null;
		}
		ByteBuffer ahead = in.slice();
		ahead.get();
		int length = ahead.get() & 0xff;
		if (length > 0x7f) {
			int bytes = length & 0x7f;
			if (bytes == 0 || bytes > 3 || ahead.remaining() < bytes) {
				return null;
			}
			length = 0;
			for (int i = 0; i < bytes; i++) {
				length = (length << 8) | (ahead.get() & 0xff);
			}
		}
		if (length > ahead.remaining()) {
			return null;
		}
		ByteBuffer content = ahead.slice(ahead.position(), length);
		in.position(in.position() + ahead.position() + length);
		return content;
	}

	/**
	 * Decodes an object identifier (X.690, section 8.19). The class of JGSS would do so
	 * too, but its module may be missing where Windows' own Kerberos is used.
	 */
	static String oid(@Nullable ByteBuffer content) {
		if (content == null || content.remaining() > 0x7f || !content.hasRemaining()) {
			return UNKNOWN;
		}
		StringBuilder dotted = new StringBuilder();
		long arc = 0;
		boolean complete = true;
		while (content.hasRemaining()) {
			byte next = content.get();
			if ((complete && next == (byte) 0x80) || arc > (Integer.MAX_VALUE >> 7)) {
				return UNKNOWN;
			}
			arc = (arc << 7) | (next & 0x7f);
			complete = next >= 0;
			if (complete) {
				dotted.append(dotted.isEmpty() ? Math.min(arc / 40, 2) + "." + (arc - 40 * Math.min(arc / 40, 2))
						: "." + arc);
				arc = 0;
			}
		}
		return complete ? dotted.toString() : UNKNOWN;
	}

}
