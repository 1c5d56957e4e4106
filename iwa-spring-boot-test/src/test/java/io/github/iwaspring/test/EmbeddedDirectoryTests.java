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

package io.github.iwaspring.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.security.auth.login.LoginException;

import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.kerberos.SpnegoClient;
import io.github.iwaspring.test.kerberos.TicketRequest;
import io.github.iwaspring.test.tenant.User;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EmbeddedDirectory}.
 */
class EmbeddedDirectoryTests {

	@Test
	void closeLeavesNoThreadNoPortAndNoFile() throws Exception {
		EmbeddedDirectory.start().close();
		Set<Thread> before = liveThreads();
		EmbeddedDirectory directory = EmbeddedDirectory.start();
		int kdc;
		try (directory) {
			ManualSignIn alice = new ManualSignIn(directory, User.ALICE);
			assertThat(alice.call("/me", alice.accessToken()).statusCode()).isEqualTo(200);
			kdc = kdcPort(directory);
			assertThat(liveThreads()).filteredOn(EmbeddedDirectoryTests::isOurs)
				.isNotEmpty()
				.allMatch(Thread::isDaemon);
		}
		assertNothingIsLeftBut(before);
		for (int port : new int[] { kdc, directory.authority().getPort(), directory.metadataUrl().getPort(),
				directory.apiUrl().getPort() }) {
			assertThatExceptionOfType(ConnectException.class)
				.isThrownBy(() -> new Socket(InetAddress.getByName("127.0.0.1"), port));
		}
		assertThat(directory.certificate().getParent()).doesNotExist();
	}

