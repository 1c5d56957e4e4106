package io.github.iwaspring.sample;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Terminal}.
 */
class TerminalTests {

	@Test
	void supportsColoursUnlessTheEnvironmentForbidsThem() {
		assertThat(Terminal.supportsColours(Map.of())).isTrue();
		assertThat(Terminal.supportsColours(Map.of("NO_COLOR", "", "TERM", "xterm"))).isTrue();
		assertThat(Terminal.supportsColours(Map.of("NO_COLOR", "1"))).isFalse();
		assertThat(Terminal.supportsColours(Map.of("TERM", "dumb"))).isFalse();
	}

}
