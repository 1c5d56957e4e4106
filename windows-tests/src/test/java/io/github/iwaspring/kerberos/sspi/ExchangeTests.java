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

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.kerberos.SpnegoContext;
import io.github.iwaspring.kerberos.sspi.StandIn.Books;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The exchange of tokens, through JNA and the stand-in for {@code secur32.dll}, with a
 * user who has a ticket.
 */
@EnabledOnOs(OS.WINDOWS)
class ExchangeTests {

	private static final KerberosSettings SETTINGS = new KerberosSettings(IwaKerberosProvider.NATIVE, null, null, null,
			null, null, IwaChannelBinding.AUTO);

	private static final String HOST = "localhost";

	private static final int CONTINUE_NEEDED = 0x00090312;

	private static final int COMPLETE_NEEDED = 0x00090313;

	private static final int COMPLETE_AND_CONTINUE = 0x00090314;

	private static final HexFormat HEX = HexFormat.of();

	/**
	 * A response of SPNEGO that accepts Kerberos, without a message.
	 */
	private static final byte[] KERBEROS_RESPONSE = HEX.parseHex("a1143012a0030a0100a10b06092a864886f712010202");

	private final SspiCredentials credentials = new SspiCredentials(SETTINGS, IwaChannelBinding.AUTO);

	@BeforeEach
	void reset() {
		StandIn.reset();
	}

	@AfterEach
	void everythingIsFreed() {
		assertThat(StandIn.books()).isEqualTo(Books.CLOSED);
	}

	@Test
	void firstTokenAsksForMutualAuthenticationAndCarriesTheBindingAlone() {
		try (SpnegoContext context = context()) {
			assertThat(context.nextToken(null)).startsWith(0x60).hasSizeGreaterThan(500);
			assertThat(context.isEstablished()).isFalse();
			assertThat(StandIn.lastCall().flags()).as("MUTUAL_AUTH, ALLOCATE_MEMORY, CONNECTION, and nothing else")
				.isEqualTo(0x2 | 0x100 | 0x800);
			assertThat(StandIn.lastCall().hasContext()).isFalse();
			assertThat(StandIn.lastCall().inputs()).containsExactly(Sspi.CHANNEL_BINDINGS);
		}
	}

	@Test
	void secondTokenContinuesTheContextWithTheServicesTokenBeforeTheBinding() {
		byte[] first = token();
		StandIn.initializeReturns(1, CONTINUE_NEEDED, first);
		StandIn.initializeReturns(2, 0);
		try (SpnegoContext context = context()) {
			assertThat(context.nextToken(null)).isEqualTo(first);
			assertThat(context.nextToken(new byte[] { 1, 2, 3 })).as("not the first token again").isEmpty();
			assertThat(context.isEstablished()).isTrue();
			assertThat(StandIn.lastCall().hasContext()).isTrue();
			assertThat(StandIn.lastCall().inputs()).containsExactly(Sspi.TOKEN, Sspi.CHANNEL_BINDINGS);
		}
	}

	@Test
	void tokensInTwoRoundsAreEachSentOnce() {
		byte[] first = token();
		StandIn.initializeReturns(1, CONTINUE_NEEDED, first);
		StandIn.initializeReturns(2, CONTINUE_NEEDED, KERBEROS_RESPONSE);
		StandIn.initializeReturns(3, 0);
		try (SpnegoContext context = context()) {
			assertThat(context.nextToken(null)).isEqualTo(first);
			assertThat(context.nextToken(new byte[] { 1 })).isEqualTo(KERBEROS_RESPONSE);
			assertThat(context.isEstablished()).isFalse();
			assertThat(context.nextToken(new byte[] { 2 })).isEmpty();
			assertThat(context.isEstablished()).isTrue();
		}
	}

	@Test
	void tokenIsCompletedWhereWindowsAsksForIt() {
		byte[] first = token();
		byte[] unfinished = first.clone();
		unfinished[first.length - 1] ^= (byte) 0xff;
		StandIn.initializeReturns(1, COMPLETE_AND_CONTINUE, unfinished);
		StandIn.initializeReturns(2, COMPLETE_NEEDED, unfinishedResponse());
		try (SpnegoContext context = context()) {
			assertThat(context.nextToken(null)).isEqualTo(first);
			assertThat(context.isEstablished()).isFalse();
			assertThat(context.nextToken(new byte[] { 1 })).isEqualTo(KERBEROS_RESPONSE);
			assertThat(context.isEstablished()).isTrue();
		}
	}

	@Test
	void serviceThatTheDomainControllerDoesNotKnowIsNamed() {
		try (SpnegoContext context = this.credentials.current()
			.createContext("nowhere.contoso.test", ExchangeTests::binding)) {
			IwaException failure = catchThrowableOfType(IwaException.class, () -> context.nextToken(null));
			assertThat(failure.code()).as(failure.getMessage()).isEqualTo(IwaErrorCode.SPN_UNKNOWN);
			assertThat(failure).hasMessageContaining("setspn -Q */nowhere.contoso.test");
		}
	}

