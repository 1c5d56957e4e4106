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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.fixtures.SilentKdc;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Applications in Java runtimes that lack a module, as {@code jlink} and {@code jpackage}
 * make them. {@code --limit-modules} has the same effect on a whole JDK.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@ExtendWith(SilentKdc.class)
class MissingModuleTests {

	private static final String SIGNED_IN_AS_ALICE = "INTEGRATED " + User.ALICE.upn();

	/**
	 * What Spring needs, and what {@code docs/desktop.md} adds for a sign-in.
	 */
	private static final List<String> MODULES = List.of("java.desktop", "java.management", "java.logging",
			"jdk.unsupported", "java.net.http", "java.security.jgss", "jdk.security.auth", "jdk.naming.dns",
			"jdk.crypto.ec");

	@TempDir
	private Path folder;

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void listedModulesAreEnough() throws IOException {
		try (ForkedApplication application = without(Map.of())) {
			assertThat(application.ask("token")).isEqualTo(SIGNED_IN_AS_ALICE);
			assertThat(application.ask("web-client")).isEqualTo("200 OK");
			assertThat(application.ask("rest-client")).isEqualTo("200 OK");
			assertThat(application.ask("doctor")).contains("\"healthy\":true");
		}
	}

	@Test
	void loginNamesItsModule() throws IOException {
		assertThat(refusal(Map.of(), "jdk.security.auth")).startsWith("provider-unavailable KERBEROS ")
			.contains("--add-modules jdk.security.auth", "iwa.kerberos.provider to 'native'");
	}

	@Test
	void kerberosNamesItsModule() throws IOException {
		assertThat(refusal(Map.of(), "java.security.jgss", "jdk.security.auth"))
			.startsWith("provider-unavailable KERBEROS ")
			.contains("--add-modules java.security.jgss");
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the platform's Kerberos is SSPI there, which needs no module")
	void platformsKerberosNamesItsModule() throws IOException {
		Map<String, String> properties = new LinkedHashMap<>(this.directory.properties());
		properties.remove("iwa.kerberos.ticket-cache");
		properties.put("iwa.kerberos.provider", "native");
		List<String> options = limit("java.security.jgss", "jdk.security.auth");
		try (ForkedApplication application = ForkedApplication.start(Map.of(), options, properties)) {
			assertThat(application.ask("token")).startsWith("provider-unavailable KERBEROS ")
				.contains("--add-modules java.security.jgss");
			assertThat(application.ask("doctor")).contains("--add-modules java.security.jgss");
		}
	}

	@Test
	void platformsKerberosNeedsNoLoginModule() throws IOException {
		try (MitKerberos mit = MitKerberos.of(this.directory, "FILE:" + this.folder.resolve("krb5cc"))) {
			mit.kinit(User.ALICE);
			try (ForkedApplication application = ForkedApplication.startNative(this.directory, mit,
					limit("jdk.security.auth", "jdk.naming.dns"), Map.of())) {
				assertThat(application.ask("token")).isEqualTo(SIGNED_IN_AS_ALICE);
			}
		}
	}

	/**
	 * The directory's certificates are on elliptic curves, as those of Entra ID may be.
	 */
	@Test
	@EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "java.base has elliptic curves from JDK 22 on")
	void handshakeNamesTheModuleOfEllipticCurves() throws IOException {
		assertThat(refusal(Map.of(), "jdk.crypto.ec")).startsWith("provider-unavailable USER_REALM ")
			.contains("--add-modules jdk.crypto.ec", "GET to localhost (user realm)");
		assertThat(this.directory.log().requests(Hop.USER_REALM)).isEmpty();
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Java for Windows asks LOGONSERVER before DNS")
	void domainControllersInDnsNameTheModuleOfDns() throws IOException {
		Path configuration = Files.writeString(this.folder.resolve("krb5.conf"), """
				[libdefaults]
				  default_realm = CONTOSO.COM
				  dns_lookup_kdc = true
				""");
		assertThat(refusal(Map.of("iwa.kerberos.krb5-conf", configuration.toString()), "jdk.naming.dns"))
			.startsWith("provider-unavailable KERBEROS ")
			.contains("--add-modules jdk.naming.dns");
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Java for Windows asks LOGONSERVER before DNS")
	void domainControllersThatDnsMustNotNameAreUnknown() throws IOException {
		Path configuration = Files.writeString(this.folder.resolve("krb5.conf"), """
				[libdefaults]
				  default_realm = CONTOSO.COM
				  dns_lookup_kdc = false
				""");
		assertThat(refusal(Map.of("iwa.kerberos.krb5-conf", configuration.toString()), "jdk.naming.dns"))
			.startsWith("kdc-unreachable KERBEROS ");
	}

	@Test
	void startWithoutHttpClientNamesItsModule() throws IOException {
		try (ForkedApplication application = without(Map.of(), "java.net.http")) {
			assertThatIOException().isThrownBy(() -> application.ask("token"))
				.withMessageContaining("APPLICATION FAILED TO START")
				.withMessageContaining("(provider-unavailable)")
				.withMessageContaining("--add-modules java.net.http");
		}
	}

	private String refusal(Map<String, String> more, String... missing) throws IOException {
		try (ForkedApplication application = without(more, missing)) {
			return application.ask("token");
		}
	}

	private ForkedApplication without(Map<String, String> more, String... missing) throws IOException {
		Map<String, String> properties = new LinkedHashMap<>(this.directory.properties());
		properties.putAll(more);
		return ForkedApplication.start(Map.of(), limit(missing), properties);
	}

	private static List<String> limit(String... missing) {
		List<String> modules = new ArrayList<>(MODULES);
		assertThat(modules.removeAll(List.of(missing))).isEqualTo(missing.length > 0);
		return List.of("--limit-modules=" + String.join(",", modules));
	}

}
