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

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import io.github.iwaspring.IwaConfigurationException;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.fixtures.MarkdownDocument;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link IwaTokenService#builder()}, by which programs without Spring sign in.
 */
class WithoutSpringTests {

	private static EmbeddedDirectory directory;

	@TempDir
	private Path folder;

	@BeforeAll
	static void start() {
		directory = EmbeddedDirectory.start();
	}

	@AfterAll
	static void stop() {
		directory.close();
	}

	@Test
	@EnabledIf(value = "isJdk", disabledReason = "a JRE compiles nothing")
	void programOfTheDocumentationGetsTokenWithoutSpring() throws Exception {
		Path program = Files.writeString(this.folder.resolve("WithoutSpring.java"), programForTheDirectory());
		Path trust = this.folder.resolve("trust.p12");
		trustTheDirectory(trust);
		ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Djavax.net.ssl.trustStore=" + trust, "-Djavax.net.ssl.trustStorePassword=changeit",
				"-Djava.security.krb5.conf=" + directory.krb5Conf(), "-cp", classPathWithoutSpring(),
				program.toString())
			.redirectErrorStream(true);
		java.environment().put("KRB5CCNAME", directory.ticketCache(User.ALICE).toString());
		Process process = java.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(output).contains("Signed in as " + User.ALICE.upn());
		assertThat(process.waitFor()).isZero();
	}

	static boolean isJdk() {
		return ToolProvider.getSystemJavaCompiler() != null;
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a path of Windows cannot begin like a location of Spring")
	void buildListsTheErrorsThatTheStartOfAnApplicationLists() {
		IwaConfigurationException refused = catchThrowableOfType(IwaConfigurationException.class,
				() -> IwaTokenService.builder()
					.authority("http://login.microsoftonline.com/common")
					.scopes("api://orders/.default", "User.Read")
					.userDomain("alice@contoso.com")
					.trustedAuthorityHosts("*.contoso.com")
					.ticketCache("KCM:")
					.keytab(Path.of("${HOME}/orders.keytab"))
					.principal("CORP\\alice")
					.servicePrincipal("adfs.contoso.com")
					.tokenCacheFile(Path.of("classpath:tokens"))
					.build());
		Throwable failedStart = catchThrowable(() -> Application.start(Map.of(),
				"iwa.authority=http://login.microsoftonline.com/common", "iwa.scopes=api://orders/.default,User.Read",
				"iwa.user-domain=alice@contoso.com", "iwa.trusted-authority-hosts=*.contoso.com",
				"iwa.kerberos.ticket-cache=KCM:", "iwa.kerberos.keytab=${HOME_THAT_NOBODY_SET}/orders.keytab",
				"iwa.kerberos.principal=CORP\\alice", "iwa.kerberos.service-principal=adfs.contoso.com",
				"iwa.token-cache.type=file", "iwa.token-cache.path=classpath:tokens"));
		IwaException ofStart = (IwaException) Stream.iterate(failedStart, Throwable::getCause)
			.filter(IwaException.class::isInstance)
			.findFirst()
			.orElseThrow();
		assertThat(refused.code()).isEqualTo(ofStart.code());
		assertThat(refused.description()).isEqualTo(ofStart.description().replace("HOME_THAT_NOBODY_SET", "HOME"))
			.contains("iwa.client-id is required and not set.", "iwa.token-cache.path")
			.doesNotContain("alice");
		assertThat(refused.action()).isEqualTo(ofStart.action());
	}

	@Test
	void serviceKeepsTokensInTheFileAndEndsWhenClosed() {
		IwaToken first;
		IwaTokenService closed;
		try (IwaTokenService.Closeable tokens = service()) {
			first = tokens.getToken();
			closed = tokens;
		}
		assertThat(first.username()).isEqualTo(User.ALICE.upn());
		assertThatExceptionOfType(IwaException.class)
			.isThrownBy(() -> closed.getToken(IwaTokenRequest.defaults().withForceRefresh()));
		try (IwaTokenService.Closeable tokens = service()) {
			assertThat(tokens.getToken().value()).isEqualTo(first.value());
		}
	}

	private IwaTokenService.Closeable service() {
		return IwaTokenService.builder()
			.authority(directory.authority().toString())
			.clientId(directory.clientId())
			.scopes(Resource.ORDERS.defaultScope())
			.trustedAuthorityHosts(directory.authority().getAuthority())
			.ticketCache("FILE:" + directory.ticketCache(User.ALICE))
			.krb5Conf(directory.krb5Conf())
			.sslContext(DirectoryTrust.of(directory))
			.tokenCacheFile(this.folder.resolve("tokens"))
			.build();
	}

	/**
	 * The program as the documentation has it, for the tenant of the directory.
	 */
	private static String programForTheDirectory() {
		String section = MarkdownDocument.read(Path.of("..", "docs", "usage.md"))
			.from("## Programs without Spring")
			.text();
		Matcher code = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(section);
		assertThat(code.find()).isTrue();
		return replace(
				replace(code.group(1), "\"https://login.microsoftonline.com/contoso.com/\")",
						"\"" + directory.authority() + "\").trustedAuthorityHosts(\""
								+ directory.authority().getAuthority() + "\")"),
				"5a0c7e5e-0000-4000-8000-1234567890ab", directory.clientId());
	}

	private static String replace(String program, String text, String replacement) {
		assertThat(program).containsOnlyOnce(text);
		return program.replace(text, replacement);
	}

	private static void trustTheDirectory(Path file) throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		try (InputStream certificate = Files.newInputStream(directory.certificate())) {
			store.setCertificateEntry("directory",
					CertificateFactory.getInstance("X.509").generateCertificate(certificate));
		}
		try (OutputStream out = Files.newOutputStream(file)) {
			store.store(out, "changeit".toCharArray());
		}
	}

	private static String classPathWithoutSpring() {
		String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((
					entry) -> !entry.matches(".*[/\\\\](spring-[^/\\\\]*\\.jar|iwa-spring-boot.*|integration-tests.*)"))
			.collect(Collectors.joining(File.pathSeparator));
		assertThat(classPath).contains("iwa-core").doesNotContain("springframework");
		return classPath;
	}

}
