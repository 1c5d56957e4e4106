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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tokens in a cache file that survive a restart of the program.
 */
class TokenCacheFileTests {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@TempDir
	private Path folder;

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void nextStartSendsNoRequest() {
		IwaToken first = token();
		int before = this.directory.log().requests().size();
		try (Application next = start()) {
			IwaToken token = next.tokens().getToken();
			assertThat(token.value()).isEqualTo(first.value());
			assertThat(token.source()).isEqualTo(Source.CACHE);
			assertThat(token.username()).isEqualTo(User.ALICE.upn());
		}
		assertThat(this.directory.log().requests()).hasSize(before);
	}

	@Test
	void nextStartNeedsNeitherTicketNorDirectory() {
		// msal4j alone would already renew such a token
		this.directory.tokenLifetime(Duration.ofMinutes(4));
		IwaToken first = token();
		this.directory.kdestroy(User.ALICE);
		Stream.of(Hop.values()).forEach((hop) -> this.directory.on(hop).fault(Fault.disconnect()));
		try (Application next = start()) {
			assertThat(next.tokens().getToken().value()).isEqualTo(first.value());
		}
	}

	@Test
	void expiredTokenIsRefreshedWithoutSignIn() {
		this.directory.tokenLifetime(Duration.ofSeconds(1));
		token();
		this.directory.tokenLifetime(Duration.ofHours(1));
		try (Application next = start()) {
			assertThat(next.forcedToken().source()).isEqualTo(Source.REFRESH);
		}
		assertThat(this.directory.log().requests(Hop.WS_TRUST)).hasSize(1);
	}

	/**
	 * The user realm names the host that gets the ticket: that of a file is confirmed.
	 */
	@Test
	void signInOfNextStartTakesThreeRequestsAndThatAfterItTwo() {
		token();
		this.directory.expireRefreshTokens();
		int before = this.directory.log().hops().size();
		try (Application next = start()) {
			assertThat(next.forcedToken().source()).isEqualTo(Source.INTEGRATED);
			assertThat(this.directory.log().hops().subList(before, this.directory.log().hops().size()))
				.containsExactly(Hop.TOKEN, Hop.USER_REALM, Hop.WS_TRUST, Hop.TOKEN);
			this.directory.expireRefreshTokens();
			before = this.directory.log().hops().size();
			assertThat(next.forcedToken().source()).isEqualTo(Source.INTEGRATED);
		}
		assertThat(this.directory.log().hops().subList(before, this.directory.log().hops().size()))
			.containsExactly(Hop.TOKEN, Hop.WS_TRUST, Hop.TOKEN);
	}

