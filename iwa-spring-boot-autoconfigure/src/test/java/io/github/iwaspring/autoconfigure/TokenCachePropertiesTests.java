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

package io.github.iwaspring.autoconfigure;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how {@link IwaPropertiesMapper} maps {@code iwa.token-cache}.
 */
class TokenCachePropertiesTests {

	@Test
	void memoryHasNoFile() {
		assertThat(file(properties("/home/alice", "memory", "/data/tokens"))).isNull();
	}

	@Test
	void fileIsNamedAfterTheClientInTheLocalDataFolder() {
		Path home = Path.of("/home/alice").toAbsolutePath();
		Path file = home.resolve(Path.of(".local", "share", "iwa", "5a0c7e5e-0000-4000-8000-1234567890ab.cache"));
		assertThat(file(properties(home.toString(), "file", null))).isEqualTo(file);
		assertThat(file(properties(home.toString(), "file", " "))).isEqualTo(file);
	}

	@Test
	void pathIsUsed() {
		assertThat(file(properties("?", "file", "/data/tokens"))).isEqualTo(Path.of("/data/tokens"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "file", "memory" })
	void invalidPathIsRefused(String type) {
		assertThat(properties("/home/alice", type, "classpath:tokens").errors()).singleElement()
			.satisfies((error) -> assertThat(error.name()).isEqualTo("iwa.token-cache.path"));
	}

	@Test
	void userWithoutHomeRequiresPath() {
		assertThat(properties("?", "file", null).errors()).singleElement()
			.satisfies((error) -> assertThat(error.message())
				.isEqualTo("iwa.token-cache.path is required with iwa.token-cache.type and not set."));
	}

	private static Path file(MappedProperties properties) {
		return properties.map().tokens().cacheFile();
	}

	private static MappedProperties properties(String home, String type, String path) {
		return MappedProperties.required()
			.home(home)
			.with("iwa.token-cache.type", type)
			.with("iwa.token-cache.path", path);
	}

}
