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

package io.github.iwaspring.signin;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

import com.microsoft.aad.msal4j.TokenCache;
import io.github.iwaspring.directory.DiscoveryCache;
import io.github.iwaspring.entra.Authority;
import io.github.iwaspring.store.CacheFile;
import io.github.iwaspring.support.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionFile}: whose file may be read and replaced.
 */
class SessionFileTests {

	private static final Account ALICE = new Account("alice@CONTOSO.COM", "a.t", "t");

	private static final Account BOB = new Account("bob@CONTOSO.COM", "b.t", "t");

	@TempDir
	private Path folder;

	@Test
	void saveWithoutAccountWritesNothing() {
		Session session = session("client", "contoso.com");
		session.file().save(new TokenCache());
		assertThat(file()).doesNotExist();
	}

	@Test
	void boundSessionIsLoadedByTheNextOne() {
		session("client", "contoso.com").bind(ALICE);
		assertThat(session("client", "contoso.com").account()).isEqualTo(ALICE);
	}

	@Test
	void fileOfAnotherAuthorityIsNotReadButReplaced() {
		session("client", "contoso.com").bind(ALICE);
		Session other = session("client", "fabrikam.com");
		assertThat(other.account()).isNull();
		other.bind(BOB);
		assertThat(session("client", "fabrikam.com").account()).isEqualTo(BOB);
	}

	@Test
	void fileOfAnotherClientIsNeitherReadNorReplaced() {
		session("client", "contoso.com").bind(ALICE);
		Session other = session("other", "contoso.com");
		assertThat(other.account()).isNull();
		other.bind(BOB);
		assertThat(session("client", "contoso.com").account()).isEqualTo(ALICE);
	}

	@Test
	void fileOfAnotherAccountIsNotReplaced() {
		Session first = session("client", "contoso.com");
		session("client", "contoso.com").bind(BOB);
		first.bind(ALICE);
		assertThat(session("client", "contoso.com").account()).isEqualTo(BOB);
	}

	@Test
	void brokerAccountSurvivesAProcessWithoutOne() {
		Session first = session("client", "contoso.com");
		Session second = session("client", "contoso.com");
		first.bind(ALICE);
		first.brokerAccount(new SavedAccount("a.t", "login.microsoftonline.com", "alice"));
		second.bind(ALICE);
		assertThat(session("client", "contoso.com").brokerAccount()).isNotNull();
	}

	/**
	 * As when another program held the file while it was to be read, and has released it.
	 */
	@Test
	void whatAnotherProcessHasWrittenIsNotReplacedUntilItIsRead() {
		Session first = session("client", "contoso.com");
		first.bind(ALICE);
		Session second = session("client", "contoso.com");
		second.brokerAccount(new SavedAccount("a.t", "login.microsoftonline.com", "alice"));
		try (CacheFile.Lock lock = first.file().lock()) {
			assertThat(lock).isNotNull();
			first.file().store(first.client().cache());
		}
		assertThat(session("client", "contoso.com").brokerAccount()).isNotNull();
		first.file().save(first.client().cache());
		assertThat(first.brokerAccount()).isNotNull();
	}

	@Test
	void sessionOfDeletedFileIsNotSaved() {
		Session session = session("client", "contoso.com");
		session.bind(ALICE);
		session.file().delete();
		session.file().save(session.client().cache());
		assertThat(file()).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[1]", "{\"AccessToken\":\"text\"}" })
	void tokensThatMsal4jCannotReadAreReplaced(String tokens) {
		write(tokens);
		Session session = session("client", "contoso.com");
		assertThat(session.cachedToken(Set.of("api://orders/.default"))).isNull();
		assertThat(session.cachedAccount()).isEmpty();
		session.file().save(session.client().cache());
		SessionContent replaced = SessionContent.read(new CacheFile(file()).read());
		assertThat(replaced.account()).isEqualTo(ALICE);
		assertThat(Json.parse(replaced.tokens()).object("AccessToken").members()).isEmpty();
		assertThat(replaced.tokens()).isNotEqualTo(tokens);
	}

	private void write(String tokens) {
		CacheFile file = new CacheFile(file());
		try (CacheFile.Lock lock = file.lock()) {
			file.write(new SessionContent("client", "https://login.microsoftonline.com/contoso.com/", ALICE, null,
					tokens, List.of())
				.write());
		}
	}

	private Session session(String clientId, String tenant) {
		SignInSettings settings = new SignInSettings(
				Authority.parse("https://login.microsoftonline.com/" + tenant + "/"), clientId, List.of(), null, null,
				Set.of());
		DiscoveryCache discoveryCache = new DiscoveryCache(InstantSource.system());
		return new Session(settings, (request) -> {
			throw new AssertionError("nothing was to be sent");
		}, discoveryCache, new SessionFile(new CacheFile(file()), settings, discoveryCache));
	}

	private Path file() {
		return this.folder.resolve("tokens.cache");
	}

}
