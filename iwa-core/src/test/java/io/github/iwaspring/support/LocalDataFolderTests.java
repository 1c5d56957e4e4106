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

package io.github.iwaspring.support;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalDataFolder}.
 */
class LocalDataFolderTests {

	/**
	 * An absolute path on every platform.
	 */
	private static final Path ALICE = Path.of("/users/alice").toAbsolutePath();

	@Test
	void findOnLinuxUsesXdgDataHome() {
		assertThat(find("Linux", Map.of())).isEqualTo(ALICE.resolve(".local").resolve("share"));
		Path data = ALICE.resolve("data");
		assertThat(find("Linux", Map.of("XDG_DATA_HOME", data.toString()))).isEqualTo(data);
	}

	@Test
	void findIgnoresARelativeFolder() {
		assertThat(find("Linux", Map.of("XDG_DATA_HOME", "data"))).isEqualTo(ALICE.resolve(".local").resolve("share"));
	}

	@Test
	void findOnWindowsUsesLocalAppData() {
		Path local = ALICE.resolve("local");
		assertThat(find("Windows 11", Map.of("LOCALAPPDATA", local.toString()))).isEqualTo(local);
		assertThat(find("Windows 11", Map.of())).isEqualTo(ALICE.resolve("AppData").resolve("Local"));
	}

	@Test
	@EnabledOnOs(OS.WINDOWS)
	void folderOfThisUserIsThatOfWindows() {
		assertThat(LocalDataFolder.ofThisUser().find()).isEqualTo(Path.of(System.getenv("LOCALAPPDATA")))
			.isAbsolute()
			.isDirectory();
	}

	@Test
	void findOnMacUsesTheLibrary() {
		assertThat(find("Mac OS X", Map.of())).isEqualTo(ALICE.resolve("Library").resolve("Application Support"));
	}

	@Test
	void findWithoutHomeReturnsNull() {
		assertThat(find("Linux", "?", Map.of())).isNull();
	}

	private static Path find(String system, Map<String, String> environment) {
		return find(system, ALICE.toString(), environment);
	}

	private static Path find(String system, String home, Map<String, String> environment) {
		return new LocalDataFolder(Map.of("os.name", system, "user.home", home)::get, environment::get).find();
	}

}
