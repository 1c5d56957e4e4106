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

package io.github.iwaspring.sample;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Terminal}.
 */
class TerminalTests {

	@Test
	void terminalIsTheSlaveOfAPseudoTerminalOrAConsole() {
		assertThat(Terminal.isTerminal(Path.of("/dev/pts/3"))).isTrue();
		assertThat(Terminal.isTerminal(Path.of("/dev/tty1"))).isTrue();
		assertThat(Terminal.isTerminal(Path.of("/dev/console"))).isTrue();
		assertThat(Terminal.isTerminal(Path.of("/dev/null"))).isFalse();
		assertThat(Terminal.isTerminal(Path.of("pipe:[1234]"))).isFalse();
		assertThat(Terminal.isTerminal(Path.of("/home/alice/tty"))).isFalse();
	}

	@Test
	void supportsColoursUnlessTheEnvironmentForbidsThem() {
		assertThat(Terminal.supportsColours(Map.of())).isTrue();
		assertThat(Terminal.supportsColours(Map.of("NO_COLOR", "", "TERM", "xterm"))).isTrue();
		assertThat(Terminal.supportsColours(Map.of("NO_COLOR", "1"))).isFalse();
		assertThat(Terminal.supportsColours(Map.of("TERM", "dumb"))).isFalse();
	}

}
