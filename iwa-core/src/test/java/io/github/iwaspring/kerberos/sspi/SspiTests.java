package io.github.iwaspring.kerberos.sspi;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Sspi}.
 */
class SspiTests {

	@Test
	void bufferOfChannelBindingIsEightLittleEndianWordsAndData() {
		// the initiator's type, length and offset, then those of the acceptor
		String expected = "00000000" + "00000000" + "00000000" //
				+ "00000000" + "00000000" + "00000000" //
				+ "35000000" // application data: 21 + 32 bytes
				+ "20000000" // at offset 32
				+ "746c732d7365727665722d656e642d706f696e743a" // tls-server-end-point:
				+ TestBindings.HASH;
		Sspi.Buffer buffer = Sspi.Buffer.of(TestBindings.binding());
		assertThat(buffer.type()).isEqualTo(14);
		assertThat(HexFormat.of().formatHex(buffer.bytes())).isEqualTo(expected);
	}

}
