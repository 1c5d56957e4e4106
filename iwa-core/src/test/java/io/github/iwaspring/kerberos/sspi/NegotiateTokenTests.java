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

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NegotiateToken}, with tokens of Windows clients. Where a message
 * contains a ticket or a challenge, its frame is real and its content is zeros.
 */
class NegotiateTokenTests {

	/**
	 * NTLM without SPNEGO, captured from Windows 10 over HTTP.
	 */
	static final byte[] RAW_NTLM = Base64.getDecoder()
		.decode("TlRMTVNTUAABAAAAl4II4gAAAAAAAAAAAAAAAAAAAAAKAPRlAAAADw==");

	/**
	 * NegTokenInit with NTLM only, captured from Windows 10.
	 */
	static final byte[] NTLM_IN_SPNEGO = Base64.getDecoder()
		.decode("YEgGBisGAQUFAqA+MDygDjAMBgorBgEEAYI3AgIKoioEKE5UTE1TU1AAAQAAAJeCCOIAAAAAAAAAAAAAAAAAAAAA"
				+ "CgBhSgAAAA8=");

	/**
	 * NegTokenInit with a Kerberos message, captured from Windows 10. Its mechanisms are
	 * Microsoft's Kerberos, Kerberos, NEGOEX and NTLM.
	 */
	static final byte[] KERBEROS = frame(
			"YIIHGwYGKwYBBQUCoIIHDzCCBwugMDAuBgkqhkiC9xIBAgIGCSqGSIb3EgECAgYKKwYBBAGCNwICHgYKKwYBBAGCNwICCqKC"
					+ "BtUEggbRYIIGzQYJKoZIhvcSAQICAQBuggZ8",
			4 + 0x71b);

	/**
	 * NegTokenResp that selects NTLM, with a message of NTLM.
	 */
	static final byte[] NTLM_RESPONSE = frame("oYHOMIHLoAMKAQGhDAYKKwYBBAGCNwICCqKBtQSBsk5UTE1TU1AAAgAAAA==", 3 + 0xce);

	private static final String NTLM = "1.3.6.1.4.1.311.2.2.10";

	private static final String NEGOEX = "1.3.6.1.4.1.311.2.2.30";

	/**
	 * Returns a message of Kerberos: its frame, the first two bytes (of an AP-REQ), and
	 * one more.
	 */
	static byte[] kerberos(int last) {
		return hex("600e06092a864886f712010202" + "0100" + String.format("%02x", last));
	}

	@Test
	void kerberosWithNtlmAsAlternativeIsAllowed() {
		assertThat(first(KERBEROS)).isNull();
		assertThat(later(KERBEROS)).isNull();
	}

	@Test
	void kerberosWithoutSpnegoIsAllowed() {
		assertThat(first(kerberos(7))).isNull();
		assertThat(later(kerberos(7))).isNull();
	}

