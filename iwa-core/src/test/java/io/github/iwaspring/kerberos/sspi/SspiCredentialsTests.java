package io.github.iwaspring.kerberos.sspi;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.ChannelBindingMode;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.SpnegoContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SspiCredentials}. After each, no handle is open.
 */
class SspiCredentialsTests {

	private static final String HOST = "adfs.contoso.test";

	private final ScriptedSspi windows = new ScriptedSspi();

	@AfterEach
	void nothingIsOpen() {
		assertThat(this.windows.open()).isZero();
	}

	@Test
	void tellsWhoIsSignedInAndKeepsNoHandle() {
		assertThat(credentials(null, ChannelBindingMode.AUTO).current().principal()).isEqualTo("jdoe@CORP");
		assertThat(this.windows.given()).isEqualTo(1);
	}

	@Test
	void looksAnewEachTime() {
		KerberosCredentials credentials = credentials(null, ChannelBindingMode.AUTO);
		KerberosIdentity first = credentials.current();
		this.windows.user = "CORP\\other";
		assertThat(credentials.current().principal()).isEqualTo("other@CORP");
		assertThat(first.principal()).isEqualTo("jdoe@CORP");
	}

	@Test
	void freesTheCredentialsIfTheNameCannotBeTold() {
		this.windows.nameStatus = 0x80090304;
		assertThatExceptionOfType(IwaException.class)
			.isThrownBy(() -> credentials(null, ChannelBindingMode.AUTO).current());
		assertThat(this.windows.given()).isEqualTo(1);
	}

