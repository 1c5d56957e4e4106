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

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.kerberos.WrongKeyBrake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SspiContext}. All handles must be freed after each.
 */
class SspiContextTests {

	private static final int MUTUAL = 0x2;

	private static final int CALL_FAILS = Integer.MIN_VALUE;

	private static final String TARGET = "HTTP/adfs.contoso.test";

	private final ScriptedSspi windows = new ScriptedSspi();

	private Instant now = Instant.parse("2026-01-01T00:00:00Z");

	private final WrongKeyBrake brake = new WrongKeyBrake(() -> this.now);

	@AfterEach
	void assertAllHandlesFreed() {
		assertThat(this.windows.open()).isZero();
	}

	@Test
	void nextTokenRequestsMutualAuthenticationWithoutDelegation() {
		this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1));
		try (SspiContext context = context()) {
			context.nextToken(null);
		}
		ScriptedSspi.Call call = this.windows.calls.get(0);
		assertThat(call.target()).isEqualTo(TARGET);
		assertThat(call.context()).isNull();
		assertThat(call.flags()).isEqualTo(0x2 | 0x100 | 0x800);
		assertThat(call.flags() & 0x1).as("ISC_REQ_DELEGATE").isZero();
		assertThat(call.flags() & 0x40).as("ISC_REQ_PROMPT_FOR_CREDS").isZero();
	}

	@Test
	void nextTokenReusesNativeContextUntilEstablished() {
		this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1))
			.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(2))
			.thenReturn(ScriptedSspi.OK, MUTUAL);
		try (SspiContext context = context()) {
			assertThat(context.nextToken(null)).isEqualTo(NegotiateTokenTests.kerberos(1));
			assertThat(context.isEstablished()).isFalse();
			assertThat(context.nextToken(new byte[] { 8 })).isEqualTo(NegotiateTokenTests.kerberos(2));
			assertThat(context.isEstablished()).isFalse();
			assertThat(context.nextToken(new byte[] { 9 })).isEmpty();
			assertThat(context.isEstablished()).isTrue();
		}
		assertThat(this.windows.calls.get(1).context()).isNotNull().isEqualTo(this.windows.calls.get(2).context());
		assertThat(this.windows.created()).as("one credential and one context").isEqualTo(2);
	}

	@Test
	void nextTokenPassesBindingAfterEveryToken() {
		this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1))
			.thenReturn(ScriptedSspi.OK, MUTUAL);
		try (SspiContext context = new SspiContext(this.windows, "jdoe@CORP", false, TARGET, TestBindings.binding(),
				this.brake)) {
			context.nextToken(null);
			context.nextToken(new byte[] { 9 });
		}
		String bindings = "0".repeat(48) + "3500000020000000" + "746c732d7365727665722d656e642d706f696e743a"
				+ TestBindings.HASH;
		assertThat(this.windows.calls.get(0).input()).singleElement().satisfies((buffer) -> {
			assertThat(buffer.type()).isEqualTo(14);
			assertThat(HexFormat.of().formatHex(buffer.bytes())).isEqualTo(bindings);
		});
		assertThat(this.windows.calls.get(1).input()).extracting(Sspi.Buffer::type).containsExactly(2, 14);
		assertThat(this.windows.calls.get(1).input().get(0).bytes()).containsExactly(9);
		assertThat(HexFormat.of().formatHex(this.windows.calls.get(1).input().get(1).bytes())).isEqualTo(bindings);
	}

	@Test
	void nextTokenWhenNoBindingThenPassesNoBuffer() {
		this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1));
		try (SspiContext context = context()) {
			context.nextToken(null);
		}
		assertThat(this.windows.calls.get(0).input()).isEmpty();
	}

	@Test
	void nextTokenWhenCompleteNeededThenCompletesToken() {
		this.windows.thenReturn(ScriptedSspi.COMPLETE_AND_CONTINUE, 0, NegotiateTokenTests.kerberos(1))
			.thenReturn(ScriptedSspi.COMPLETE_NEEDED, MUTUAL, NegotiateTokenTests.kerberos(3));
		try (SspiContext context = context()) {
			assertThat(context.nextToken(null)).isEqualTo(NegotiateTokenTests.kerberos(2));
			assertThat(context.isEstablished()).isFalse();
			assertThat(context.nextToken(new byte[] { 9 })).isEqualTo(NegotiateTokenTests.kerberos(4));
			assertThat(context.isEstablished()).isTrue();
		}
	}

	@Test
	void nextTokenWhenCompletionFailsThenThrows() {
		for (int status : new int[] { 0x80090304, 0x80090301, 0x80090308, 0x8009030F, 0x80090310, 0x00090320 }) {
			this.windows.completeStatus = status;
			this.windows.thenReturn(ScriptedSspi.COMPLETE_AND_CONTINUE, 0, NegotiateTokenTests.kerberos(1));
			IwaException failure = failure(context());
			assertThat(failure.code()).isEqualTo(IwaErrorCode.KERBEROS_FAILED);
			assertThat(failure).hasMessageContaining(SspiStatusTable.name(status))
				.hasMessageNotContaining("The response of");
		}
	}

	@Test
	void nextTokenWhenNtlmThenThrows() {
		for (byte[] token : new byte[][] { NegotiateTokenTests.RAW_NTLM, NegotiateTokenTests.NTLM_IN_SPNEGO }) {
			this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, token);
			SspiContext context = context();
			IwaException failure = failure(context);
			assertThat(failure.code()).isEqualTo(IwaErrorCode.KERBEROS_FAILED);
			assertThat(failure.stage()).isEqualTo(Stage.KERBEROS);
			assertThat(failure).hasMessageContainingAll("fell back to NTLM", TARGET, "not sent", "IP address", "VPN",
					"setspn -Q");
			assertThat(this.windows.open()).as("freed before close()").isZero();
		}
	}

	@Test
	void nextTokenWhenServiceChoseNtlmThenThrows() {
		this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.KERBEROS)
			.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.NTLM_RESPONSE);
		SspiContext context = context();
		assertThat(context.nextToken(null)).isEqualTo(NegotiateTokenTests.KERBEROS);
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> context.nextToken(new byte[] { 9 }))
			.withMessageContaining("NTLM");
	}

	@Test
	void nextTokenWhenOtherMechanismThenThrowsAndNamesIt() {
		byte[] negoex = HexFormat.of()
			.parseHex("602806062b0601050502a01e301ca00e300c060a2b06010401823702021ea20a04084e45474f45585453");
		this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, negoex);
		IwaException failure = failure(context());
		assertThat(failure.code()).isEqualTo(IwaErrorCode.KERBEROS_FAILED);
		assertThat(failure).hasMessageContainingAll("a mechanism other than Kerberos (1.3.6.1.4.1.311.2.2.30)", TARGET,
				"not sent");
	}

	@Test
	void nextTokenWhenLocalAccountHasNoTicketThenThrows() {
		this.windows.user = "PC01\\jane";
		this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.NTLM_IN_SPNEGO);
		IwaException failure = failure(new SspiContext(this.windows, "jane@PC01", true, TARGET, null, this.brake));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.TICKET_MISSING);
		assertThat(failure.stage()).isEqualTo(Stage.KERBEROS);
		assertThat(failure).hasMessageContainingAll("a local account has no Kerberos ticket", "domain account");
	}

	@Test
	void nextTokenWhenLocalAccountHasTicketThenReturnsIt() {
		this.windows.user = "PC01\\jane";
		this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.KERBEROS);
		try (SspiContext context = new SspiContext(this.windows, "jane@PC01", true, TARGET, null, this.brake)) {
			assertThat(context.nextToken(null)).isEqualTo(NegotiateTokenTests.KERBEROS);
		}
	}

	@Test
	void nextTokenWhenFirstTokenIsResponseOrEmptyThenThrows() {
		for (byte[] token : new byte[][] { HexFormat.of().parseHex("a1073005a0030a0100"), {} }) {
			this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, token);
			assertThat(failure(context())).hasMessageContaining("a mechanism other than Kerberos (unknown)");
		}
	}

	@Test
	void nextTokenWhenLaterTokenIsResponseThenReturnsIt() {
		byte[] response = HexFormat.of().parseHex("a1073005a0030a0100");
		this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.KERBEROS)
			.thenReturn(ScriptedSspi.OK, MUTUAL, response);
		try (SspiContext context = context()) {
			context.nextToken(null);
			assertThat(context.nextToken(new byte[] { 9 })).isEqualTo(response);
		}
	}

	@Test
	void nextTokenWhenNotMutualThenThrows() {
		this.windows.thenReturn(ScriptedSspi.OK, 0, NegotiateTokenTests.kerberos(1));
		SspiContext context = context();
		assertThat(failure(context)).hasMessageContaining("did not prove its identity");
		assertThat(context.isEstablished()).isFalse();
	}

	@Test
	void nextTokenWhenUserChangedThenThrows() {
		this.windows.user = "CORP\\other";
		assertThat(failure(context()).code()).isEqualTo(IwaErrorCode.USER_MISMATCH);
		assertThat(this.windows.calls).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0x00090315, 0x00090317, 0x00090320, 0x00090321, 0x00090366, 0x00091234 })
	void nextTokenWhenAStatusIsNeitherSuccessNorErrorThenFreesAllHandles(int status) {
		this.windows.thenReturn(status, MUTUAL, NegotiateTokenTests.KERBEROS);
		SspiContext context = context();
		assertThat(failure(context)).hasMessageContaining(SspiStatusTable.name(status));
		assertThat(this.windows.created()).isEqualTo(2);
		assertThat(this.windows.open()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0x80090303, 0x80091234, 0x00090320, CALL_FAILS })
	void nextTokenWhenLaterCallFailsThenFreesAllHandles(int status) {
		this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1)).thenReturn(status, 0);
		SspiContext context = context();
		context.nextToken(null);
		assertThat(this.windows.open()).isEqualTo(2);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> context.nextToken(new byte[] { 9 }));
		assertThat(this.windows.open()).isZero();
		context.close();
	}

	@Test
	void constructorAcquiresNoHandle() {
		context().close();
		assertThat(this.windows.created()).isZero();
	}

	@Test
	void nextTokenWhenNoCredentialsThenThrows() {
		this.windows.acquireStatus = 0x8009030E;
		assertThat(failure(context()).code()).isEqualTo(IwaErrorCode.TICKET_MISSING);
		assertThat(this.windows.created()).isZero();
	}

	@Test
	void closeWhenContextCannotBeDeletedThenFreesCredentials() {
		this.windows.deleteFails = true;
		this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1));
		SspiContext context = context();
		context.nextToken(null);
		assertThatIllegalStateException().isThrownBy(context::close);
	}

	@Test
	void closeWhenClosedThenDoesNothing() {
		this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1));
		SspiContext context = context();
		context.nextToken(null);
		context.close();
		context.close();
		assertThatIllegalStateException().isThrownBy(() -> context.nextToken(null));
	}

	@Test
	void nextTokenWhenLogonDeniedThenIsNotTriedAgainForFiveMinutes() {
		for (int status : new int[] { 0x8009030C, 0xC000006D, 0x8007052E }) {
			this.windows.thenReturn(status, 0).thenReturn(status, 0);
			int before = this.windows.calls.size();
			IwaException failure = failure(context());
			assertThat(failure.code()).isEqualTo(IwaErrorCode.KERBEROS_FAILED);
			assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(5));
			this.now = this.now.plusSeconds(299);
			assertThat(failure(context()).retryAfter()).isEqualTo(Duration.ofSeconds(1));
			assertThat(this.windows.calls).hasSize(before + 1);
			this.now = this.now.plusSeconds(1);
			assertThat(failure(context()).description()).contains("wrong since");
			assertThat(this.windows.calls).hasSize(before + 2);
			this.now = this.now.plusSeconds(300);
		}
	}

	private SspiContext context() {
		return new SspiContext(this.windows, "jdoe@CORP", false, TARGET, null, this.brake);
	}

	private static IwaException failure(SspiContext context) {
		try {
			context.nextToken(null);
		}
		catch (IwaException ex) {
			return ex;
		}
		throw new AssertionError("a token was made");
	}

}
