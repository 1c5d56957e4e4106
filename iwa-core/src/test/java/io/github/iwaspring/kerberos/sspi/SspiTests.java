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
