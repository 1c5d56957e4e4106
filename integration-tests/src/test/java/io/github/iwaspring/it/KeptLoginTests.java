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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.kerberos.JavaKerberosCredentials;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.kerberos.SpnegoContext;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.kerberos.TicketRequest.Kind;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests when a login by the JDK's Kerberos is reused, with a real KDC and a clock that
 * the test sets.
 */
class KeptLoginTests {

	private static final String CONFIGURATION_PROPERTY = "java.security.krb5.conf";

	private static final Duration TEN_HOURS = Duration.ofHours(10);

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final Path cache = this.directory.ticketCache(User.ALICE);

	private final KerberosSettings settings = new KerberosSettings(IwaKerberosProvider.JAVA, this.cache, null, null,
			this.directory.krb5Conf(), null, IwaChannelBinding.AUTO);

	private Instant now = Instant.now();

	private final JavaKerberosCredentials alice = credentials(this.settings);

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void ticketIsReusedUntilFiveMinutesBeforeItExpires() {
		use(this.alice);
		this.now = this.now.plus(TEN_HOURS).minusSeconds(6 * 60);
		use(this.alice);
		assertThat(serviceTickets()).isOne();
		this.now = this.now.plusSeconds(2 * 60);
		use(this.alice);
		assertThat(serviceTickets()).isEqualTo(2);
	}

	@Test
	void shortLivedTicketIsReusedForNineTenthsOfItsLifetime() {
		this.directory.kinit(User.ALICE, this.cache, Duration.ofMinutes(20));
		use(this.alice);
		this.now = this.now.plusSeconds(17 * 60);
		use(this.alice);
		assertThat(serviceTickets()).isOne();
		this.now = this.now.plusSeconds(2 * 60);
		use(this.alice);
		assertThat(serviceTickets()).isEqualTo(2);
	}

	@Test
	void keytabGetsNewTicketBeforeFormerOneExpires() {
		JavaKerberosCredentials bob = keytab();
		use(bob);
		use(bob);
		assertThat(logins()).isOne();
		Instant end = bob.current().ticket().expiresAt();
		this.now = end.minusSeconds(4 * 60);
		use(bob);
		assertThat(logins()).isEqualTo(2);
	}

	@Test
	void keytabSendsNothingForItsPrincipal() {
		JavaKerberosCredentials bob = keytab();
		assertThat(bob.current().principal()).isEqualTo(User.BOB.principal());
		bob.fingerprint();
		assertThat(this.directory.log().ticketRequests()).isEmpty();
	}

	@Test
	void rejectedTicketIsReplacedWithoutANewLogin() {
		JavaKerberosCredentials bob = keytab();
		use(bob);
		this.now = this.now.plus(Duration.ofHours(1));
		KerberosIdentity identity = bob.current();
		try (SpnegoContext context = token(identity)) {
			assertThat(context.isTicketReused()).isTrue();
			context.markRejected();
		}
		try (SpnegoContext context = token(identity)) {
			assertThat(context.isTicketReused()).isFalse();
		}
		assertThat(serviceTickets()).isEqualTo(2);
		assertThat(logins()).isOne();
	}

	@Test
	void loginIsReplacedOnceAMinuteWhileItsNewTicketsAreRejected() {
		JavaKerberosCredentials bob = keytab();
		for (int second = 0; second < 180; second += 5) {
			try (SpnegoContext context = token(bob.current())) {
				assertThat(context.isTicketReused()).isFalse();
				context.markRejected();
			}
			this.now = this.now.plusSeconds(5);
		}
		assertThat(serviceTickets()).isEqualTo(36);
		assertThat(logins()).isEqualTo(3);
	}

	@Test
	void loginIsReplacedWhenTheClockWasSetBack() {
		JavaKerberosCredentials bob = keytab();
		reject(bob);
		this.now = this.now.minusSeconds(1);
		reject(bob);
		reject(bob);
		assertThat(logins()).isEqualTo(2);
	}

	@Test
	void ticketThatReplacedARejectedOneIsKeptWhenTheRejectedOneIsRejectedAgain() {
		use(this.alice);
		SpnegoContext first = token(this.alice.current());
		SpnegoContext second = token(this.alice.current());
		first.markRejected();
		use(this.alice);
		second.markRejected();
		use(this.alice);
		assertThat(serviceTickets()).isEqualTo(2);
		first.close();
		second.close();
	}