	@Test
	void saysThatThereAreNoCredentials() {
		this.windows.acquireStatus = 0x8009030E;
		assertThatExceptionOfType(IwaException.class)
			.isThrownBy(() -> credentials(null, ChannelBindingMode.AUTO).current())
			.extracting(IwaException::code)
			.isEqualTo(IwaErrorCode.TICKET_MISSING);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "-, HTTP/adfs.contoso.test", "HTTP/farm.contoso.test, HTTP/farm.contoso.test",
					"HTTP@farm.contoso.test, HTTP/farm.contoso.test",
					"host/farm.contoso.test@CORP.LOCAL, host/farm.contoso.test@CORP.LOCAL" })
	void asksForTheServiceOfTheHostOrTheOneThatIsSet(@Nullable String configured, String target) {
		next(credentials(configured, ChannelBindingMode.NEVER), () -> null);
		assertThat(this.windows.calls.get(0).target()).isEqualTo(target);
	}

	@ParameterizedTest
	@EnumSource(names = { "AUTO", "ALWAYS" })
	void bindsTheTicketWherePossible(ChannelBindingMode mode) {
		next(credentials(null, mode), TestBindings::binding);
		assertThat(this.windows.calls.get(0).input()).extracting(Sspi.Buffer::type).containsExactly(14);
	}

	@Test
	void doesNotEvenAskForTheBindingWhereThereIsToBeNone() {
		AtomicInteger asked = new AtomicInteger();
		next(credentials(null, ChannelBindingMode.NEVER), () -> {
			asked.incrementAndGet();
			return TestBindings.binding();
		});
		assertThat(asked).hasValue(0);
		assertThat(this.windows.calls.get(0).input()).isEmpty();
	}

	@Test
	void goesWithoutABindingWhereThereIsNone() {
		next(credentials(null, ChannelBindingMode.AUTO), () -> null);
		assertThat(this.windows.calls.get(0).input()).isEmpty();
	}

	@Test
	void makesNoTicketWithoutTheBindingThatIsDemanded() {
		KerberosIdentity identity = credentials(null, ChannelBindingMode.ALWAYS).current();
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> identity.createContext(HOST, () -> null))
			.withMessageContainingAll(HOST, "no single hash", "iwa.kerberos.channel-binding")
			.extracting(IwaException::code)
			.isEqualTo(IwaErrorCode.KERBEROS_FAILED);
		assertThat(this.windows.calls).isEmpty();
	}

	@Test
	void knowsTheUserPrincipalNameWhereWindowsTellsIt() {
		assertThat(credentials(null, ChannelBindingMode.AUTO).current().userPrincipalName()).isNull();
		KerberosCredentials known = new SspiCredentials(null, ChannelBindingMode.AUTO, () -> this.windows,
				(sspi) -> new WhoAmI(List.of("echo", "jane.doe@contoso.com"), Duration.ofSeconds(10),
						() -> ConsoleCharset.ofCodePage(sspi.consoleCodePage())),
				"CORP");
		assertThat(known.current().userPrincipalName()).isEqualTo("jane.doe@contoso.com");
	}

	@Test
	void saysThatALocalAccountHasNoTicketInsteadOfANameForIt() {
		this.windows.user = "PC01\\jane";
		KerberosIdentity identity = credentials(null, ChannelBindingMode.AUTO).current();
		assertThat(identity.principal()).isEqualTo("jane@PC01");
		assertThatExceptionOfType(IwaException.class).isThrownBy(identity::userPrincipalName)
			.withMessageContainingAll("a local account has no Kerberos ticket",
					"Sign in to Windows with a domain account")
			.withMessageNotContaining("jane")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.TICKET_MISSING))
			.satisfies((ex) -> assertThat(ex.stage()).isEqualTo(Stage.KERBEROS));
	}

	@Test
	void saysThatALocalAccountHasNoTicketWhereNobodyAsksForAName() {
		this.windows.user = "PC01\\jane";
		this.windows.answer(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.NTLM_IN_SPNEGO);
		try (SpnegoContext context = credentials(null, ChannelBindingMode.NEVER).current()
			.createContext(HOST, () -> null)) {
			assertThatExceptionOfType(IwaException.class).isThrownBy(() -> context.nextToken(null))
				.extracting(IwaException::code)
				.isEqualTo(IwaErrorCode.TICKET_MISSING);
		}
	}

	@Test
	void hidesTheUser() {
		KerberosIdentity identity = credentials(null, ChannelBindingMode.AUTO).current();
		assertThat(identity.toString()).doesNotContainIgnoringCase("jdoe");
		assertThat(new Sspi.Named(0, "CORP\\jdoe").toString()).doesNotContainIgnoringCase("jdoe");
	}

	@Test
	@Timeout(30)
	void leavesNoHandleOpenAfterTenThousandExchanges() {
		KerberosCredentials credentials = credentials(null, ChannelBindingMode.AUTO);
		int failed = 0;
		for (int i = 0; i < 10_000; i++) {
			this.windows.calls.clear();
			script(i % 8);
			try (SpnegoContext context = credentials.current().createContext(HOST, TestBindings::binding)) {
				context.nextToken(null);
				context.nextToken(new byte[] { 9 });
				assertThat(context.isEstablished()).isTrue();
			}
			catch (RuntimeException ex) {
				failed++;
			}
			assertThat(this.windows.open()).isZero();
		}
		assertThat(failed).isEqualTo(6 * 1_250);
		assertThat(this.windows.given()).isEqualTo(20_000 + 6 * 1_250 + 1_250);
	}

	/**
	 * Two that succeed; and failures at the start, by NTLM, by status, by the call, at
	 * the second leg, and by NTLM there.
	 */
	private void script(int kind) {
		this.windows.reset();
		switch (kind) {
			case 2 -> this.windows.answer(0x80090311, 0);
			case 3 -> this.windows.answer(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.NTLM_IN_SPNEGO);
			case 4 -> this.windows.answer(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1))
				.answer(0x80090303, 0);
			case 5 -> this.windows.answer(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1))
				.answer(Integer.MIN_VALUE, 0);
			case 6 -> this.windows.answer(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1))
				.answer(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.NTLM_RESPONSE);
			case 7 -> this.windows.answer(ScriptedSspi.OK, 0, NegotiateTokenTests.kerberos(1));
			default -> this.windows.answer(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1))
				.answer(ScriptedSspi.OK, 2);
		}
	}

	private void next(KerberosCredentials credentials, Supplier<@Nullable ChannelBinding> binding) {
		this.windows.answer(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1));
		try (SpnegoContext context = credentials.current().createContext(HOST, binding)) {
			assertThat(context.nextToken(null)).isEqualTo(NegotiateTokenTests.kerberos(1));
		}
	}

	private SspiCredentials credentials(@Nullable String servicePrincipal, ChannelBindingMode mode) {
		return new SspiCredentials(servicePrincipal, mode, () -> this.windows,
				(sspi) -> new WhoAmI(List.of(), Duration.ofSeconds(1), () -> ConsoleCharset.ofCodePage(850)), "pc01");
	}

}
