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

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.kerberos.SpnegoContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SspiCredentials} with the real SSPI, on Windows only.
 * {@code docs/windows.md} says how to run them.
 */
@EnabledOnOs(OS.WINDOWS)
class SspiOnWindowsTests {

	private static final KerberosSettings NO_SETTINGS = new KerberosSettings(IwaKerberosProvider.NATIVE, null, null,
			null, null, null, IwaChannelBinding.AUTO);

	private static final String HOST = "iwa.windows.host";

	@Test
	void currentReturnsSamePrincipalEachTime() {
		SspiCredentials credentials = new SspiCredentials(NO_SETTINGS, IwaChannelBinding.AUTO);
		KerberosIdentity identity = currentOrSkip(credentials);
		assertThat(identity.principal()).startsWithIgnoringCase(System.getProperty("user.name"));
		assertThat(credentials.current().principal()).isEqualTo(identity.principal());
	}

	private static KerberosIdentity currentOrSkip(SspiCredentials credentials) {
		try {
			return credentials.current();
		}
		catch (IwaException ex) {
			assertThat(ex.code()).isEqualTo(IwaErrorCode.TICKET_MISSING);
			throw new TestAbortedException("SKIPPED: " + ex.description(), ex);
		}
	}

	@Test
	void userPrincipalNameIsANameOrAnErrorOfWindows() {
		Sspi.Named named = JnaSspi.load().userPrincipalName();
		assertThat(named).satisfiesAnyOf((none) -> assertThat(none.status()).isPositive(),
				(known) -> assertThat(known.name()).contains("@"));
	}

	/**
	 * Needs a local account, and {@code -Diwa.windows.local-account=true}.
	 */
	@Test
	@EnabledIfSystemProperty(named = "iwa.windows.local-account", matches = "true")
	void localAccountHasNoTicket() {
		KerberosIdentity identity = new SspiCredentials(NO_SETTINGS, IwaChannelBinding.AUTO).current();
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> {
			try (SpnegoContext context = identity.createContext("localhost", TestBindings::binding)) {
				context.nextToken(null);
			}
		}).satisfies((failure) -> assertThat(failure.code()).isEqualTo(IwaErrorCode.TICKET_MISSING));
	}

	/**
	 * Needs a domain account, and {@code -Diwa.windows.host=adfs.contoso.com}.
	 */
	@Test
	@EnabledIfSystemProperty(named = HOST, matches = ".+")
	void nextTokenReturnsTicketThatIsNotNtlm() {
		KerberosIdentity identity = new SspiCredentials(NO_SETTINGS, IwaChannelBinding.ALWAYS).current();
		try (SpnegoContext context = identity.createContext(System.getProperty(HOST), TestBindings::binding)) {
			byte[] token = context.nextToken(null);
			assertThat(token).startsWith(0x60).hasSizeGreaterThan(500);
			assertThat(context.isEstablished()).isFalse();
		}
	}

}
