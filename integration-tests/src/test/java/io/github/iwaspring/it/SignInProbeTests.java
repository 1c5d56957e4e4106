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

package io.github.iwaspring.it;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.kerberos.ChannelBinding;
import io.github.iwaspring.kerberos.JavaKerberosCredentials;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.kerberos.SpnegoContext;
import io.github.iwaspring.signin.SignInProbe;
import io.github.iwaspring.signin.SignInSettings;
import io.github.iwaspring.signin.SignInTrace;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.kerberos.TicketRequest;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SignInProbe}: what it sees of a sign-in.
 */
class SignInProbeTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final KerberosCredentials alice = new JavaKerberosCredentials(
			new KerberosSettings(IwaKerberosProvider.JAVA, this.directory.ticketCache(User.ALICE), null, null,
					this.directory.krb5Conf(), null, IwaChannelBinding.AUTO));

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void traceOfASignInHasEachStepWithHostCertificateAndClock() throws Exception {
		SignInTrace trace = run(this.alice, TIMEOUT);
		HostAndPort entra = HostAndPort.of(this.directory.authority());
		HostAndPort adfs = HostAndPort.of(this.directory.metadataUrl());
		assertThat(trace.failure()).isNull();
		assertThat(trace.requests())
			.containsOnlyKeys(Stage.USER_REALM, Stage.FEDERATION_METADATA, Stage.WS_TRUST, Stage.TOKEN)
			.containsEntry(Stage.USER_REALM, entra)
			.containsEntry(Stage.WS_TRUST, adfs);
		assertThat(trace.responses().values()).hasSize(4).allSatisfy((response) -> {
			assertThat(response.certificate()).isNotNull();
			assertThat(response.clockOffset()).isBetween(Duration.ofMinutes(-1), Duration.ofMinutes(1));
		});
		assertThat(trace.ticketObtained()).isTrue();
		assertThat(trace.channelBound()).isFalse();
		assertThat(trace.token().tenant()).isEqualTo(this.directory.tenantId());
		assertThat(trace.toString() + trace.token()).doesNotContainIgnoringCase("alice");
	}

	@Test
	void eachRunRequestsATicketFromTheDomainController() throws Exception {
		for (int time = 1; time <= 2; time++) {
			assertThat(run(this.alice, TIMEOUT).failure()).isNull();
			assertThat(this.directory.log().tickets(TicketRequest.Kind.SERVICE_TICKET)).isEqualTo(time);
		}
	}

	@Test
	void traceOfABoundTicketSaysSo() throws Exception {
		assertThat(run(() -> new Binding(this.alice.current()), TIMEOUT).channelBound()).isTrue();
	}

	@Test
	void failureOfTheCredentialsIsTheFailureOfTheTrace() throws Exception {
		SignInTrace trace = run(() -> {
			throw new IllegalStateException("secret");
		}, TIMEOUT);
		assertThat(trace.failure().code()).isEqualTo(IwaErrorCode.UNEXPECTED);
		assertThat(trace.failure()).hasMessageContaining("IllegalStateException").hasMessageNotContaining("secret");
	}

	@Test
	void hangingCredentialsTimeOutAndAreInterrupted() throws Exception {
		CountDownLatch released = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		SignInTrace trace = run(() -> {
			try {
				released.await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
			return this.alice.current();
		}, Duration.ofMillis(200));
		assertThat(trace.failure().code()).isEqualTo(IwaErrorCode.TIMEOUT);
		assertThat(trace.failure().stage()).isEqualTo(Stage.KERBEROS);
		interrupted.await();
	}

	@Test
	void interruptEndsTheWaitAndKeepsTheFlag() throws Exception {
		Thread.currentThread().interrupt();
		SignInTrace trace = run(this.alice, TIMEOUT);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(trace.failure().code()).isEqualTo(IwaErrorCode.UNEXPECTED);
	}

	private SignInTrace run(KerberosCredentials credentials, Duration timeout) throws Exception {
		Authority authority = Authority.parse(this.directory.authority().toString(),
				HostAndPort.of(this.directory.authority()));
		return new SignInProbe(
				new SignInSettings(authority, this.directory.clientId(), List.of(), null, null, Set.of()), credentials,
				DirectoryHttp.of(this.directory))
			.run(Set.of(Resource.ORDERS.defaultScope()), timeout);
	}

	/**
	 * An identity that requests the channel binding, as the Windows one does.
	 */
	private record Binding(KerberosIdentity identity) implements KerberosIdentity {

		@Override
		public String principal() {
			return this.identity.principal();
		}

		@Override
		public SpnegoContext createContext(String host, Supplier<ChannelBinding> binding) {
			assertThat(binding.get()).isNotNull();
			return this.identity.createContext(host, binding);
		}

	}

}