	@Test
	void ntlmTokenIsRefused() {
		StandIn.initializeReturns(1, CONTINUE_NEEDED, HEX.parseHex("4e544c4d5353500001000000978208e2"));
		assertThat(refused()).hasMessageContaining("fell back to NTLM");
	}

	@Test
	void ntlmInsideOfSpnegoIsRefused() {
		StandIn.initializeReturns(1, CONTINUE_NEEDED,
				HEX.parseHex("601c06062b0601050502a0123010a00e300c060a2b06010401823702020a"));
		assertThat(refused()).hasMessageContaining("fell back to NTLM");
	}

	@Test
	void localAccountHasNoTicket() {
		StandIn.name(System.getenv("COMPUTERNAME") + "\\jane");
		StandIn.initializeReturns(1, CONTINUE_NEEDED, HEX.parseHex("4e544c4d5353500001000000978208e2"));
		try (SpnegoContext context = this.credentials.current().createContext(HOST, ExchangeTests::binding)) {
			IwaException failure = catchThrowableOfType(IwaException.class, () -> context.nextToken(null));
			assertThat(failure.code()).isEqualTo(IwaErrorCode.TICKET_MISSING);
			assertThat(failure).hasMessageContaining("local account");
		}
	}

	@Test
	void emptyTokenOfTheFirstCallIsRefused() {
		StandIn.initializeReturns(1, CONTINUE_NEEDED);
		assertThat(refused()).hasMessageContaining("other than Kerberos");
	}

	@Test
	void nameThatChangesBetweenTwoCallsEndsTheSignIn() {
		try (SpnegoContext context = context()) {
			StandIn.name("CONTOSO\\bob");
			IwaException failure = catchThrowableOfType(IwaException.class, () -> context.nextToken(null));
			assertThat(failure.code()).isEqualTo(IwaErrorCode.USER_MISMATCH);
		}
	}

	@Test
	void logonSessionThatEndsBetweenTwoCallsHasNoTicket() {
		StandIn.initializeReturns(1, CONTINUE_NEEDED, token());
		StandIn.initializeReturns(2, 0xC000005F);
		try (SpnegoContext context = context()) {
			context.nextToken(null);
			IwaException failure = catchThrowableOfType(IwaException.class, () -> context.nextToken(new byte[] { 1 }));
			assertThat(failure.code()).isEqualTo(IwaErrorCode.TICKET_MISSING);
			assertThat(failure).hasMessageContaining("STATUS_NO_SUCH_LOGON_SESSION");
		}
	}

	/**
	 * Every fifth one fails, in four ways.
	 */
	@Test
	void tenThousandExchangesLeaveNothingOpen() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(16);
		try {
			List<Future<Boolean>> exchanges = new ArrayList<>();
			for (int i = 0; i < 10_000; i++) {
				int number = i;
				exchanges.add(threads.submit(() -> exchange(number % 20)));
			}
			int succeeded = 0;
			for (Future<Boolean> exchange : exchanges) {
				succeeded += exchange.get() ? 1 : 0;
			}
			assertThat(succeeded).isEqualTo(8000);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private boolean exchange(int kind) {
		String host = (kind == 0) ? "nowhere.contoso.test" : HOST;
		try (SpnegoContext context = this.credentials.current().createContext(host, ExchangeTests::binding)) {
			context.nextToken(null);
			assertThat(kind).as("an unknown service gets no token").isNotZero();
			switch (kind) {
				case 5 -> context.nextToken(new byte[0]);
				case 10 -> context.nextToken(new byte[] { 1, 2, 3 });
				case 15 -> throw SspiErrors.localAccount();
				default -> {
					return true;
				}
			}
			throw new AssertionError("No failure of kind " + kind);
		}
		catch (IwaException expected) {
			return false;
		}
	}

	private byte[] token() {
		try (SpnegoContext context = context()) {
			return context.nextToken(null);
		}
	}

	private IwaException refused() {
		try (SpnegoContext context = context()) {
			IwaException failure = catchThrowableOfType(IwaException.class, () -> context.nextToken(null));
			assertThat(failure.code()).isEqualTo(IwaErrorCode.KERBEROS_FAILED);
			return failure;
		}
	}

	private SpnegoContext context() {
		KerberosIdentity identity = this.credentials.current();
		assertThat(identity.principal()).isEqualTo("alice@CONTOSO");
		return identity.createContext(HOST, ExchangeTests::binding);
	}

	private static @Nullable ChannelBinding binding() {
		try (InputStream certificate = Files.newInputStream(Path.of(System.getProperty("iwa.certificate")))) {
			return ChannelBinding.tlsServerEndPoint(
					(X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(certificate));
		}
		catch (IOException | CertificateException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] unfinishedResponse() {
		byte[] unfinished = KERBEROS_RESPONSE.clone();
		unfinished[unfinished.length - 1] ^= (byte) 0xff;
		return unfinished;
	}

}
