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

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.SpnegoContext;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SspiCredentials}. All handles must be freed after each.
 */
class SspiCredentialsTests {

	/**
	 * A policy that blocks the library; what JNA says of another version of it, and at a
	 * second attempt; jna and jna-platform that do not fit each other.
	 */
	static final List<Error> NOT_LOADED = List.of(
			new UnsatisfiedLinkError("jna123.dll: blocked by your system administrator"),
			new Error("There is an incompatible JNA native library installed on this system"),
			new NoClassDefFoundError("Could not initialize class com.sun.jna.Native"),
			new NoSuchMethodError("com.sun.jna.Native.load"), new ExceptionInInitializerError("com.sun.jna.Native"));

	private static final String HOST = "adfs.contoso.test";

	private final ScriptedSspi windows = new ScriptedSspi();

	@AfterEach
	void assertAllHandlesFreed() {
		assertThat(this.windows.open()).isZero();
	}

	@Test
	void currentReturnsPrincipalAndKeepsNoHandle() {
		assertThat(credentials(null, IwaChannelBinding.AUTO).current().principal()).isEqualTo("jdoe@CORP");
		assertThat(this.windows.created()).isEqualTo(1);
	}

	@Test
	void currentLooksAgainEachTime() {
		KerberosCredentials credentials = credentials(null, IwaChannelBinding.AUTO);
		KerberosIdentity first = credentials.current();
		this.windows.user = "CORP\\other";
		assertThat(credentials.current().principal()).isEqualTo("other@CORP");
		assertThat(first.principal()).isEqualTo("jdoe@CORP");
	}

	@Test
	void currentWhenNameUnknownThenFreesCredentials() {
		this.windows.nameStatus = 0x80090304;
		assertThatExceptionOfType(IwaException.class)
			.isThrownBy(() -> credentials(null, IwaChannelBinding.AUTO).current());
		assertThat(this.windows.created()).isEqualTo(1);
	}

