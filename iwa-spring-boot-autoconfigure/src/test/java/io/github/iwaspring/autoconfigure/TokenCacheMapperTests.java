package io.github.iwaspring.autoconfigure;

import java.nio.file.Path;
import java.util.Map;

import io.github.iwaspring.support.LocalDataFolder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TokenCacheMapper}.
 */
class TokenCacheMapperTests {

	private final Problems problems = new Problems();

	@Test
	void memoryNeedsNoFile() {
		assertThat(map("/home/alice", TokenCacheType.MEMORY, "/data/tokens")).isNull();
	}

	@Test
	void theFileIsNamedAfterTheClientInTheUsersOwnData() {
		assertThat(map("/home/alice", TokenCacheType.FILE, null))
			.isEqualTo(Path.of("/home/alice/.local/share/iwa/client.cache"));
		assertThat(map("/home/alice", TokenCacheType.FILE, " "))
			.isEqualTo(Path.of("/home/alice/.local/share/iwa/client.cache"));
	}

	@Test
	void aPathIsTakenAsItIs() {
		assertThat(map("?", TokenCacheType.FILE, "/data/tokens")).isEqualTo(Path.of("/data/tokens"));
	}

	@Test
	void aPathThatIsNoneIsRefused() {
		assertThat(map("/home/alice", TokenCacheType.FILE, "classpath:tokens")).isNull();
		assertThatExceptionOfType(InvalidIwaPropertiesException.class).isThrownBy(this.problems::throwIfAny)
			.satisfies((ex) -> assertThat(ex.problems()).singleElement()
				.satisfies((problem) -> assertThat(problem.name()).isEqualTo("iwa.token-cache.path")));
	}

	@Test
	void aUserWithoutAHomeHasToNameAPath() {
		map("?", TokenCacheType.FILE, null);
		assertThatExceptionOfType(InvalidIwaPropertiesException.class).isThrownBy(this.problems::throwIfAny)
			.satisfies((ex) -> assertThat(ex.problems()).singleElement()
				.satisfies((problem) -> assertThat(problem.description())
					.isEqualTo("iwa.token-cache.path is required with iwa.token-cache.type and not set.")));
	}

	private Path map(String home, TokenCacheType type, String path) {
		return new TokenCacheMapper(this.problems,
				new LocalDataFolder(Map.of("os.name", "Linux", "user.home", home)::get, (name) -> null))
			.map(new IwaProperties.TokenCache(type, path), "client");
	}

}
