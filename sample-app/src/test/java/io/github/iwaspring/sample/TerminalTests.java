package io.github.iwaspring.sample;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Terminal}.
 */
class TerminalTests {

	@Test
	void coloursAreForWhoDoesNotForbidThem() {
		assertThat(Terminal.takesColours(Map.of())).isTrue();
		assertThat(Terminal.takesColours(Map.of("NO_COLOR", "", "TERM", "xterm"))).isTrue();
		assertThat(Terminal.takesColours(Map.of("NO_COLOR", "1"))).isFalse();
		assertThat(Terminal.takesColours(Map.of("TERM", "dumb"))).isFalse();
	}

}
