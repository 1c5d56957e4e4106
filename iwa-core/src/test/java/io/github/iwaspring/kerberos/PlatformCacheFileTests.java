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

package io.github.iwaspring.kerberos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PlatformCacheFile}.
 */
class PlatformCacheFileTests {

	private Path folder;

	private Path configuration;

	@BeforeEach
	void chooseFile(@TempDir Path folder) {
		this.folder = folder;
		this.configuration = folder.resolve("krb5.conf");
	}

	@Test
	void configurationMayNameTheCache() throws IOException {
		assertThat(isNamed()).as("no file").isFalse();
		Files.writeString(this.configuration, "[libdefaults]\n default_realm = CONTOSO.COM\n");
		assertThat(isNamed()).isFalse();
		Files.writeString(this.configuration, "[libdefaults]\n default_ccache_name = KCM:\n");
		assertThat(isNamed()).isTrue();
	}

	@Test
	void commentAndTheDefaultCacheNameNoOther() throws IOException {
		for (String line : List.of("# default_ccache_name = KCM:", "; default_ccache_name = KCM:",
				"default_ccache_name = FILE:/tmp/krb5cc_%{uid}", "default_ccache_name = /tmp/krb5cc_%{euid}")) {
			Files.writeString(this.configuration, "[libdefaults]\n " + line + "\n");
			assertThat(isNamed()).as(line).isFalse();
		}
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "an included file is named from the root of POSIX")
	void includedFileMayNameTheCache() throws IOException {
		Path included = Files.createDirectory(this.folder.resolve("krb5.conf.d"));
		Files.writeString(this.configuration, "includedir " + included + "\n[libdefaults]\n");
		Files.writeString(included.resolve("enctypes"), "[libdefaults]\n");
		assertThat(isNamed()).isFalse();
		Files.writeString(included.resolve("kcm"), "[libdefaults]\n default_ccache_name = KCM:\n");
		assertThat(isNamed()).isTrue();
	}

	@Test
	void fileThatIncludesItselfIsReadAFewTimes() throws IOException {
		Files.writeString(this.configuration, "include " + this.configuration + "\n");
		assertThat(isNamed()).isFalse();
	}

	private boolean isNamed() {
		return PlatformCacheFile.namesCache(this.configuration.toString(), 1);
	}

}
