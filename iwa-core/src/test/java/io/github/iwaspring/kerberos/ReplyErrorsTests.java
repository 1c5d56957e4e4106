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

package io.github.iwaspring.kerberos;

import java.util.HexFormat;
import java.util.OptionalInt;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.fixtures.ScriptedKdc;
import org.ietf.jgss.GSSException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReplyErrors}.
 */
class ReplyErrorsTests {

	private static final ServicePrincipalName SERVICE = ServicePrincipalName.of(null, "adfs.contoso.com");

	/**
	 * What the JDK says of a rejection: it cannot read the token.
	 */
	private static final GSSException UNREADABLE = new GSSException(GSSException.DEFECTIVE_TOKEN, -1,
			"AP_REP token id does not match!");

	@ParameterizedTest
	@CsvSource({ "31, NEGOTIATE_REJECTED, could not decrypt", "41, NEGOTIATE_REJECTED, could not decrypt",
			"44, NEGOTIATE_REJECTED, does not have the key", "45, NEGOTIATE_REJECTED, does not have the key",
			"35, NEGOTIATE_REJECTED, does not answer to the name", "14, NEGOTIATE_REJECTED, encryption type",
			"32, TICKET_EXPIRED, considers the ticket expired", "37, CLOCK_SKEW, clocks of this machine and of HTTP/",
			"33, CLOCK_SKEW, clocks of this machine and of HTTP/", "34, NEGOTIATE_REJECTED, repetition",
			"60, NEGOTIATE_REJECTED, Kerberos error 60", "300, NEGOTIATE_REJECTED, Kerberos error 300" })
	void errorInTheTokenOfTheServiceIsReadWhereTheLibraryCannot(int number, IwaErrorCode code, String words) {
		for (byte[] token : new byte[][] { spnego(ScriptedKdc.error(number)), gss(ScriptedKdc.error(number)),
				ScriptedKdc.error(number, new String[0]) }) {
			IwaException failure = KerberosErrors.ofReply(UNREADABLE, token, SERVICE);
			assertThat(failure.code()).isEqualTo(code);
			assertThat(failure.description()).contains(words)
				.doesNotContain("domain controller", "could not make a ticket", "{");
			assertThat(failure.action()).doesNotContain("{").endsWith(".");
		}
	}

	@ParameterizedTest
	@CsvSource({ "Decrypt integrity check failed, NEGOTIATE_REJECTED, kinit",
			"Key version is not available, NEGOTIATE_REJECTED, setspn -Q */adfs.contoso.com",
			"Message stream modified, NEGOTIATE_REJECTED, setspn -X", "Clock skew too great, CLOCK_SKEW, clocks",
			"Ticket expired, TICKET_EXPIRED, kinit",
			"Encryption type aes256-cts-hmac-sha1-96 not permitted, NEGOTIATE_REJECTED, AES" })
	void wordsOfThePlatformsLibraryAreRead(String words, IwaErrorCode code, String action) {
		IwaException failure = KerberosErrors.ofReply(new GSSException(GSSException.FAILURE, 1, words),
				HexFormat.of().parseHex("a1073005a0030a0102"), SERVICE);
		assertThat(failure.code()).isEqualTo(code);
		assertThat(failure.action()).contains(action);
		assertThat(failure.description()).doesNotContain("domain controller");
	}

	@Test
	void tokenWithoutAnErrorGivesNoReason() {
		for (String token : new String[] { "", "a1073005a0030a0102", "a003020105a10302011ea6",
				"a003020105a10302011ea605", "a003020105a10302011ea4", "a003020105a10302011ea603020400" }) {
			assertThat(ReplyErrors.errorNumber(HexFormat.of().parseHex(token))).isEqualTo(OptionalInt.empty());
		}
		IwaException failure = KerberosErrors.ofReply(UNREADABLE, new byte[] { 1 }, SERVICE);
		assertThat(failure.code()).isEqualTo(IwaErrorCode.KERBEROS_FAILED);
		assertThat(failure.description()).contains("gives no reason").doesNotContain("could not make a ticket");
	}

	private static byte[] gss(byte[] error) {
		return HexFormat.of()
			.parseHex("60820000" + "06092a864886f712010202" + "0300" + HexFormat.of().formatHex(error));
	}

	private static byte[] spnego(byte[] error) {
		return HexFormat.of().parseHex("a1820000" + "3082ffff" + "a0030a0102" + HexFormat.of().formatHex(gss(error)));
	}

}
