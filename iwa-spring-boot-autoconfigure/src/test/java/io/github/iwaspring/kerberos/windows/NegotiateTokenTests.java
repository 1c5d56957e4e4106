package io.github.iwaspring.kerberos.windows;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NegotiateToken}, with what Windows clients send. Of messages that hold
 * somebody's ticket or challenge, the frame is real and the contents are zeros.
 */
class NegotiateTokenTests {

	/**
	 * Windows 10 in a capture of HTTP, without SPNEGO.
	 */
	static final byte[] RAW_NTLM = Base64.getDecoder()
		.decode("TlRMTVNTUAABAAAAl4II4gAAAAAAAAAAAAAAAAAAAAAKAPRlAAAADw==");

	/**
	 * Windows 10 in a capture: NegTokenInit with NTLM alone.
	 */
	static final byte[] NTLM_IN_SPNEGO = Base64.getDecoder()
		.decode("YEgGBisGAQUFAqA+MDygDjAMBgorBgEEAYI3AgIKoioEKE5UTE1TU1AAAQAAAJeCCOIAAAAAAAAAAAAAAAAAAAAA"
				+ "CgBhSgAAAA8=");

	/**
	 * Windows 10 in a capture: NegTokenInit with a Kerberos message, and the mechanisms
	 * Microsoft's Kerberos, Kerberos, NEGOEX and NTLM.
	 */
	static final byte[] KERBEROS = frame(
			"YIIHGwYGKwYBBQUCoIIHDzCCBwugMDAuBgkqhkiC9xIBAgIGCSqGSIb3EgECAgYKKwYBBAGCNwICHgYKKwYBBAGCNwICCqKC"
					+ "BtUEggbRYIIGzQYJKoZIhvcSAQICAQBuggZ8",
			4 + 0x71b);

	/**
	 * NegTokenResp that chose NTLM, with one of its messages.
	 */
	static final byte[] NTLM_RESPONSE = frame("oYHOMIHLoAMKAQGhDAYKKwYBBAGCNwICCqKBtQSBsk5UTE1TU1AAAgAAAA==", 3 + 0xce);

	@Test
	void recognisesNtlmWithoutSpnego() {
		assertThat(NegotiateToken.isNtlm(RAW_NTLM)).isTrue();
	}

	@Test
	void recognisesNtlmInTheFirstToken() {
		assertThat(NegotiateToken.isNtlm(NTLM_IN_SPNEGO)).isTrue();
	}

	@Test
	void recognisesNtlmInALaterToken() {
		assertThat(NegotiateToken.isNtlm(NTLM_RESPONSE)).isTrue();
	}

	@Test
	void recognisesNtlmInALaterTokenThatDoesNotNameIt() {
		assertThat(NegotiateToken.isNtlm(hex("a1143012a210040e4e544c4d535350000300000000" + "00"))).isTrue();
	}

	@Test
	void recognisesThatNtlmIsPreferredWithoutAMessage() {
		assertThat(NegotiateToken.isNtlm(hex("601c06062b0601050502a0123010a00e300c060a2b06010401823702020a"))).isTrue();
	}

	@Test
	void letsKerberosPassThatOffersNtlmAsAnAlternative() {
		assertThat(NegotiateToken.isNtlm(KERBEROS)).isFalse();
	}

	/**
	 * A final token, empty, something else, lengths that lie, and garbage.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "a1073005a0030a0100", "", "60", "6006062b0601050502", "6084ffffffff", "60ff", "6080",
			"60820100060100", "a1", "a103300130", "4e544c4d535350", "a0033001a0" })
	void letsPassWhatIsNotNtlm(String token) {
		assertThat(NegotiateToken.isNtlm(hex(token))).isFalse();
	}

	@Test
	void survivesEveryTruncation() {
		for (byte[] token : new byte[][] { NTLM_IN_SPNEGO, KERBEROS, NTLM_RESPONSE }) {
			for (int length = 0; length < token.length; length++) {
				assertThat(NegotiateToken.isNtlm(Arrays.copyOf(token, length))).isFalse();
			}
		}
	}

	private static byte[] frame(String start, int length) {
		return Arrays.copyOf(Base64.getDecoder().decode(start), length);
	}

	private static byte[] hex(String bytes) {
		return HexFormat.of().parseHex(bytes);
	}

}
