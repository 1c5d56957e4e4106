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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.iwaspring.test.EmbeddedDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the token service loads nothing at the start that only a sign-in needs.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class StartUpTests {

	private static final List<String> FOR_THE_FIRST_TOKEN = List.of("com.microsoft.aad.msal4j.", "com.azure.",
			"org.ietf.jgss.", "sun.security.jgss.", "sun.security.krb5.", "javax.security.auth.",
			"com.sun.security.auth.", "com.sun.jna.", "jdk.internal.net.http.", "javax.net.ssl.", "sun.security.ssl.",
			"io.netty.handler.ssl.", "io.github.iwaspring.kerberos.JavaKerberosCredentials",
			"io.github.iwaspring.signin.SignInTokenAcquirer");

	private static final String MSAL4J_CACHE = "com.microsoft.aad.msal4j.TokenCache";

	private static final Pattern LOADED = Pattern.compile("(\\S+) source: .*");

	@TempDir
	private Path folder;

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	/**
	 * The JVM loads some of its providers whenever it looks for one of them, so the
	 * application is compared with one that disables the starter.
	 */
	@Test
	void tokenServiceLoadsNothingOfMsal4jKerberosJnaOrTlsBeforeTheFirstToken() throws IOException {
		Set<String> without = new LinkedHashSet<>();
		try (ForkedApplication application = start("without", Map.of("iwa.enabled", "false"))) {
			assertThat(application.ask("switch")).as("the application").isEqualTo("null");
			without.addAll(loadedForTheFirstToken("without"));
		}
		try (ForkedApplication application = start("with", Map.of())) {
			assertThat(application.ask("inject")).as("the bean").contains("TokenService");
			assertThat(loadedForTheFirstToken("with")).isSubsetOf(without)
				.noneMatch((name) -> name.startsWith("com.") || name.startsWith("org.ietf."));
			assertThat(application.ask("web-client")).isEqualTo("200 OK");
			assertThat(loadedForTheFirstToken("with")).as("loaded by the first token")
				.contains("com.microsoft.aad.msal4j.PublicClientApplication", "org.ietf.jgss.GSSManager",
						"javax.net.ssl.SSLContext");
		}
	}

	@Test
	void tokenOfAnEarlierRunIsFoundWithoutMsal4j() throws IOException {
		Map<String, String> file = Map.of("iwa.token-cache.type", "file", "iwa.token-cache.path",
				this.folder.resolve("tokens.cache").toString());
		for (String run : List.of("first", "second")) {
			try (ForkedApplication application = start(run, file)) {
				assertThat(application.ask("web-client")).isEqualTo("200 OK");
			}
		}
		assertThat(loadedForTheFirstToken("first")).contains(MSAL4J_CACHE);
		assertThat(loadedForTheFirstToken("second")).contains("com.sun.security.auth.module.Krb5LoginModule")
			.doesNotContain(MSAL4J_CACHE);
	}

	private ForkedApplication start(String name, Map<String, String> more) throws IOException {
		Map<String, String> properties = new LinkedHashMap<>(this.directory.properties());
		properties.putAll(more);
		return ForkedApplication.start(Map.of(), List.of("-Xlog:class+load:file=" + log(name) + ":none"), properties);
	}

	private List<String> loadedForTheFirstToken(String name) throws IOException {
		return Files.readAllLines(log(name))
			.stream()
			.map(LOADED::matcher)
			.filter((line) -> line.matches())
			.map((line) -> line.group(1))
			.filter((type) -> FOR_THE_FIRST_TOKEN.stream().anyMatch(type::startsWith))
			.filter((type) -> !type.contains("$$Lambda"))
			.toList();
	}

	private Path log(String name) {
		return this.folder.resolve(name + ".log");
	}

}
