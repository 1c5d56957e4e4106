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