	/**
	 * A file whose user realm names another host, with a service principal name that
	 * makes any host get the ticket.
	 */
	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "changes the text of the file, which is encrypted on Windows")
	void rememberedFederationHostIsConfirmedBeforeATicketIsSent() throws Exception {
		token();
		this.directory.expireRefreshTokens();
		try (ServerSocketChannel other = ServerSocketChannel.open()) {
			other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).configureBlocking(false);
			CacheFileContent.replace(file(), this.directory.metadataUrl().getAuthority(),
					"localhost:" + other.socket().getLocalPort());
			int before = this.directory.log().hops().size();
			try (Application next = start(file(),
					"iwa.kerberos.service-principal=HTTP@" + this.directory.metadataUrl().getHost())) {
				assertThat(next.forcedToken().source()).isEqualTo(Source.INTEGRATED);
			}
			assertThat(this.directory.log().hops().subList(before, this.directory.log().hops().size()))
				.containsExactly(Hop.TOKEN, Hop.USER_REALM, Hop.METADATA, Hop.WS_TRUST, Hop.TOKEN);
			assertThat(other.accept()).as("a connection to the other host").isNull();
		}
	}

	@Test
	void tokenForOtherApiTakesOneRequest() {
		token();
		int before = this.directory.log().hops().size();
		try (Application next = start()) {
			IwaToken token = next.tokens()
				.getToken(IwaTokenRequest.defaults().withScopes(Resource.INVOICES.defaultScope()));
			assertThat(token.source()).isEqualTo(Source.REFRESH);
		}
		assertThat(this.directory.log().hops()).hasSize(before + 1);
	}

	@Test
	void tokenIsFoundByGrantedScopesWithoutDefaultScope() {
		this.directory.on(Hop.TOKEN).rewrite((body) -> body.replace(Resource.ORDERS.defaultScope(), ""));
		token();
		int before = this.directory.log().requests().size();
		try (Application next = start()) {
			assertThat(next.tokens().getToken().source()).isEqualTo(Source.CACHE);
		}
		assertThat(this.directory.log().requests()).hasSize(before);
	}

	@Test
	void tenantMayBeIdOrOrganizations() {
		String host = this.directory.authority().getAuthority();
		for (String tenant : List.of(this.directory.tenantId(), "organizations")) {
			String authority = "iwa.authority=https://" + host + "/" + tenant;
			for (Source source : List.of(Source.INTEGRATED, Source.CACHE)) {
				try (Application application = start(file(), authority)) {
					assertThat(application.tokens().getToken().source()).as(tenant).isEqualTo(source);
				}
			}
		}
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no permissions of POSIX")
	void fileIsReadableByOwnerOnly() throws IOException {
		Path file = this.folder.resolve("new").resolve("tokens.cache");
		try (Application application = start(file)) {
			application.tokens().getToken();
		}
		try (Stream<Path> files = Files.list(file.getParent())) {
			assertThat(files).allSatisfy((path) -> assertThat(permissions(path)).isEqualTo("rw-------"));
		}
		assertThat(permissions(file.getParent())).isEqualTo("rwx------");
	}

	@Test
	void ticketOfOtherUserIsNoticed() {
		token();
		this.directory.kinit(User.BOB, this.directory.ticketCache(User.ALICE), Duration.ofHours(1));
		try (Application next = start()) {
			next.refused(IwaErrorCode.USER_MISMATCH, Stage.USERNAME);
			next.tokens().signOut();
			assertThat(next.tokens().getToken().username()).isEqualTo(User.BOB.upn());
		}
	}

	@Test
	void signOutDeletesTheFileAndNoOther() throws IOException {
		Path other = Files.writeString(this.folder.resolve("other.cache"), "other");
		try (Application application = start()) {
			application.tokens().getToken();
			assertThat(file()).exists();
			application.tokens().signOut();
			assertThat(file()).doesNotExist();
		}
		assertThat(other).exists();
	}

	@Test
	void signOutLeavesNothingOfTheUsers() throws IOException {
		token();
		byte[] cache = Files.readAllBytes(file());
		Files.write(this.folder.resolve("tokens.cache.damaged"), Arrays.copyOf(cache, cache.length / 2));
		Files.write(this.folder.resolve("tokens.cache.tmp"), cache);
		Files.write(file(), Arrays.copyOf(cache, cache.length / 3));
		try (Application next = start()) {
			next.tokens().signOut();
		}
		try (Stream<Path> left = Files.list(this.folder)) {
			assertThat(left).containsExactly(this.folder.resolve("tokens.cache.lock"));
		}
		assertThat(this.folder.resolve("tokens.cache.lock")).isEmptyFile();
	}

	@Test
	void signOutDeletesTheFileOfEarlierRun() {
		token();
		try (Application next = start()) {
			next.tokens().signOut();
		}
		assertThat(file()).doesNotExist();
	}

	private IwaToken token() {
		try (Application application = start()) {
			return application.tokens().getToken();
		}
	}

	private Application start() {
		return start(file());
	}

	private Application start(Path file, String... more) {
		return Application.start(this.directory.properties(),
				Stream.concat(Stream.of("iwa.token-cache.type=file", "iwa.token-cache.path=" + file), Stream.of(more))
					.toArray(String[]::new));
	}

	private Path file() {
		return this.folder.resolve("tokens.cache");
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

}