	@Test
	void closeWhenResponsesNeverEndThenLeavesNoThread() throws Exception {
		EmbeddedDirectory.start().close();
		Set<Thread> before = liveThreads();
		List<CompletableFuture<InputStream>> waiting;
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			directory.on(Hop.METADATA)
				.times(1)
				.fault(Fault.dripping(Duration.ofDays(1)))
				.times(1)
				.fault(Fault.hang())
				.times(1)
				.fault(Fault.huge(Long.MAX_VALUE));
			TestClient client = new TestClient(directory);
			waiting = Stream.generate(() -> client.open(directory.metadataUrl())).limit(3).toList();
			Awaitility.await()
				.until(() -> directory.log().requests(Hop.METADATA).size() == 3
						&& waiting.stream().filter(CompletableFuture::isDone).count() == 2);
		}
		for (CompletableFuture<InputStream> response : waiting) {
			assertThat(response).satisfiesAnyOf((hung) -> assertThat(hung).failsWithin(Duration.ofSeconds(10)),
					(begun) -> assertThatIOException()
						.isThrownBy(() -> begun.join().transferTo(OutputStream.nullOutputStream())));
		}
		assertNothingIsLeftBut(before);
	}

	@Test
	void startAfterCloseStartsAgain() throws Exception {
		for (int round = 0; round < 2; round++) {
			try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
				ManualSignIn alice = new ManualSignIn(directory, User.ALICE);
				assertThat(alice.call("/me", alice.accessToken()).statusCode()).isEqualTo(200);
			}
		}
	}

	@Test
	void startTwiceSharesTheKerberosConfiguration() throws Exception {
		try (EmbeddedDirectory one = EmbeddedDirectory.start()) {
			String token;
			try (EmbeddedDirectory other = EmbeddedDirectory.start()) {
				assertThat(other.krb5Conf()).isEqualTo(one.krb5Conf());
				assertThat(other.clientId()).isNotEqualTo(one.clientId());
				ManualSignIn bob = new ManualSignIn(other, User.BOB);
				token = bob.accessToken();
				assertThat(bob.call("/me", token).statusCode()).isEqualTo(200);
			}
			ManualSignIn alice = new ManualSignIn(one, User.ALICE);
			assertThat(alice.call("/me", token).statusCode()).isEqualTo(401);
			assertThat(alice.call("/me", alice.accessToken()).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void startSetsTheKerberosConfigurationUnlessSet() {
		String property = "java.security.krb5.conf";
		assertThat(System.getProperty(property)).isNull();
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			assertThat(System.getProperty(property)).isEqualTo(directory.krb5Conf().toString());
		}
		assertThat(System.getProperty(property)).isNull();
		System.setProperty(property, "/etc/krb5.conf");
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			assertThat(System.getProperty(property)).isEqualTo("/etc/krb5.conf");
		}
		finally {
			System.clearProperty(property);
		}
	}

	@Test
	void credentialsAreReadableByTheirOwnerOnly() throws IOException {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			for (Path file : new Path[] { directory.ticketCache(User.ALICE), directory.keytab(User.ALICE) }) {
				assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
			}
		}
	}

	@Test
	void keytabSignsIn() throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			SpnegoClient client = SpnegoClient.fromKeytab(User.BOB.principal(), directory.keytab(User.BOB));
			assertThat(client.token()).isNotEmpty();
			assertThat(directory.log().tickets(TicketRequest.Kind.AUTHENTICATION)).isOne();
		}
	}

	@Test
	void kdestroySignsOutAndKinitSignsIn() throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			ManualSignIn alice = new ManualSignIn(directory, User.ALICE);
			directory.kdestroy(User.ALICE);
			assertThatExceptionOfType(LoginException.class).isThrownBy(alice::ticket);
			directory.kinit(User.ALICE, directory.ticketCache(User.ALICE), Duration.ofHours(-1));
			assertThatExceptionOfType(LoginException.class).isThrownBy(alice::ticket);
			directory.kinit(User.ALICE);
			assertThat(alice.ticket().token()).isNotEmpty();
			directory.kinit(User.BOB, directory.ticketCache(User.ALICE), Duration.ofHours(1));
			assertThat(alice.call("/me", alice.accessToken()).body()).contains("bob@contoso.com");
		}
	}

	@Test
	void startWhenTicketsOfAnEarlierStartThenRefusesThem() throws Exception {
		SpnegoClient old;
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			old = new ManualSignIn(directory, User.ALICE).ticket();
		}
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			// an early refusal, which the JDK cannot read
			assertThatException().isThrownBy(old::token).withMessageContaining("Empty nameStrings");
		}
	}

	@Test
	void startWhenItFailsThenLeavesNothing() throws Exception {
		User stranger = new User("eve@FABRIKAM.COM", "eve@contoso.com", "Eve", User.Standing.FEDERATED);
		EmbeddedDirectory.start().close();
		Set<Thread> before = liveThreads();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> EmbeddedDirectory.start((options) -> options.users(stranger)))
			.withMessageContaining("FABRIKAM.COM");
		assertThat(System.getProperty("java.security.krb5.conf")).isNull();
		assertNothingIsLeftBut(before);
	}

	@Test
	void usersOfTheOptionsReplaceTheDefaults() throws Exception {
		User carol = new User("carol@CORP.LOCAL", "carol@contoso.com", "Carol Clark", User.Standing.FEDERATED);
		try (EmbeddedDirectory directory = EmbeddedDirectory.start((options) -> options.users(carol))) {
			ManualSignIn signIn = new ManualSignIn(directory, carol);
			assertThat(signIn.call("/me", signIn.accessToken()).body()).contains("Carol Clark");
			assertThat(directory.properties()).isEqualTo(directory.properties(carol));
		}
	}

	@Test
	void announceMetadataChangesTheUserRealm() {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			directory.announceMetadata(URI.create("http://localhost/adfs/services/trust/mex"));
			assertThat(new ManualSignIn(directory, User.ALICE).userRealm("alice@contoso.com"))
				.containsEntry("federation_metadata_url", "http://localhost/adfs/services/trust/mex");
		}
	}

	/**
	 * Waits for the threads, because the timers of the JDK's server end a moment after
	 * their cancellation.
	 */
	private static void assertNothingIsLeftBut(Set<Thread> before) throws InterruptedException {
		Set<Thread> left = liveThreads();
		left.removeAll(before);
		left.removeIf((thread) -> !isOurs(thread));
		for (Thread thread : left) {
			thread.join(5000);
		}
		assertThat(left).noneMatch(Thread::isAlive);
	}

	/**
	 * Returns whether a thread belongs to neither the tests' HTTP clients nor the JVM.
	 */
	private static boolean isOurs(Thread thread) {
		return !thread.getName().startsWith("HttpClient-") && !thread.getName().startsWith("surefire")
				&& !Set.of("system", "InnocuousThreadGroup").contains(groupOf(thread)) && thread.getId() != 1
				&& thread != Thread.currentThread();
	}

	private static String groupOf(Thread thread) {
		ThreadGroup group = thread.getThreadGroup();
		return (group != null) ? group.getName() : "system";
	}

	private static Set<Thread> liveThreads() {
		return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).collect(Collectors.toSet());
	}

	private static int kdcPort(EmbeddedDirectory directory) throws IOException {
		String line = Files.readAllLines(directory.krb5Conf())
			.stream()
			.filter((candidate) -> candidate.strip().startsWith("kdc = "))
			.findFirst()
			.orElseThrow();
		return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1).strip());
	}

}
