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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.fixtures.SilentKdc;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The switch of a JVM between Java's own Kerberos and the platform's. It can be set once.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@ExtendWith(SilentKdc.class)
class NativeSwitchTests {

	private static final String SIGNED_IN_AS_ALICE = "INTEGRATED " + User.ALICE.upn();

	@TempDir
	private Path folder;

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void nativeIsRefusedAfterJavaWasUsed() throws IOException {
		try (MitKerberos mit = file(); ForkedApplication application = start(mit)) {
			mit.kinit(User.ALICE);
			assertThat(application.ask("use-java")).startsWith("done");
			for (int attempt = 0; attempt < 2; attempt++) {
				assertThat(application.ask("token"))
					.startsWith("provider-unavailable KERBEROS IwaConfigurationException ")
					.contains("this JVM has used Java's own GSSAPI before")
					.contains("-Dsun.security.jgss.native=true");
			}
			assertThat(application.ask("switch")).as("the unchanged switch").isEqualTo("null");
		}
	}

	@Test
	void nativeIsRefusedWhenJvmWasStartedWithSwitchOff() throws IOException {
		try (MitKerberos mit = file();
				ForkedApplication application = start(mit, List.of("-Dsun.security.jgss.native=false"), Map.of())) {
			assertThat(application.ask("token")).startsWith("provider-unavailable KERBEROS IwaConfigurationException ")
				.contains("sun.security.jgss.native is 'false'");
			assertThat(application.ask("switch")).isEqualTo("false");
		}
	}

	@Test
	void nativeIsRefusedWithoutLibrary() throws IOException {
		try (MitKerberos mit = file();
				ForkedApplication application = start(mit, List.of("-Dsun.security.jgss.lib=/nowhere/libgssapi.so"),
						Map.of())) {
			assertThat(application.ask("token")).startsWith("provider-unavailable KERBEROS IwaConfigurationException ")
				.contains("no GSSAPI library could be loaded");
		}
	}

	@Test
	void jvmIsAsBeforeAfterNativeWasRefusedWithoutLibrary() throws IOException {
		try (MitKerberos mit = file();
				ForkedApplication application = start(mit, List.of("-Dsun.security.jgss.lib=/nowhere/libgssapi.so"),
						Map.of())) {
			assertThat(application.ask("token")).startsWith("provider-unavailable ");
			assertThat(application.ask("switch")).isEqualTo("null");
			assertThat(application.ask("use-java")).startsWith("done ").isNotEqualTo("done 0");
		}
	}

	@Test
	void jvmStartedForNativeNeedsNoSwitch() throws IOException {
		try (MitKerberos mit = file();
				ForkedApplication application = start(mit, List.of("-Dsun.security.jgss.native=true"), Map.of())) {
			mit.kinit(User.ALICE);
			assertThat(application.ask("use-java")).startsWith("done");
			assertThat(application.ask("token")).isEqualTo(SIGNED_IN_AS_ALICE);
			assertThat(application.log()).doesNotContain("This JVM now uses the platform's GSSAPI");
		}
	}

	@Test
	void javaIsRefusedWhenJvmUsesNative() throws IOException {
		try (MitKerberos mit = file();
				ForkedApplication application = start(mit, List.of("-Dsun.security.jgss.native=true"),
						Map.of("iwa.kerberos.provider", "java"))) {
			mit.kinit(User.ALICE);
			assertThat(application.ask("token")).startsWith("provider-unavailable KERBEROS IwaConfigurationException ")
				.contains("this JVM uses the platform's GSSAPI");
		}
	}

	@Test
	void javaIsRefusedWhenJvmWasStartedForNativeWithoutLibrary() throws IOException {
		try (MitKerberos mit = file();
				ForkedApplication application = start(mit,
						List.of("-Dsun.security.jgss.native=true", "-Dsun.security.jgss.lib=/nowhere/libgssapi.so"),
						Map.of("iwa.kerberos.provider", "java"))) {
			assertThat(application.ask("token")).startsWith("provider-unavailable KERBEROS IwaConfigurationException ")
				.contains("Remove that property");
		}
	}

	private MitKerberos file() {
		return MitKerberos.of(this.directory, "FILE:" + this.folder.resolve("krb5cc"));
	}

	private ForkedApplication start(MitKerberos mit) throws IOException {
		return start(mit, List.of(), Map.of());
	}

	private ForkedApplication start(MitKerberos mit, List<String> options, Map<String, String> more)
			throws IOException {
		return ForkedApplication.startNative(this.directory, mit, options, more);
	}

}
