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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalDataFolder}.
 */
class LocalDataFolderTests {

	@Test
	void findOnLinuxUsesXdgDataHome() {
		assertThat(find("Linux", "/home/alice", Map.of())).isEqualTo(Path.of("/home/alice/.local/share"));
		assertThat(find("Linux", "/home/alice", Map.of("XDG_DATA_HOME", "/data/alice")))
			.isEqualTo(Path.of("/data/alice"));
	}

	@Test
	void findIgnoresARelativeFolder() {
		assertThat(find("Linux", "/home/alice", Map.of("XDG_DATA_HOME", "data")))
			.isEqualTo(Path.of("/home/alice/.local/share"));
	}

	@Test
	void findOnWindowsUsesLocalAppData() {
		assertThat(find("Windows 11", "/users/alice", Map.of("LOCALAPPDATA", "/users/alice/local")))
			.isEqualTo(Path.of("/users/alice/local"));
		assertThat(find("Windows 11", "/users/alice", Map.of())).isEqualTo(Path.of("/users/alice/AppData/Local"));
	}

	@Test
	void findOnMacUsesTheLibrary() {
		assertThat(find("Mac OS X", "/Users/alice", Map.of()))
			.isEqualTo(Path.of("/Users/alice/Library/Application Support"));
	}

	@Test
	void findWithoutHomeReturnsNull() {
		assertThat(find("Linux", "?", Map.of())).isNull();
	}

	private static Path find(String system, String home, Map<String, String> environment) {
		return new LocalDataFolder(Map.of("os.name", system, "user.home", home)::get, environment::get).find();
	}

}
