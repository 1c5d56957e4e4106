package io.github.iwaspring.kerberos.sspi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import io.github.iwaspring.kerberos.ChannelBinding;

/**
 * The layout of {@code SEC_CHANNEL_BINDINGS}: eight little-endian words, and the
 * application data behind them. The addresses of both sides are left out: their type and
 * length are 0, as RFC 5929's peers expect.
 */
final class ChannelBindingsBuffer {

	private static final int HEADER = 8 * Integer.BYTES;

	private ChannelBindingsBuffer() {
	}

	static byte[] of(ChannelBinding binding) {
		byte[] data = binding.applicationData();
		return ByteBuffer.allocate(HEADER + data.length)
			.order(ByteOrder.LITTLE_ENDIAN)
			.putInt(0) // dwInitiatorAddrType
			.putInt(0) // cbInitiatorLength
			.putInt(0) // dwInitiatorOffset
			.putInt(0) // dwAcceptorAddrType
			.putInt(0) // cbAcceptorLength
			.putInt(0) // dwAcceptorOffset
			.putInt(data.length) // cbApplicationDataLength
			.putInt(HEADER) // dwApplicationDataOffset
			.put(data)
			.array();
	}

}
