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

import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.support.Diagnosis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SspiErrors}.
 */
class SspiErrorsTests {

	private static final String SERVICE = "HTTP/adfs.contoso.test";

	@ParameterizedTest
	@CsvSource({ "8009030E, ticket-missing, SEC_E_NO_CREDENTIALS",
			"8009030D, ticket-missing, SEC_E_UNKNOWN_CREDENTIALS",
			"80070520, ticket-missing, ERROR_NO_SUCH_LOGON_SESSION",
			"C000005F, ticket-missing, STATUS_NO_SUCH_LOGON_SESSION", "80090334, kerberos-failed, SEC_E_NO_TGT_REPLY",
			"8009030C, kerberos-failed, SEC_E_LOGON_DENIED", "80090303, spn-unknown, SEC_E_TARGET_UNKNOWN",
			"80090322, spn-unknown, SEC_E_WRONG_PRINCIPAL", "80090341, spn-unknown, SEC_E_KDC_UNABLE_TO_REFER",
			"80090324, clock-skew, SEC_E_TIME_SKEW", "C0000133, clock-skew, STATUS_TIME_DIFFERENCE_AT_DC",
			"80090311, kdc-unreachable, SEC_E_NO_AUTHENTICATING_AUTHORITY",
			"80090350, kdc-unreachable, SEC_E_DOWNGRADE_DETECTED", "C000005E, kdc-unreachable, STATUS_NO_LOGON_SERVERS",
			"80090342, encryption-type-unsupported, SEC_E_KDC_UNKNOWN_ETYPE",
			"80090317, ticket-expired, SEC_E_CONTEXT_EXPIRED", "80090340, kerberos-failed, SEC_E_KDC_INVALID_REQUEST",
			"80090346, kerberos-failed, SEC_E_BAD_BINDINGS", "80090304, kerberos-failed, SEC_E_INTERNAL_ERROR",
			"80090329, kerberos-failed, SEC_E_ENCRYPT_FAILURE",
			"80090305, provider-unavailable, SEC_E_SECPKG_NOT_FOUND",
			"80070775, account-locked, ERROR_ACCOUNT_LOCKED_OUT", "C0000234, account-locked, STATUS_ACCOUNT_LOCKED_OUT",
			"80070533, account-locked, ERROR_ACCOUNT_DISABLED", "80070701, account-locked, ERROR_ACCOUNT_EXPIRED",
			"80070532, password-expired, ERROR_PASSWORD_EXPIRED",
			"80070773, password-expired, ERROR_PASSWORD_MUST_CHANGE",
			"80070525, principal-unknown, ERROR_NO_SUCH_USER" })
	void ofStatusReturnsErrorOfTheContract(String value, String id, String name) {
		IwaException failure = SspiErrors.ofStatus(Integer.parseUnsignedInt(value, 16), SERVICE);
		assertThat(failure.code().id()).isEqualTo(id);
		assertThat(failure.stage()).isEqualTo(Stage.KERBEROS);
		assertThat(failure).hasMessageContaining("(" + name + ", 0x" + value + ").");
	}

	@Test
	void ofStatusWhenUnknownThenNamesNumberAndService() {
		IwaException failure = SspiErrors.ofStatus(0x8009FFFF, SERVICE);
		assertThat(failure.code()).isEqualTo(IwaErrorCode.KERBEROS_FAILED);
		assertThat(failure).hasMessageContainingAll("0x8009FFFF", SERVICE).hasMessageNotContaining("{");
	}

	@Test
	void actionLooksForTheServiceOfAnyClass() {
		assertThat(SspiErrors.ofStatus(0x80090303, SERVICE)).hasMessageContaining("setspn -Q */adfs.contoso.test.");
		assertThat(SspiErrors.notKerberos(NegotiateToken.NTLM, "host/adfs.contoso.test@CORP"))
			.hasMessageContaining("-Q */adfs.contoso.test)");
	}

	@ParameterizedTest
	@MethodSource("statuses")
	void descriptionAndActionAreFilledIn(int status) {
		for (IwaException error : new IwaException[] { SspiErrors.ofStatus(status, SERVICE),
				SspiErrors.ofReply(status, SERVICE), SspiErrors.ofCredentials(status),
				SspiErrors.unknownName(status) }) {
			assertThat(error.description()).doesNotContain("{").matches("[A-Z].*[^. ] \\(\\w+, 0x[0-9A-F]{8}\\)\\.");
			assertThat(error.action()).doesNotContain("{").endsWith(".").hasSizeGreaterThan(20);
		}
	}

	/**
	 * Where no response was read, nobody knows what such a status means.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0x80090308, 0x8009030F, 0x80090363 })
	void statusOfAResponseSaysSoOnlyWhereOneWasRead(int status) {
		assertThat(SspiErrors.ofReply(status, SERVICE).description()).containsAnyOf("The response of", "did not prove");
		assertThat(SspiErrors.ofStatus(status, SERVICE).description()).contains("could not make a ticket", "SEC_E_");
	}

	@Test
	void credentialsAndNameAreForNoService() {
		assertThat(SspiErrors.ofCredentials(0x80090303)).hasMessageContaining("did not open the credentials")
			.hasMessageContaining("SEC_E_TARGET_UNKNOWN")
			.hasMessageNotContaining("service");
		assertThat(SspiErrors.unknownName(0x80090303)).hasMessageContaining("did not return the name")
			.hasMessageContaining("SEC_E_TARGET_UNKNOWN");
		assertThat(SspiErrors.ofCredentials(0x80090306)).hasMessageContaining("does not let this process");
	}

	/**
	 * A domain controller that cannot be asked is the user's matter, an account without a
	 * name the administrator's.
	 */
	@ParameterizedTest
	@CsvSource({ "1355, No domain controller answered, VPN", "1311, No domain controller answered, VPN",
			"1332, has no user principal name, An administrator", "5, did not return, DEBUG",
			"234, did not return, DEBUG" })
	void missingNameTellsWhatToDo(int error, String description, String action) {
		Diagnosis missing = SspiErrors.missingName(error);
		assertThat(missing.code()).isEqualTo(IwaErrorCode.USERNAME_UNKNOWN);
		assertThat(missing.description()).contains(description).endsWith(".");
		assertThat(missing.action()).contains(action).endsWith(".");
	}

	/**
	 * The JDK has a {@code klist} of its own, which may be found first.
	 */
	@Test
	void actionsNameTheKlistOfWindows() {
		assertThat(Stream
			.concat(statuses().map((status) -> SspiErrors.ofStatus(status, SERVICE)),
					Stream.of(SspiErrors.ofStatus(0x8009FFFF, SERVICE), SspiErrors.unknownName(0)))
			.map(IwaException::action)
			.filter((action) -> action.contains("klist"))).hasSizeGreaterThan(5)
			.allSatisfy((action) -> assertThat(action).containsPattern("%SystemRoot%\\\\System32\\\\klist\\.exe "));
	}

	static Stream<Integer> statuses() {
		return SspiStatusTable.rows().flatMap((row) -> row.statuses().keySet().stream());
	}

}
