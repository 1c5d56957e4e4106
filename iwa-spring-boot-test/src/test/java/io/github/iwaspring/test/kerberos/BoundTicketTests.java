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

package io.github.iwaspring.test.kerberos;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

import io.github.iwaspring.test.pki.CertificateAuthority;
import org.ietf.jgss.ChannelBinding;
import org.ietf.jgss.GSSException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for a {@link SpnegoAcceptor} that requires channel bindings. The JDK's client
 * computes the hash of the bindings independently.
 */
class BoundTicketTests {

	private static final String ALICE = "alice@CONTOSO.COM";

	private static final CertificateAuthority AUTHORITY = CertificateAuthority.create();

	private static final X509Certificate SERVER = AUTHORITY.issueServerCertificate().certificate();

	@TempDir
	private Path folder;

	private KerberosMembership kerberos;

	private SpnegoAcceptor acceptor;

	@BeforeEach
	void join() {
		this.kerberos = KerberosNetwork.join(List.of(ALICE), (request) -> {
		});
		this.acceptor = this.kerberos.acceptor(this.folder.resolve("http.keytab"));
	}

	@AfterEach
	void leave() {
		this.kerberos.close();
	}

	@Test
	void acceptWhenBoundToCertificateThenAccepts() throws Exception {
		byte[] token = token(Bindings.withoutAddresses(SERVER));
		assertThat(this.acceptor.boundTo(SERVER).accept(token).principal()).isEqualTo(ALICE);
	}

	@Test
	void acceptWhenTokenWithoutSpnegoThenChecksBinding() throws Exception {
		SpnegoAcceptor bound = this.acceptor.boundTo(SERVER);
		byte[] right = client().bareToken(Bindings.withoutAddresses(SERVER));
		assertThat(bound.accept(right).principal()).isEqualTo(ALICE);
		byte[] wrong = client().bareToken(new ChannelBinding(new byte[] { 1 }));
		assertThatExceptionOfType(GSSException.class).isThrownBy(() -> bound.accept(wrong))
			.satisfies((ex) -> assertThat(ex.getMajor()).isEqualTo(GSSException.BAD_BINDINGS));
	}

	@Test
	void acceptWhenNotBoundThenRefuses() throws Exception {
		assertBadBindings(null);
	}

	@Test
	void acceptWhenBoundToAnotherCertificateThenRefuses() throws Exception {
		assertBadBindings(Bindings.withoutAddresses(AUTHORITY.issueServerCertificate().certificate()));
	}

	@Test
	void acceptWhenBindingOfAnotherTypeThenRefuses() throws Exception {
		assertBadBindings(Bindings.withoutAddresses("tls-unique:0123456789ab".getBytes(StandardCharsets.US_ASCII)));
	}

	@Test
	void acceptWhenBindingFromPublicApiOfJdkThenRefuses() throws Exception {
		assertBadBindings(new ChannelBinding(Bindings.applicationData(SERVER)));
	}

	@Test
	void acceptWhenBindingNotRequiredThenIgnoresBinding() throws Exception {
		for (ChannelBinding binding : new ChannelBinding[] { null, new ChannelBinding(new byte[] { 1 }),
				Bindings.withoutAddresses(SERVER) }) {
			assertThat(this.acceptor.accept(token(binding)).principal()).isEqualTo(ALICE);
		}
	}

	@Test
	void acceptWhenBoundTokenReplayedThenRefuses() throws Exception {
		SpnegoAcceptor bound = this.acceptor.boundTo(SERVER);
		byte[] token = token(Bindings.withoutAddresses(SERVER));
		bound.accept(token);
		assertThatExceptionOfType(GSSException.class).isThrownBy(() -> bound.accept(token)).withMessageContaining("34");
	}

	private void assertBadBindings(@Nullable ChannelBinding binding) throws Exception {
		byte[] token = token(binding);
		assertThatExceptionOfType(GSSException.class).isThrownBy(() -> this.acceptor.boundTo(SERVER).accept(token))
			.satisfies((ex) -> assertThat(ex.getMajor()).isEqualTo(GSSException.BAD_BINDINGS));
	}

	private byte[] token(@Nullable ChannelBinding binding) throws Exception {
		return client().token(binding);
	}

	private SpnegoClient client() throws Exception {
		Path cache = this.folder.resolve("cache");
		this.kerberos.writeTicketCache(ALICE, cache, Duration.ofHours(1));
		return SpnegoClient.fromTicketCache(cache);
	}

}