	@Test
	void newLoginOfOtherPrincipalDoesNotReplaceRejectedOne() {
		KerberosIdentity identity = this.alice.current();
		this.now = this.now.plusSeconds(60);
		try (SpnegoContext context = token(identity)) {
			context.markRejected();
		}
		this.directory.kinit(User.BOB, this.cache, TEN_HOURS);
		IwaException failure = catchThrowableOfType(IwaException.class, () -> token(identity));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.USER_MISMATCH);
	}

	@Test
	void loginIsKeptWhenItsTicketsAreNotTheReason() {
		use(this.alice);
		token(this.alice.current()).close();
		KerberosIdentity identity = this.alice.current();
		try (SpnegoContext context = identity.createContext("127.0.0.1", () -> null)) {
			IwaException failure = catchThrowableOfType(IwaException.class, () -> context.nextToken(null));
			assertThat(failure.code()).isEqualTo(IwaErrorCode.SPN_UNKNOWN);
		}
		int asked = serviceTickets();
		use(this.alice);
		assertThat(serviceTickets()).isEqualTo(asked);
	}

	@Test
	void newLoginIsKeptWhenContextOfFormerLoginFails() {
		use(this.alice);
		SpnegoContext late = token(this.alice.current());
		this.directory.kinit(User.ALICE);
		use(this.alice);
		late.markRejected();
		late.close();
		use(this.alice);
		assertThat(serviceTickets()).isEqualTo(2);
	}

	@Test
	void identityKeepsItsTicketWhenCacheIsReplaced() {
		KerberosIdentity identity = this.alice.current();
		this.directory.kinit(User.BOB, this.cache, TEN_HOURS);
		assertThat(this.alice.current().principal()).isEqualTo(User.BOB.principal());
		token(identity).close();
		assertThat(identity.principal()).isEqualTo(User.ALICE.principal());
	}

	@Test
	void otherPrincipalIsNoticedWhenAttributesOfFileAreTheSame() throws IOException {
		BasicFileAttributes before = attributes();
		use(this.alice);
		Files.write(this.cache, Files.readAllBytes(this.directory.ticketCache(User.PETRA)));
		Files.setLastModifiedTime(this.cache, before.lastModifiedTime());
		assertThat(attributes()).returns(before.lastModifiedTime(), BasicFileAttributes::lastModifiedTime)
			.returns(before.size(), BasicFileAttributes::size)
			.returns(before.fileKey(), BasicFileAttributes::fileKey);
		assertThat(this.alice.current().principal()).isEqualTo(User.PETRA.principal());
	}

	@Test
	void forgetDiscardsLogin() {
		use(this.alice);
		this.alice.forget();
		use(this.alice);
		assertThat(serviceTickets()).isEqualTo(2);
	}

	@Test
	void configurationIsSetAgainWhenOthersChangedIt() {
		use(this.alice);
		String configured = System.getProperty(CONFIGURATION_PROPERTY);
		System.setProperty(CONFIGURATION_PROPERTY, "/nowhere/krb5.conf");
		try {
			use(this.alice);
			assertThat(serviceTickets()).isEqualTo(2);
			assertThat(System.getProperty(CONFIGURATION_PROPERTY)).isEqualTo(configured);
		}
		finally {
			System.setProperty(CONFIGURATION_PROPERTY, configured);
		}
	}

	@Test
	void loginIsSharedByManyThreads() {
		use(this.alice);
		List<CompletableFuture<Void>> threads = IntStream.range(0, 200)
			.mapToObj((thread) -> CompletableFuture.runAsync(() -> use(this.alice)))
			.toList();
		threads.forEach(CompletableFuture::join);
		assertThat(serviceTickets()).isOne();
	}

	@Test
	void fingerprintChangesWithNewTicketsOnly() {
		Object first = this.alice.fingerprint();
		use(this.alice);
		assertThat(this.alice.fingerprint()).isEqualTo(first).hasSameHashCodeAs(first);
		this.directory.kinit(User.ALICE);
		Object second = this.alice.fingerprint();
		assertThat(second).isNotEqualTo(first);
		this.directory.kdestroy(User.ALICE);
		Object none = this.alice.fingerprint();
		assertThat(none).isNotEqualTo(second).isNotEqualTo(first).isEqualTo(this.alice.fingerprint());
		assertThat(second.toString()).doesNotContainIgnoringCase("alice").doesNotContain("krb5");
	}

	private BasicFileAttributes attributes() throws IOException {
		return Files.readAttributes(this.cache, BasicFileAttributes.class);
	}

	private JavaKerberosCredentials credentials(KerberosSettings settings) {
		return new JavaKerberosCredentials(settings, () -> this.now);
	}

	private JavaKerberosCredentials keytab() {
		return credentials(new KerberosSettings(IwaKerberosProvider.JAVA, null, this.directory.keytab(User.BOB),
				User.BOB.principal(), this.directory.krb5Conf(), null, IwaChannelBinding.AUTO));
	}

	/**
	 * Uses a ticket as a sign-in does whose ticket is rejected.
	 */
	private static void reject(KerberosCredentials credentials) {
		try (SpnegoContext context = token(credentials.current())) {
			context.markRejected();
		}
	}

	/**
	 * Uses a ticket as a successful sign-in does.
	 */
	private static void use(KerberosCredentials credentials) {
		token(credentials.current()).close();
	}

	private static SpnegoContext token(KerberosIdentity identity) {
		SpnegoContext context = identity.createContext("localhost", () -> null);
		assertThat(context.nextToken(null)).isNotEmpty();
		return context;
	}

	private int logins() {
		return this.directory.log().tickets(Kind.AUTHENTICATION);
	}

	private int serviceTickets() {
		return (int) this.directory.log()
			.ticketRequests()
			.stream()
			.filter((request) -> request.kind() == Kind.SERVICE_TICKET)
			.count();
	}

}
