package io.github.iwaspring.support;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OperatingSystem}.
 */
class OperatingSystemTests {

	@ParameterizedTest
	@ValueSource(strings = { "Windows 11", "Windows Server 2022", "windows" })
	void isWindowsWhenWindowsThenTrue(String name) {
		assertThat(OperatingSystem.isWindows(name)).isTrue();
		assertThat(OperatingSystem.isMac(name)).isFalse();
	}

	@Test
	void isMacWhenMacThenTrue() {
		assertThat(OperatingSystem.isMac("Mac OS X")).isTrue();
		assertThat(OperatingSystem.isWindows("Mac OS X")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Linux", "Darwin", "" })
	void isWindowsWhenAnotherSystemThenFalse(String name) {
		assertThat(OperatingSystem.isWindows(name)).isFalse();
		assertThat(OperatingSystem.isMac(name)).isFalse();
	}

	@Test
	void isWindowsWhenUnknownThenFalse() {
		assertThat(OperatingSystem.isWindows(null)).isFalse();
		assertThat(OperatingSystem.isMac(null)).isFalse();
	}

}
