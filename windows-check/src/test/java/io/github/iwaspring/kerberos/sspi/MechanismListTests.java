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
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link MechanismList}.
 */
class MechanismListTests {

	@Test
	void mechanismsOfSpnegoAreListedInTheirOrder() {
		// as Windows offers them, without the message of the first
		assertThat(of("603e06062b0601050502a0343032a030302e06092a864882f71201020206092a864886"
				+ "f712010202060a2b06010401823702021e060a2b06010401823702020a"))
			.containsExactly("1.2.840.48018.1.2.2 Microsoft's Kerberos", "1.2.840.113554.1.2.2 Kerberos",
					"1.3.6.1.4.1.311.2.2.30 NEGOEX", "1.3.6.1.4.1.311.2.2.10 NTLM");
	}

	@Test
	void tokenWithoutSpnegoHasOneMechanism() {
		assertThat(of("600d06092a864886f7120102020100"))
			.containsExactly("1.2.840.113554.1.2.2 Kerberos, without SPNEGO");
		assertThat(of("4e544c4d5353500001000000")).containsExactly("NTLM, without SPNEGO");
	}

	@Test
	void malformedTokenIsUnreadable() {
		assertThat(of("")).containsExactly("unreadable");
		assertThat(of("60840fffffff06")).containsExactly("unreadable");
		assertThat(of("602806062b0601050502")).containsExactly("unreadable");
	}

	private static List<String> of(String token) {
		return MechanismList.of(HexFormat.of().parseHex(token));
	}

}
