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
