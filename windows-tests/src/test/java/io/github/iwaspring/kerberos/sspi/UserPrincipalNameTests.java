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

import java.util.concurrent.FutureTask;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.kerberos.KerberosIdentity.UserName;
import io.github.iwaspring.kerberos.sspi.StandIn.Books;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The user principal name, through JNA and the stand-in for {@code secur32.dll}, which
 * returns rubbish above the 8 bits of its {@code BOOLEAN}.
 */
@EnabledOnOs(OS.WINDOWS)
@Timeout(60)
class UserPrincipalNameTests {

	private static final int A_MINUTE = 60_000;

	private final Sspi windows = JnaSspi.load();

	private final UserPrincipalNameQuery query = new UserPrincipalNameQuery();

	@BeforeEach
	void reset() {
		StandIn.reset();
	}

	@AfterEach
	void endCalls() {
		StandIn.reset();
		assertThat(StandIn.books()).isEqualTo(Books.CLOSED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jane.doe@contoso.com", "j\u00f6rg.gro\u00df@m\u00fcnchen.contoso.com",
			"\u03b5\u03bb\u03ad\u03bd\u03b7@\u03b1\u03b8\u03ae\u03bd\u03b1.contoso.com" })
	void nameIsReturnedInEveryAlphabet(String name) {
		StandIn.userPrincipalName(name, 0, 0);
		assertThat(this.query.ask(this.windows)).isEqualTo(new UserName(name, null));
	}

	@ParameterizedTest
	@CsvSource({ "1332, has no user principal name, An administrator", "1355, No domain controller answered, VPN",
			"1311, No domain controller answered, VPN", "5, did not return, DEBUG" })
	void errorTellsWhatToDo(int error, String description, String action) {
		StandIn.userPrincipalName("jane@contoso.com", error, 0);
		UserName name = this.query.ask(this.windows);
		assertThat(name.name()).isNull();
		assertThat(name.missing()).isEqualTo(SspiErrors.missingName(error));
		assertThat(name.missing().code()).isEqualTo(IwaErrorCode.USERNAME_UNKNOWN);
		assertThat(name.missing().description()).contains(description);
		assertThat(name.missing().action()).contains(action);
	}

	@Test
	void localAccountHasNoNameAndNoTicket() {
		StandIn.name(System.getenv("COMPUTERNAME") + "\\jane");
		StandIn.userPrincipalName("", 1332, 0);
		SspiCredentials credentials = new SspiCredentials(null, IwaChannelBinding.AUTO, () -> this.windows,
				System.getenv("COMPUTERNAME"));
		IwaException failure = catchThrowableOfType(IwaException.class,
				() -> credentials.current().userPrincipalName());
		assertThat(failure.code()).isEqualTo(IwaErrorCode.TICKET_MISSING);
		assertThat(failure).hasMessageContaining("local account");
	}

	@Test
	void nameThatChangesBetweenTwoCallsIsTakenUp() {
		StandIn.userPrincipalName("jane@contoso.com", 0, 0);
		assertThat(this.query.ask(this.windows).name()).isEqualTo("jane@contoso.com");
		StandIn.userPrincipalName("jane.doe@contoso.com", 0, 0);
		assertThat(this.query.ask(this.windows).name()).isEqualTo("jane.doe@contoso.com");
		StandIn.userPrincipalName("", 1355, 0);
		assertThat(this.query.ask(this.windows)).isEqualTo(new UserName(null, SspiErrors.NAME_NOT_ASKED));
		assertThat(StandIn.userPrincipalNameCalls()).isEqualTo(3);
	}

	@Test
	void longestNameFitsIntoTheBufferAndALongerOneIsNotTaken() {
		String domain = "@contoso.com";
		String longest = "j".repeat(1024 - domain.length()) + domain;
		StandIn.userPrincipalName(longest, 0, 0);
		assertThat(this.query.ask(this.windows).name()).isEqualTo(longest);
		StandIn.userPrincipalName("j" + longest, 0, 0);
		assertThat(this.query.ask(this.windows)).isEqualTo(new UserName(null, SspiErrors.NAME_NOT_RETURNED));
	}

	@Test
	void callThatBlocksIsGivenUpAndASecondCallerJoinsIt() throws Exception {
		StandIn.userPrincipalName("jane@contoso.com", 0, A_MINUTE);
		assertThat(this.query.ask(this.windows)).isEqualTo(new UserName(null, SspiErrors.NAME_NOT_ASKED));
		FutureTask<UserName> second = new FutureTask<>(() -> this.query.ask(this.windows));
		Thread thread = new Thread(second);
		thread.setDaemon(true);
		thread.start();
		while (thread.getState() != Thread.State.TIMED_WAITING && !second.isDone()) {
			Thread.onSpinWait();
		}
		StandIn.userPrincipalName("jane@contoso.com", 0, 0);
		assertThat(second.get().name()).isEqualTo("jane@contoso.com");
		assertThat(StandIn.userPrincipalNameCalls()).isEqualTo(1);
	}

}