	@Test
	void currentWhenNoCredentialsThenThrows() {
		this.windows.acquireStatus = 0x8009030E;
		assertThatExceptionOfType(IwaException.class)
			.isThrownBy(() -> credentials(null, IwaChannelBinding.AUTO).current())
			.extracting(IwaException::code)
			.isEqualTo(IwaErrorCode.TICKET_MISSING);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "-, HTTP/adfs.contoso.test", "HTTP/farm.contoso.test, HTTP/farm.contoso.test",
					"HTTP@farm.contoso.test, HTTP/farm.contoso.test",
					"host/farm.contoso.test@CORP.LOCAL, host/farm.contoso.test@CORP.LOCAL" })
	void createContextUsesServiceOfHostOrConfiguredOne(@Nullable String configured, String target) {
		next(credentials(configured, IwaChannelBinding.NEVER), () -> null);
		assertThat(this.windows.calls.get(0).target()).isEqualTo(target);
	}

	@ParameterizedTest
	@EnumSource(names = { "AUTO", "ALWAYS" })
	void createContextBindsTicket(IwaChannelBinding mode) {
		next(credentials(null, mode), TestBindings::binding);
		assertThat(this.windows.calls.get(0).input()).extracting(Sspi.Buffer::type).containsExactly(14);
	}

	@Test
	void createContextWhenModeIsNeverThenDoesNotRequestBinding() {
		AtomicInteger asked = new AtomicInteger();
		next(credentials(null, IwaChannelBinding.NEVER), () -> {
			asked.incrementAndGet();
			return TestBindings.binding();
		});
		assertThat(asked).hasValue(0);
		assertThat(this.windows.calls.get(0).input()).isEmpty();
	}

	@Test
	void createContextWhenModeIsAutoAndNoBindingThenDoesNotBind() {
		next(credentials(null, IwaChannelBinding.AUTO), () -> null);
		assertThat(this.windows.calls.get(0).input()).isEmpty();
	}

	@Test
	void createContextWhenModeIsAlwaysAndNoBindingThenThrows() {
		KerberosIdentity identity = credentials(null, IwaChannelBinding.ALWAYS).current();
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> identity.createContext(HOST, () -> null))
			.withMessageContainingAll(HOST, "no single hash", "iwa.kerberos.channel-binding")
			.extracting(IwaException::code)
			.isEqualTo(IwaErrorCode.KERBEROS_FAILED);
		assertThat(this.windows.calls).isEmpty();
	}

	@Test
	void userPrincipalNameIsThatOfWindowsAndIsAskedForEachTime() {
		KerberosIdentity identity = credentials(null, IwaChannelBinding.AUTO).current();
		assertThat(identity.userPrincipalName().name()).isNull();
		assertThat(identity.userPrincipalName().missing()).isEqualTo(SspiErrors.missingName(1332));
		this.windows.userPrincipalName = () -> new Sspi.Named(0, "jane.doe@contoso.com");
		assertThat(identity.userPrincipalName().name()).isEqualTo("jane.doe@contoso.com");
	}

	@Test
	void userPrincipalNameOfAnAccountThatLooksLocalIsThatOfWindows() {
		this.windows.user = "PC01\\jane";
		this.windows.userPrincipalName = () -> new Sspi.Named(0, "jane.doe@contoso.com");
		assertThat(credentials(null, IwaChannelBinding.AUTO).current().userPrincipalName().name())
			.isEqualTo("jane.doe@contoso.com");
	}

	@Test
	void userPrincipalNameWhenLocalAccountThenThrows() {
		this.windows.user = "PC01\\jane";
		KerberosIdentity identity = credentials(null, IwaChannelBinding.AUTO).current();
		assertThat(identity.principal()).isEqualTo("jane@PC01");
		assertThatExceptionOfType(IwaException.class).isThrownBy(identity::userPrincipalName)
			.withMessageContainingAll("a local account has no Kerberos ticket",
					"Sign in to Windows with a domain account")
			.withMessageNotContaining("jane")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.TICKET_MISSING))
			.satisfies((ex) -> assertThat(ex.stage()).isEqualTo(Stage.KERBEROS));
	}

	@Test
	void nextTokenWhenLocalAccountHasNoTicketThenThrows() {
		this.windows.user = "PC01\\jane";
		this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.NTLM_IN_SPNEGO);
		try (SpnegoContext context = credentials(null, IwaChannelBinding.NEVER).current()
			.createContext(HOST, () -> null)) {
			assertThatExceptionOfType(IwaException.class).isThrownBy(() -> context.nextToken(null))
				.extracting(IwaException::code)
				.isEqualTo(IwaErrorCode.TICKET_MISSING);
		}
	}

	@Test
	void toStringHidesUser() {
		KerberosIdentity identity = credentials(null, IwaChannelBinding.AUTO).current();
		assertThat(identity.toString()).doesNotContainIgnoringCase("jdoe");
		assertThat(new Sspi.Named(0, "CORP\\jdoe").toString()).doesNotContainIgnoringCase("jdoe");
		assertThat(new KerberosIdentity.UserName("jdoe@contoso.com", null).toString()).doesNotContain("jdoe");
	}

	@Test
	void loadReturnsWhatJnaLoaded() {
		assertThat(SspiCredentials.load("Windows Server 2022", () -> this.windows)).isSameAs(this.windows);
	}

	@Test
	void loadWhenNotWindowsThenThrowsAndLoadsNothing() {
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> SspiCredentials.load("Linux", () -> {
			throw new AssertionError("something was loaded");
		}))
			.withMessageContaining("on Windows only")
			.withMessageNotContaining("jna")
			.extracting(IwaException::code)
			.isEqualTo(IwaErrorCode.PROVIDER_UNAVAILABLE);
	}

	@Test
	void loadWhenJnaMissingThenNamesDependency() {
		NoClassDefFoundError missing = new NoClassDefFoundError("com/sun/jna/platform/win32/Secur32");
		assertUnavailable(missing).withMessageContaining("Add net.java.dev.jna:jna-platform")
			.withMessageNotContaining("jna.tmpdir");
		missing.initCause(new ClassNotFoundException("com.sun.jna.platform.win32.Secur32"));
		assertUnavailable(missing).withMessageContaining("Add net.java.dev.jna:jna-platform");
	}

	@ParameterizedTest
	@FieldSource("NOT_LOADED")
	void loadWhenNativeLibraryIsNotLoadedThenNamesFolder(Error error) {
		assertUnavailable(error)
			.withMessageContainingAll("native library could not be loaded", "jna.tmpdir",
					"matching versions of jna and jna-platform")
			.withMessageNotContaining("Add net.java.dev.jna");
	}

	@Test
	void loadPassesOnErrorsOfTheJvm() {
		Stream.of(new OutOfMemoryError(), new StackOverflowError())
			.forEach((error) -> assertThatExceptionOfType(error.getClass()).isThrownBy(() -> load(error)));
	}

	@Test
	@Timeout(30)
	void tenThousandContextsLeaveNoHandleOpen() {
		KerberosCredentials credentials = credentials(null, IwaChannelBinding.AUTO);
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
		assertThat(this.windows.created()).isEqualTo(20_000 + 6 * 1_250 + 1_250);
	}

	/**
	 * Scripts two negotiations that succeed, and six that fail: at the first call by its
	 * status, by NTLM and by lack of mutual authentication, at the second call by its
	 * status, by an exception and by NTLM.
	 */
	private void script(int kind) {
		this.windows.reset();
		switch (kind) {
			case 2 -> this.windows.thenReturn(0x80090311, 0);
			case 3 -> this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.NTLM_IN_SPNEGO);
			case 4 -> this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1))
				.thenReturn(0x80090303, 0);
			case 5 -> this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1))
				.thenReturn(Integer.MIN_VALUE, 0);
			case 6 -> this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1))
				.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.NTLM_RESPONSE);
			case 7 -> this.windows.thenReturn(ScriptedSspi.OK, 0, NegotiateTokenTests.kerberos(1));
			default -> this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1))
				.thenReturn(ScriptedSspi.OK, 2);
		}
	}

	private static ThrowableAssertAlternative<IwaException> assertUnavailable(Error error) {
		return assertThatExceptionOfType(IwaException.class).isThrownBy(() -> load(error))
			.withCause(error)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.PROVIDER_UNAVAILABLE));
	}

	private static void load(Error error) {
		SspiCredentials.load("Windows 11", () -> {
			throw error;
		});
	}

	private void next(KerberosCredentials credentials, Supplier<@Nullable ChannelBinding> binding) {
		this.windows.thenReturn(ScriptedSspi.CONTINUE_NEEDED, 0, NegotiateTokenTests.kerberos(1));
		try (SpnegoContext context = credentials.current().createContext(HOST, binding)) {
			assertThat(context.nextToken(null)).isEqualTo(NegotiateTokenTests.kerberos(1));
		}
	}

	private SspiCredentials credentials(@Nullable String servicePrincipal, IwaChannelBinding mode) {
		return new SspiCredentials(servicePrincipal, mode, () -> this.windows, "pc01");
	}

}