	/**
	 * Kerberos or Microsoft's Kerberos as the preferred mechanism, with and without a
	 * message, and with flags and a checksum.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "601b06062b0601050502a011300fa00d300b06092a864886f712010202",
			"601b06062b0601050502a011300fa00d300b06092a864882f712010202",
			"602f06062b0601050502a0253023a00d300b06092a864882f712010202a2120410600e06092a864886f7120102020100" + "00",
			"603b06062b0601050502a031302fa00d300b06092a864886f712010202a10403020100"
					+ "a2120410600e06092a864886f712010202010000" + "a30404020a0b" })
	void kerberosInSpnegoIsAllowed(String token) {
		assertThat(first(hex(token))).isNull();
	}

	/**
	 * Responses without fields, with a state only, with a mechanism, and with a message.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "a1023000", "a1073005a0030a0100", "a10f300da10b06092a864886f712010202",
			"a10f300da10b06092a864882f712010202", "a1163014a2120410600e06092a864886f712010202010000",
			"a11c301aa0030a0101" + "a2130411" + "600f06092a864886f7120102020100" + "0000" })
	void responseIsAllowedAfterTheFirstTokenOnly(String token) {
		assertThat(later(hex(token))).isNull();
		assertThat(first(hex(token))).isEqualTo("unknown");
	}

	@Test
	void ntlmIsRecognizedWithAndWithoutSpnego() {
		assertThat(first(RAW_NTLM)).isEqualTo(NTLM);
		assertThat(later(RAW_NTLM)).isEqualTo(NTLM);
		assertThat(first(NTLM_IN_SPNEGO)).isEqualTo(NTLM);
	}

	@Test
	void ntlmInLaterTokenIsRecognizedWithAndWithoutItsName() {
		assertThat(later(NTLM_RESPONSE)).isEqualTo(NTLM);
		assertThat(later(hex("a1143012a210040e4e544c4d53535000030000000000"))).isEqualTo(NTLM);
	}

	@Test
	void ntlmAsPreferredMechanismIsRecognizedWithoutMessage() {
		assertThat(first(hex("601c06062b0601050502a0123010a00e300c060a2b06010401823702020a"))).isEqualTo(NTLM);
	}

	@Test
	void ntlmMessageIsRecognizedUnderTheNameOfKerberos() {
		assertThat(first(hex("602906062b0601050502a01f301da00d300b06092a864886f712010202a20c040a4e544c4d535350000100")))
			.isEqualTo(NTLM);
	}

	/**
	 * NEGOEX as the preferred mechanism, with its own message and with one of Kerberos;
	 * SPNEGO within SPNEGO; Microsoft's name where only Kerberos' own is allowed; and an
	 * unknown mechanism.
	 */
	@ParameterizedTest
	@CsvSource({ "602806062b0601050502a01e301ca00e300c060a2b06010401823702021ea20a04084e45474f45585453, " + NEGOEX,
			"603006062b0601050502a0263024a00e300c060a2b06010401823702021ea2120410600e06092a864886f712010202010000, "
					+ NEGOEX,
			"602b06062b0601050502a021301fa00d300b06092a864886f712010202a20e040c600a06062b06010505020100, 1.3.6.1.5.5.2",
			"600e06092a864882f712010202010000, 1.2.840.48018.1.2.2", "600706052b05010502" + ", 1.3.5.1.5.2" })
	void otherMechanismOfFirstTokenIsNamed(String token, String mechanism) {
		assertThat(first(hex(token))).isEqualTo(mechanism);
	}

	@ParameterizedTest
	@CsvSource({ "a110300ea10c060a2b06010401823702021e, " + NEGOEX, "a10e300ca20a04084e45474f45585453, unknown",
			"a1123010a20e040c600a06062b06010505020100, 1.3.6.1.5.5.2" })
	void otherMechanismOfResponseIsNamed(String token, String mechanism) {
		assertThat(later(hex(token))).isEqualTo(mechanism);
	}

	/**
	 * An empty token; a tag without a length; no mechanism; lengths that are wrong,
	 * indefinite or too long; garbage; a missing, empty or incomplete object identifier;
	 * and data after the end of the token, of its fields, and of a field.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "", "60", "6000", "6006062b0601050502", "600806062b0601050502", "6084ffffffff", "60ff",
			"6080", "60820100060100", "60840000000e06092a864886f712010202010000", "a1", "a10130", "a103300130",
			"4e544c4d535350", "a0033001a0", "deadbeef", "600404022a86", "60020600", "600406022a86",
			"600e06092a864886f71201020201000000", "a1073005a0030a010000", "a1083006a0030a010000",
			"a110300ea10c06092a864886f71201020200", "a10e300ca20a0408" + "6e82000000000000", "a1093007a003020100a400",
			"601e06062b0601050502a0143012a00d300b06092a864886f712010202a20100",
			"601c06062b0601050502a0123010a00d300b06092a864886f71201020200" })
	void malformedTokenIsNotAllowed(String token) {
		byte[] bytes = hex(token);
		assertThat(first(bytes)).isEqualTo("unknown");
		assertThat(later(bytes)).isEqualTo("unknown");
	}

	@Test
	void truncatedTokenIsNotAllowed() {
		for (byte[] token : new byte[][] { NTLM_IN_SPNEGO, KERBEROS, NTLM_RESPONSE, RAW_NTLM, kerberos(0) }) {
			for (int length = 0; length < token.length; length++) {
				byte[] truncated = Arrays.copyOf(token, length);
				assertThat(first(truncated)).isNotNull();
				assertThat(later(truncated)).isNotNull();
			}
		}
	}

	private static @Nullable String first(byte[] token) {
		return NegotiateToken.foreignMechanism(token, true);
	}

	private static @Nullable String later(byte[] token) {
		return NegotiateToken.foreignMechanism(token, false);
	}

	private static byte[] frame(String start, int length) {
		return Arrays.copyOf(Base64.getDecoder().decode(start), length);
	}

	private static byte[] hex(String bytes) {
		return HexFormat.of().parseHex(bytes);
	}

}
