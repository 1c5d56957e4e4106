package io.github.iwaspring.autoconfigure;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

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
		assertThat(file(properties("/home/alice", "file", null)))
			.isEqualTo(Path.of("/home/alice/.local/share/iwa/client.cache"));
		assertThat(file(properties("/home/alice", "file", " ")))
			.isEqualTo(Path.of("/home/alice/.local/share/iwa/client.cache"));
	}

	@Test
	void pathIsUsed() {
		assertThat(file(properties("?", "file", "/data/tokens"))).isEqualTo(Path.of("/data/tokens"));
	}

	@Test
	void invalidPathIsRefused() {
		assertThat(properties("/home/alice", "file", "classpath:tokens").errors()).singleElement()
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
