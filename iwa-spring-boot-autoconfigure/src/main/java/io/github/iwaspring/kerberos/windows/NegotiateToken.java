package io.github.iwaspring.kerberos.windows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * A token that package Negotiate made, seen from outside: raw, or in SPNEGO (RFC 4178,
 * section 4.2). Windows offers NTLM as an alternative beside Kerberos in most tokens,
 * which is no harm; what counts is whose message the token carries, and, if it carries
 * none, which mechanism it prefers.
 */
final class NegotiateToken {

	private static final byte[] NTLM_MESSAGE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] SPNEGO = HexFormat.of().parseHex("2b0601050502"); // 1.3.6.1.5.5.2

	private static final byte[] NTLM = HexFormat.of().parseHex("2b06010401823702020a"); // 1.3.6.1.4.1.311.2.2.10

	private static final int SEQUENCE = 0x30;

	private static final int OBJECT_IDENTIFIER = 0x06;

	private static final int OCTET_STRING = 0x04;

	private static final int GSS_API = 0x60; // [APPLICATION 0]

	private NegotiateToken() {
	}

	/**
	 * Whether a token would speak NTLM. What is no well-formed token is not NTLM.
	 */
	static boolean isNtlm(byte[] token) {
		if (startsWithNtlm(ByteBuffer.wrap(token))) {
			return true;
		}
		ByteBuffer whole = ByteBuffer.wrap(token);
		ByteBuffer initial = enter(whole, GSS_API);
		if (initial != null) {
			ByteBuffer mechanism = enter(initial, OBJECT_IDENTIFIER);
			return mechanism != null && isOid(mechanism, SPNEGO) && isNtlmInit(enter(initial, context(0)));
		}
		return isNtlmResponse(enter(whole, context(1)));
	}

	/**
	 * Looks into a {@code NegTokenInit}.
	 */
	private static boolean isNtlmInit(@Nullable ByteBuffer choice) {
		ByteBuffer fields = enter(choice, SEQUENCE);
		ByteBuffer mechanisms = enter(enter(fields, context(0)), SEQUENCE);
		enter(fields, context(1)); // reqFlags
		ByteBuffer message = enter(enter(fields, context(2)), OCTET_STRING);
		if (message != null) {
			return startsWithNtlm(message);
		}
		ByteBuffer preferred = enter(mechanisms, OBJECT_IDENTIFIER);
		return preferred != null && isOid(preferred, NTLM);
	}

	/**
	 * Looks into a {@code NegTokenResp}.
	 */
	private static boolean isNtlmResponse(@Nullable ByteBuffer choice) {
		ByteBuffer fields = enter(choice, SEQUENCE);
		enter(fields, context(0)); // negState
		ByteBuffer chosen = enter(enter(fields, context(1)), OBJECT_IDENTIFIER);
		ByteBuffer message = enter(enter(fields, context(2)), OCTET_STRING);
		return (chosen != null && isOid(chosen, NTLM)) || (message != null && startsWithNtlm(message));
	}

	private static int context(int number) {
		return 0xa0 | number;
	}

	/**
	 * Takes the next element's content if it has the tag, and moves past it; else stays.
	 */
	private static @Nullable ByteBuffer enter(@Nullable ByteBuffer in, int tag) {
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

	private static boolean startsWithNtlm(ByteBuffer message) {
		return message.remaining() >= NTLM_MESSAGE.length
				&& message.slice(message.position(), NTLM_MESSAGE.length).equals(ByteBuffer.wrap(NTLM_MESSAGE));
	}

	private static boolean isOid(ByteBuffer content, byte[] oid) {
		byte[] bytes = new byte[content.remaining()];
		content.duplicate().get(bytes);
		return Arrays.equals(bytes, oid);
	}

}
