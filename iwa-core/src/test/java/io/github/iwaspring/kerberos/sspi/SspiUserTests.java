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

import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SspiUser}.
 */
class SspiUserTests {

	@ParameterizedTest
	@CsvSource({ "CORP\\jdoe, jdoe@CORP", "corp\\JDoe, jdoe@CORP", "JDoe@corp.local, jdoe@CORP.LOCAL",
			"CORP\\Ödön, Ödön@CORP", "CORP\\ödön, ödön@CORP", "PC01\\jdoe, jdoe@PC01", "JDOE, jdoe",
			"CORP\\a@b, a@b@CORP", "CORP\\svc$, svc$@CORP" })
	void toPrincipalReturnsSamePrincipalHoweverNameWasTyped(String name, String principal) {
		assertThat(SspiUser.toPrincipal(name)).isEqualTo(principal);
	}

	@Test
	void toPrincipalDistinguishesDomains() {
		assertThat(SspiUser.toPrincipal("CORP\\jdoe")).isNotEqualTo(SspiUser.toPrincipal("CORP2\\jdoe"));
	}

	@Test
	void toPrincipalDistinguishesLettersThatLookAlike() {
		assertThat(SspiUser.toPrincipal("CORP\\\u212Aarl")).isNotEqualTo(SspiUser.toPrincipal("CORP\\karl"));
	}

	@ParameterizedTest
	@CsvSource({ "jane@PC01, PC01, true", "jane@PC01, pc01, true", "jane@CORP, PC01, false", "pc01, PC01, false",
			"jane@PC01, , false", "jane@PC01, '', false", "pc01@CORP, PC01, false", "a@b@PC01, PC01, true" })
	void isLocalWhenDomainIsTheComputer(String principal, @Nullable String computerName, boolean local) {
		assertThat(SspiUser.isLocal(principal, computerName)).isEqualTo(local);
	}

	@ParameterizedTest
	@CsvSource({ "80090370, kerberos-failed, did not return the name of the signed-in user (0x80090370)",
			"80090302, kerberos-failed, 'SEC_E_UNSUPPORTED_FUNCTION, 0x80090302'",
			"00090320, kerberos-failed, 'SEC_I_INCOMPLETE_CREDENTIALS, 0x00090320'",
			"0, kerberos-failed, did not return the name of the signed-in user (0x00000000)",
			"80090304, kerberos-failed, 'SEC_E_INTERNAL_ERROR, 0x80090304'",
			"8009030E, ticket-missing, 'SEC_E_NO_CREDENTIALS, 0x8009030E'" })
	void principalWhenWindowsReturnsNoNameThenFails(String status, String id, String message) {
		ScriptedSspi windows = new ScriptedSspi();
		Sspi.Handle credentials = SspiUser.acquire(windows);
		windows.nameStatus = Integer.parseUnsignedInt(status, 16);
		windows.user = "";
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> SspiUser.principal(windows, credentials))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.code().id()).isEqualTo(id));
	}

	/**
	 * It is neither a success nor an error, and may have opened a handle.
	 */
	@Test
	void acquireWhenTheStatusIsPositiveThenFreesAndFails() {
		ScriptedSspi windows = new ScriptedSspi();
		windows.acquireStatus = 0x00090320;
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> SspiUser.acquire(windows))
			.withMessageContaining("SEC_I_INCOMPLETE_CREDENTIALS");
		assertThat(windows.created()).isEqualTo(1);
		assertThat(windows.open()).isZero();
	}

}
