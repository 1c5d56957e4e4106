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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.iwaspring.fixtures.SecondUser;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two users of one machine, one of whom is hostile: an application of the first one, in a
 * process of its own, and what the other one puts where the application looks.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TwoUsersTests {

	private static final int VICTIM = 64_121;

	private static final int HOSTILE = 64_122;

	private static final Path DEFAULT_CACHE = Path.of("/tmp/krb5cc_" + VICTIM);

	private static String classPath;

	private static SecondUser victim;

	private static SecondUser hostile;

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	/**
	 * The home of the first user.
	 */
	private Path home;

	/**
	 * A folder like {@code /tmp}.
	 */
	private Path shared;

	/**
	 * A ticket of the hostile user, whom the directory knows as Bob.
	 */
	private Path hostileTicket;

	@BeforeAll
	static void copyClassPath(@TempDir Path folder) throws IOException {
		victim = SecondUser.require(VICTIM);
		hostile = SecondUser.require(HOSTILE);
		classPath = SecondUser.copyClassPath(folder);
	}

	@BeforeEach
	void makeFolders(@TempDir Path folder) throws IOException {
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
		this.home = Files.createDirectory(folder.resolve("home"));
		this.shared = Files.createDirectory(folder.resolve("shared"));
		chmod("1777", this.shared);
		this.hostileTicket = this.shared.resolve("ticket-of-bob");
		this.directory.kinit(User.BOB, this.hostileTicket, Duration.ofHours(1));
		hostile.own(this.hostileTicket);
		chmod("644", this.hostileTicket);
		Files.copy(this.directory.krb5Conf(), this.home.resolve("krb5.conf"));
		Files.copy(this.directory.certificate(), this.home.resolve("ca.pem"));
		Files.copy(this.directory.ticketCache(User.ALICE), this.home.resolve("ticket"));
		try (Stream<Path> files = Files.walk(this.home)) {
			for (Path file : files.toList()) {
				victim.own(file);
			}
		}
	}

	@AfterEach
	void stop() throws IOException {
		Files.deleteIfExists(DEFAULT_CACHE);
		this.directory.close();
	}

	@AfterAll
	static void forget() {
		classPath = null;
	}

	@Test
	void ticketCacheOfAnotherUserAtTheDefaultPathIsRefused() throws Exception {
		hostile.shell("cp \"$1\" \"$2\"; chmod 644 \"$2\"", this.hostileTicket, DEFAULT_CACHE);
		try (ForkedApplication application = withDefaultCache()) {
			assertThat(application.ask("token")).startsWith("ticket-missing KERBEROS")
				.contains("belongs to another user of this machine (user id " + HOSTILE + ")");
			hostile.shell("rm \"$1\"", DEFAULT_CACHE);
			victim.shell("cp \"$1\" \"$2\"", this.home.resolve("ticket"), DEFAULT_CACHE);
			assertThat(application.ask("token")).isEqualTo("INTEGRATED " + User.ALICE.upn());
		}
		assertThat(this.directory.log().requests()).isNotEmpty();
	}

	@Test
	void pipeOfAnotherUserAtTheDefaultPathHoldsNoThread() throws Exception {
		hostile.shell("mkfifo -m 666 \"$1\"", DEFAULT_CACHE);
		try (ForkedApplication application = withDefaultCache()) {
			for (int call = 0; call < 20; call++) {
				assertThat(application.ask("forced")).startsWith("ticket-missing KERBEROS");
			}
			hostile.shell("rm \"$1\"", DEFAULT_CACHE);
			victim.shell("cp \"$1\" \"$2\"", this.home.resolve("ticket"), DEFAULT_CACHE);
			assertThat(application.ask("token")).isEqualTo("INTEGRATED " + User.ALICE.upn());
		}
	}

	@Test
	void ticketCacheOfAnotherUserIsNotUsedByThePlatformsLibraryEither() throws Exception {
		Map<String, String> properties = properties();
		properties.remove("iwa.kerberos.ticket-cache");
		properties.remove("iwa.kerberos.krb5-conf");
		properties.put("iwa.kerberos.provider", "native");
		Map<String, String> environment = Map.of("KRB5_CONFIG", this.home.resolve("krb5.conf").toString());
		try (ForkedApplication application = ForkedApplication.startAs(victim, classPath, this.home, environment,
				properties)) {
			hostile.shell("cp \"$1\" \"$2\"; chmod 644 \"$2\"", this.hostileTicket, DEFAULT_CACHE);
			assertThat(application.ask("token")).startsWith("ticket-missing KERBEROS")
				.contains("belongs to another user of this machine");
			hostile.shell("rm \"$1\"; mkfifo -m 666 \"$1\"", DEFAULT_CACHE);
			assertThat(application.ask("token")).startsWith("ticket-missing KERBEROS")
				.contains("belongs to another user of this machine");
		}
		assertThat(this.directory.log().requests()).isEmpty();
	}

	@Test
	void linksOfAnotherUserAtTheDefaultPathAreRefused() throws Exception {
		try (ForkedApplication application = withDefaultCache()) {
			for (Path target : new Path[] { this.hostileTicket, this.home.resolve("ticket"), Path.of("/dev/zero") }) {
				hostile.shell("ln -s \"$1\" \"$2\"", target, DEFAULT_CACHE);
				assertThat(application.ask("token")).startsWith("ticket-missing KERBEROS");
				hostile.shell("rm \"$1\"", DEFAULT_CACHE);
			}
			hostile.shell("ln \"$1\" \"$2\"", this.hostileTicket, DEFAULT_CACHE);
			assertThat(application.ask("token")).startsWith("ticket-missing KERBEROS")
				.contains("belongs to another user");
		}
	}

	/**
	 * The hostile user swaps a ticket, a pipe and links, as fast as a shell can.
	 */
	@Test
	void filesThatAreSwappedAtTheDefaultPathAreNeverUsed() throws Exception {
		Path go = Files.createFile(this.shared.resolve("go"));
		Process swapping = new ProcessBuilder(hostile.command("sh", "-c", """
				while [ -e "$3" ]; do
				  cp "$1" "$2.x"; mv -f "$2.x" "$2"; mkfifo -m 666 "$2.x"; mv -f "$2.x" "$2"
				  ln -s "$1" "$2.x"; mv -f "$2.x" "$2"; rm -f "$2"; mkfifo -m 666 "$2"; rm -f "$2"
				done""", "sh", this.hostileTicket.toString(), DEFAULT_CACHE.toString(), go.toString())).start();
		try (ForkedApplication application = withDefaultCache()) {
			for (int call = 0; call < 100; call++) {
				assertThat(application.ask("forced")).startsWith("ticket-missing KERBEROS");
			}
		}
		finally {
			Files.delete(go);
			swapping.waitFor();
		}
		assertThat(this.directory.log().requests()).isEmpty();
	}

	@Test
	void cacheFileOfAnotherUserIsNeitherReadNorReplaced() throws Exception {
		Path file = this.shared.resolve("tokens.cache");
		hostile.shell("echo 'iwa-cache-1 plain 00' > \"$1\"; chmod 666 \"$1\"", file);
		try (ForkedApplication application = withCacheFile(file)) {
			assertThat(application.ask("token")).isEqualTo("INTEGRATED " + User.ALICE.upn());
			assertThat(application.ask("sign-out")).isEqualTo("done");
			application.close();
			assertThat(application.log()).contains("The token cache tokens.cache belongs to another user");
		}
		assertThat(file).hasContent("iwa-cache-1 plain 00");
	}

	@Test
	void pipesAndLinksBesideTheCacheFileHoldNobodyUp() throws Exception {
		Path file = this.shared.resolve("tokens.cache");
		Path precious = Files.writeString(this.home.resolve("precious"), "the only copy");
		victim.own(precious);
		hostile.shell("mkfifo -m 666 \"$1.lock\"; ln -s \"$2\" \"$1.tmp\"; ln -s \"$2\" \"$1.damaged\"", file,
				precious);
		try (ForkedApplication application = withCacheFile(file)) {
			assertThat(application.ask("token")).isEqualTo("INTEGRATED " + User.ALICE.upn());
			assertThat(application.ask("forced")).isEqualTo("REFRESH " + User.ALICE.upn());
			assertThat(application.ask("sign-out")).isEqualTo("done");
		}
		assertThat(precious).hasContent("the only copy");
		assertThat(file).doesNotExist();
	}

	@Test
	void cacheFileInAFolderWhereOthersCanReplaceItIsNotUsed() throws Exception {
		Path open = Files.createDirectory(this.shared.resolve("open"));
		chmod("777", open);
		Path file = open.resolve("tokens.cache");
		Path own = this.home.resolve("tokens.cache");
		try (ForkedApplication application = withCacheFile(own)) {
			assertThat(application.ask("token")).isEqualTo("INTEGRATED " + User.ALICE.upn());
		}
		victim.shell("cp -p \"$1\" \"$2\"", own, file);
		try (ForkedApplication application = withCacheFile(file)) {
			hostile.shell("mv \"$1\" \"$1.own\"; mkfifo -m 600 \"$1\"; mv -f \"$1.own\" \"$1\"", file);
			assertThat(application.ask("token")).isEqualTo("INTEGRATED " + User.ALICE.upn());
			application.close();
			assertThat(application.log()).contains("in which other users of this machine can replace it");
		}
	}

	@Test
	void ownCacheFileInASharedFolderIsUsedAndNobodyElseCanReadIt() throws Exception {
		Path file = this.shared.resolve("tokens.cache");
		for (String source : new String[] { "INTEGRATED", "CACHE" }) {
			try (ForkedApplication application = withCacheFile(file)) {
				assertThat(application.ask("token")).isEqualTo(source + " " + User.ALICE.upn());
			}
		}
		assertThat(hostile.shell("cat \"$1\" 2>&1 || true", file)).contains("Permission denied");
		assertThat(hostile.shell("rm -f \"$1\" 2>&1 || true", file)).contains("not permitted");
	}

	private ForkedApplication withDefaultCache() throws IOException {
		Map<String, String> properties = properties();
		properties.remove("iwa.kerberos.ticket-cache");
		return ForkedApplication.startAs(victim, classPath, this.home, Map.of(), properties);
	}

	private ForkedApplication withCacheFile(Path file) throws IOException {
		Map<String, String> properties = properties();
		properties.put("iwa.token-cache.type", "file");
		properties.put("iwa.token-cache.path", file.toString());
		return ForkedApplication.startAs(victim, classPath, this.home, Map.of(), properties);
	}

	private Map<String, String> properties() {
		Map<String, String> properties = new LinkedHashMap<>(this.directory.properties());
		String certificate = this.directory.certificate().toUri().toString();
		properties.replaceAll(
				(key, value) -> value.equals(certificate) ? this.home.resolve("ca.pem").toUri().toString() : value);
		properties.put("iwa.kerberos.krb5-conf", this.home.resolve("krb5.conf").toString());
		properties.put("iwa.kerberos.ticket-cache", this.home.resolve("ticket").toString());
		return properties;
	}

	private static void chmod(String mode, Path file) {
		assertThat(SecondUser.run(List.of("chmod", mode, file.toString())).status()).isZero();
	}

}
