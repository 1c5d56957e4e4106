package io.github.iwaspring.kerberos.sspi;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChannelBindingsBuffer}.
 */
class ChannelBindingsBufferTests {

	@Test
	void isEightLittleEndianWordsAndTheData() {
		String expected = "00000000" + "00000000" + "00000000" // initiator: type, length,
																// offset
				+ "00000000" + "00000000" + "00000000" // acceptor: type, length, offset
				+ "35000000" // application data: 21 + 32 bytes
				+ "20000000" // at offset 32
				+ "746c732d7365727665722d656e642d706f696e743a" // tls-server-end-point:
				+ TestBindings.HASH;
		assertThat(HexFormat.of().formatHex(ChannelBindingsBuffer.of(TestBindings.binding()))).isEqualTo(expected);
	}

}
