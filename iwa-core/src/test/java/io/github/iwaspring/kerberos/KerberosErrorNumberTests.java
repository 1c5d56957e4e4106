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

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.fixtures.ScriptedKdc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that every error number of RFC 4120, section 7.5.9, has a meaning, with the
 * exceptions that the JDK really makes of a domain controller's answer.
 */
class KerberosErrorNumberTests {

	/**
	 * The numbers whose code is not {@code kerberos-failed}.
	 */
	private static final Map<Integer, IwaErrorCode> CODES = Map.ofEntries(Map.entry(1, IwaErrorCode.ACCOUNT_LOCKED),
			Map.entry(6, IwaErrorCode.PRINCIPAL_UNKNOWN), Map.entry(7, IwaErrorCode.SPN_UNKNOWN),
			Map.entry(8, IwaErrorCode.SPN_UNKNOWN), Map.entry(12, IwaErrorCode.ACCOUNT_LOCKED),
			Map.entry(14, IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED),
			Map.entry(15, IwaErrorCode.ENCRYPTION_TYPE_UNSUPPORTED), Map.entry(18, IwaErrorCode.ACCOUNT_LOCKED),
			Map.entry(21, IwaErrorCode.ACCOUNT_LOCKED), Map.entry(23, IwaErrorCode.PASSWORD_EXPIRED),
			Map.entry(29, IwaErrorCode.KDC_UNREACHABLE), Map.entry(32, IwaErrorCode.TICKET_EXPIRED),
			Map.entry(33, IwaErrorCode.CLOCK_SKEW), Map.entry(37, IwaErrorCode.CLOCK_SKEW));

	private static final Map<Integer, String> WORDS = Map.ofEntries(Map.entry(1, "AccountExpiration"),
			Map.entry(7, "setspn -X"), Map.entry(9, "new password"), Map.entry(12, "log-on hours"),
			Map.entry(18, "LogonHours"), Map.entry(24, "new keytab"), Map.entry(25, "smart card"),
			Map.entry(36, "-Dfile.encoding=UTF-8"), Map.entry(38, "noaddresses"), Map.entry(41, "upper case"),
			Map.entry(52, "udp_preference_limit = 1"), Map.entry(62, "certificate"), Map.entry(63, "[capaths]"),
			Map.entry(68, "upper case"), Map.entry(75, "certificate"));

	private KerberosLab lab;

	@BeforeEach
	void start(@TempDir Path folder) throws IOException {
		this.lab = new KerberosLab(folder);
	}

	@AfterEach
	void stop() throws IOException {
		this.lab.close();
	}

	static IntStream numbers() {
		return IntStream.concat(IntStream.rangeClosed(0, 82), IntStream.of(90, 91, 93, 100));
	}

	@Test
	void everyNumberHasOneRow() {
		numbers()
			.forEach((number) -> assertThat(KerberosErrorTable.byNumber(number)).as("error " + number).isNotNull());
		assertThat(KerberosErrorTable.byNumber(KerberosClue.NO_NUMBER)).isNull();
	}

	@ParameterizedTest
	@MethodSource("numbers")
	void answerWithTicketCacheIsReadByItsNumber(int number) throws IOException {
		this.lab.kdc.answer(number);
		assertRead(KerberosLab.failure(this.lab.ticketCache()), number);
	}

	@ParameterizedTest
	@MethodSource("numbers")
	void answerWithKeytabIsReadByItsNumberAndNeverMeansNoTicket(int number) throws IOException {
		this.lab.kdc.answer(number);
		IwaException failure = KerberosLab.failure(this.lab.keytab());
		assertRead(failure, number);
		assertThat(failure.description()).contains("The login with the keytab ", "alice.keytab failed. ");
	}

	private static void assertRead(IwaException failure, int number) {
		assertThat(failure.code()).isEqualTo(CODES.getOrDefault(number, IwaErrorCode.KERBEROS_FAILED));
		assertThat(failure.stage()).isEqualTo(Stage.KERBEROS);
		assertThat(failure.isLocal()).isFalse();
		assertThat(failure.action()).contains(WORDS.getOrDefault(number, ""))
			.endsWith(".")
			.doesNotContain("{")
			.doesNotContain("Look at the cause");
		assertThat(failure.description()).doesNotContain("{", "RC4").doesNotContain("alice@");
	}

	static Stream<int[]> refusals() {
		return Stream.of(new int[] { 37 }, new int[] { 31 }, new int[] { 60 });
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void answerWithoutNameThatJavaCannotReadNamesClockAndKinit(int[] number) throws IOException {
		this.lab.kdc.answer((request) -> ScriptedKdc.error(number[0], new String[0]));
		for (KerberosCredentials credentials : new KerberosCredentials[] { this.lab.ticketCache(),
				this.lab.keytab() }) {
			IwaException failure = KerberosLab.failure(credentials);
			assertThat(failure.code()).isEqualTo(IwaErrorCode.KERBEROS_FAILED);
			assertThat(failure.description()).contains("The domain controller refused the request");
			assertThat(failure.action()).containsSubsequence("clock", "kinit");
		}
	}

}
