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

package io.github.iwaspring.directory;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import com.microsoft.aad.msal4j.PublicClientApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Msal4jVersion}.
 */
class Msal4jVersionTests {

	@TempDir
	private Path classes;

	@Test
	void builtWithIsTheVersionOfTheBuild() {
		assertThat(Msal4jVersion.BUILT_WITH)
			.isEqualTo(PublicClientApplication.class.getPackage().getImplementationVersion());
		assertThat(Msal4jVersion.get()).isEqualTo(Msal4jVersion.BUILT_WITH);
	}

	@Test
	void versionAtRunTimeIsReported() throws IOException {
		write("groupId=com.microsoft.azure\nversion=1.27.1-beta.2\n");
		assertThat(read()).isEqualTo("1.27.1-beta.2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "version=", "version=${project.version}", "version=\\u00", "version=1.0\\r\\nX: y" })
	void invalidVersionIsIgnored(String properties) throws IOException {
		write(properties);
		assertThat(read()).isEqualTo(Msal4jVersion.BUILT_WITH);
	}

	@Test
	void missingBuildPropertiesYieldTheVersionOfTheBuild() throws IOException {
		assertThat(read()).isEqualTo(Msal4jVersion.BUILT_WITH);
	}

	private void write(String properties) throws IOException {
		Path file = this.classes.resolve(Msal4jVersion.BUILD_PROPERTIES);
		Files.createDirectories(file.getParent());
		Files.writeString(file, properties);
	}

	private String read() throws IOException {
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.classes.toUri().toURL() }, null)) {
			return Msal4jVersion.read(loader);
		}
	}

}
