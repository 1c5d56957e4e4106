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

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.iwaspring.test.kerberos.SpnegoAcceptor.Accepted;
import org.ietf.jgss.GSSException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SpnegoAcceptor} and the tickets of {@link KerberosNetwork}.
 */
class SpnegoAcceptorTests {

	private static final String ALICE = "alice@CONTOSO.COM";

	private static final String JANE = "jdoe@CORP.LOCAL";

	private static final String SERVICE = KerberosMembership.SERVICE;

	private static final Duration HOUR = Duration.ofHours(1);

	@TempDir
	private Path folder;

	private final List<TicketRequest> requests = new ArrayList<>();

	private KerberosMembership kerberos;

	private SpnegoAcceptor acceptor;

	@BeforeEach
	void join() {
		this.kerberos = KerberosNetwork.join(List.of(ALICE, JANE), this.requests::add);
		this.acceptor = this.kerberos.acceptor(this.folder.resolve("http.keytab"));
	}

	@AfterEach
	void leave() {
		this.kerberos.close();
	}

	@Test
	void acceptReturnsPrincipalAndProof() throws Exception {
		Accepted accepted = this.acceptor.accept(client(ALICE, HOUR).token());
		assertThat(accepted.principal()).isEqualTo(ALICE);
		assertThat(accepted.token()).isNotEmpty();
	}

	@Test
	void acceptWhenTicketOfTrustedRealmThenAccepts() throws Exception {
		assertThat(this.acceptor.accept(client(JANE, HOUR).token()).principal()).isEqualTo(JANE);
		assertThat(this.requests).containsExactly(
				new TicketRequest(TicketRequest.Kind.SERVICE_TICKET, "CORP.LOCAL", true),
				new TicketRequest(TicketRequest.Kind.SERVICE_TICKET, "CONTOSO.COM", true));
	}

	@Test
	void acceptWhenTokenReplayedThenRefuses() throws Exception {
		byte[] token = client(ALICE, HOUR).token();
		this.acceptor.accept(token);
		assertThatExceptionOfType(GSSException.class).isThrownBy(() -> this.acceptor.accept(token))
			.withMessageContaining("34");
	}

	@Test
	void acceptWhenTicketForAnotherServiceThenRefuses() throws Exception {
		Realm realm = this.kerberos.realmOf(SERVICE);
		realm.principals().add("HTTP/other@CONTOSO.COM");
		IssuedTicket other = realm.issue(ALICE, "HTTP/other@CONTOSO.COM", Instant.now(), Instant.now().plus(HOUR));
		IssuedTicket relabelled = new IssuedTicket(ALICE, SERVICE, other.encoded(), other.keyType(), other.sessionKey(),
				other.flags(), other.start(), other.end());
		byte[] token = SpnegoClient.of(relabelled.toKerberosTicket(other.end())).token();
		assertThatExceptionOfType(GSSException.class).isThrownBy(() -> this.acceptor.accept(token));
	}

	@Test
	void acceptWhenTicketExpiredThenRefusesWhateverHolderClaims() throws Exception {
		Instant end = Instant.now().minus(HOUR);
		IssuedTicket expired = this.kerberos.realmOf(SERVICE).issue(ALICE, SERVICE, end.minus(HOUR), end);
		byte[] token = SpnegoClient.of(expired.toKerberosTicket(Instant.now().plus(HOUR))).token();
		assertThatExceptionOfType(GSSException.class).isThrownBy(() -> this.acceptor.accept(token))
			.withMessageContaining("32");
	}

	@Test
	void acceptWhenTokenModifiedThenRefuses() throws Exception {
		byte[] token = client(ALICE, HOUR).token();
		token[token.length / 2] ^= 1;
		assertThatExceptionOfType(GSSException.class).isThrownBy(() -> this.acceptor.accept(token));
		assertThatExceptionOfType(GSSException.class).isThrownBy(() -> this.acceptor.accept(new byte[] { 1, 2, 3 }));
		assertThatExceptionOfType(GSSException.class)
			.isThrownBy(() -> this.acceptor.accept(Arrays.copyOf(token, token.length / 2)));
	}

	@Test
	void serviceTicketWhenTicketExpiredThenNotGranted() {
		Realm realm = this.kerberos.realmOf(ALICE);
		Instant end = Instant.now().minus(HOUR);
		IssuedTicket expired = realm.issue(ALICE, realm.grantingService(), end.minus(HOUR), end);
		// an early refusal, which the JDK cannot read
		assertThatException()
			.isThrownBy(() -> SpnegoClient.of(expired.toKerberosTicket(Instant.now().plus(HOUR))).token())
			.withMessageContaining("Empty nameStrings");
		assertThat(this.requests).isNotEmpty().noneMatch(TicketRequest::granted);
	}

	@Test
	void serviceTicketDoesNotOutliveGrantingTicket() throws Exception {
		SpnegoClient client = client(ALICE, Duration.ofMinutes(10));
		client.token();
		assertThat(client.tickets()).hasSize(2)
			.allSatisfy((ticket) -> assertThat(ticket.getEndTime()).isBefore(Instant.now().plus(HOUR)));
	}

	@Test
	void acceptWhenClientUsesKeytabThenReturnsPrincipal() throws Exception {
		Path keytab = this.folder.resolve("alice.keytab");
		this.kerberos.writeKeytab(ALICE, keytab);
		SpnegoClient client = SpnegoClient.fromKeytab(ALICE, keytab);
		assertThat(this.acceptor.accept(client.token()).principal()).isEqualTo(ALICE);
		assertThat(this.requests).extracting(TicketRequest::kind).contains(TicketRequest.Kind.AUTHENTICATION);
	}

	private SpnegoClient client(String principal, Duration lifetime) throws Exception {
		Path cache = this.folder.resolve("cache");
		this.kerberos.writeTicketCache(principal, cache, lifetime);
		return SpnegoClient.fromTicketCache(cache);
	}

}
