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
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.fixtures.SilentKdc;
import io.github.iwaspring.kerberos.JavaKerberosCredentials;
import io.github.iwaspring.kerberos.KerberosCredentials;
import io.github.iwaspring.kerberos.KerberosIdentity;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.kerberos.SpnegoContext;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Many requests for tickets, some of which fail.
 */
@EnabledOnOs(OS.LINUX)
@ExtendWith(SilentKdc.class)
class ManyTicketsTests {

	private static final int REQUESTS = 10_000;

	/**
	 * The number of requests of one identity, as in a sign-in with several attempts. The
	 * first one gets the service ticket, the others reuse it.
	 */
	private static final int REQUESTS_PER_LOG_IN = 10;

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	@Timeout(120)
	void manyTicketRequestsLeakNeitherThreadsNorFiles() throws Exception {
		run(20 * REQUESTS_PER_LOG_IN); // opens what is opened only once
		long files = openFiles();
		Set<Thread> threads = threads();
		run(REQUESTS);
		awaitClosedConnections(files, threads);
		assertThat(openFiles()).as("open files").isLessThanOrEqualTo(files);
		assertThat(threads()).as("threads").isSubsetOf(threads);
	}

	/**
	 * Runs requests: of ten logins, seven get a service ticket, one names an unknown
	 * service, one has no ticket and one an expired ticket.
	 */
	private void run(int requests) {
		KerberosCredentials alice = credentials(this.directory.kinit(User.ALICE));
		KerberosCredentials expired = credentials(
				this.directory.kinit(User.BOB, this.directory.ticketCache(User.BOB), Duration.ofMinutes(-10)));
		KerberosCredentials nobody = credentials(Path.of("/nowhere/krb5cc"));
		for (int logIn = 0; logIn < requests / REQUESTS_PER_LOG_IN; logIn++) {
			switch (logIn % 10) {
				case 0 -> repeat(() -> assertFails(IwaErrorCode.TICKET_MISSING, nobody::current));
				case 1 -> repeat(() -> assertFails(IwaErrorCode.TICKET_EXPIRED, expired::current));
				case 2 -> {
					KerberosIdentity identity = alice.current();
					repeat(() -> assertFails(IwaErrorCode.SPN_UNKNOWN, () -> token(identity, "127.0.0.1")));
				}
				default -> {
					KerberosIdentity identity = alice.current();
					repeat(() -> assertThat(token(identity, "localhost")).isNotEmpty());
				}
			}
		}
	}

	private static void repeat(Runnable request) {
		for (int i = 0; i < REQUESTS_PER_LOG_IN; i++) {
			request.run();
		}
	}

	private static byte[] token(KerberosIdentity identity, String host) {
		try (SpnegoContext context = identity.createContext(host, () -> null)) {
			return context.nextToken(null);
		}
	}

	private static void assertFails(IwaErrorCode code, Runnable request) {
		IwaException failure = catchThrowableOfType(IwaException.class, request::run);
		assertThat(failure).isNotNull();
		assertThat(failure.code()).isEqualTo(code);
	}

	private KerberosCredentials credentials(Path ticketCache) {
		return new JavaKerberosCredentials(new KerberosSettings(IwaKerberosProvider.JAVA, ticketCache, null, null,
				this.directory.krb5Conf(), null, IwaChannelBinding.AUTO));
	}

	/**
	 * Waits until the KDC has closed its side of the connections.
	 */
	private static void awaitClosedConnections(long files, Set<Thread> threads) throws IOException {
		Instant end = Instant.now().plusSeconds(10);
		while ((openFiles() > files || !threads.containsAll(threads())) && Instant.now().isBefore(end)) {
			Thread.onSpinWait();
		}
	}

	private static long openFiles() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
			return files.count();
		}
	}

	/**
	 * The running threads without those of the directory, whose number depends on the
	 * load.
	 */
	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !thread.getName().startsWith("iwa-directory-"))
			.collect(Collectors.toSet());
	}

}
