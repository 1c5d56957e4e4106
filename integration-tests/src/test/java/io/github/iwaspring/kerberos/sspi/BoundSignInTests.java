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

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.it.DirectoryTrust;
import io.github.iwaspring.signin.FallbackSettings;
import io.github.iwaspring.signin.SignInSettings;
import io.github.iwaspring.signin.SignInTokenAcquirer;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.AcquisitionListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests a complete sign-in with Windows' provider at an AD FS that requires channel
 * bindings: the acceptor checks the certificate, the hash and the buffer. Only Windows
 * itself is replaced, by {@link JgssSspi}.
 * <p>
 * In this package, since the functions of Windows must not be replaceable through a
 * public type.
 */
class BoundSignInTests {

	private static EmbeddedDirectory directory;

	@BeforeAll
	static void start() {
		directory = EmbeddedDirectory.start((options) -> options.extendedProtection(true));
	}

	@AfterAll
	static void stop() {
		directory.close();
	}

	@BeforeEach
	void forget() {
		directory.log().clear();
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "NEVER")
	void signInWhenTicketIsBoundThenSucceeds(IwaChannelBinding mode) throws Exception {
		assertThat(signIn(mode).username()).isEqualTo(User.ALICE.upn());
		assertThat(directory.log().hops()).containsExactly(Hop.USER_REALM, Hop.METADATA, Hop.WS_TRUST, Hop.TOKEN);
	}

	@Test
	void signInWhenTicketIsNotBoundThenIsRejected() {
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> signIn(IwaChannelBinding.NEVER))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.NEGOTIATE_REJECTED));
	}

	private static IwaToken signIn(IwaChannelBinding mode) throws Exception {
		JgssSspi windows = new JgssSspi("CONTOSO.COM\\alice", directory.ticketCache(User.ALICE));
		SspiCredentials credentials = new SspiCredentials(null, mode, () -> windows, "PC01");
		SignInSettings settings = new SignInSettings(
				Authority.parse(directory.authority().toString(), HostAndPort.of(directory.authority())),
				directory.clientId(), List.of(), null, null, Set.of());
		HttpClient client = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.sslContext(DirectoryTrust.of(directory))
			.build();
		return new SignInTokenAcquirer(settings, credentials,
				new HttpSettings(() -> client, Duration.ofSeconds(30), 1_000_000), FallbackSettings.none(), null)
			.acquire(new AcquisitionContext(IwaTokenRequest.defaults().withScopes(Resource.ORDERS.defaultScope()),
					Duration.ofSeconds(30), AcquisitionListener.NONE));
	}

}
