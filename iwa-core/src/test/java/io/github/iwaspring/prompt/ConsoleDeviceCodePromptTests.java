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

package io.github.iwaspring.prompt;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import io.github.iwaspring.IwaDeviceCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ConsoleDeviceCodePrompt}.
 */
class ConsoleDeviceCodePromptTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final ByteArrayOutputStream output = new ByteArrayOutputStream();

	@Test
	void showPrintsApplicationUserAddressAndCode() {
		ConsoleDeviceCodePrompt prompt = prompt(false);
		IwaDeviceCode code = code("alice@contoso.com");
		prompt.show(code);
		await().until(() -> text().contains("left"));
		prompt.ended(code);
		assertThat(text()).contains("client-1", "alice@contoso.com", "contoso.com", "https://microsoft.com/devicelogin",
				"ABCD-1234", "15 minutes left");
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().equals("iwa-device-code")));
	}

	@Test
	void showWhenUsernameIsUnknownSaysYou() {
		ConsoleDeviceCodePrompt prompt = prompt(false);
		IwaDeviceCode code = code(null);
		prompt.show(code);
		prompt.ended(code);
		assertThat(text()).contains("asks you to sign in").doesNotContain("null");
	}

	@ParameterizedTest
	@CsvSource({ "900, 15 minutes left", "899, 15 minutes left", "61, 2 minutes left", "60, less than a minute left",
			"1, less than a minute left" })
	void countdownWithoutTerminalPrintsALinePerMinute(long seconds, String line) {
		ConsoleDeviceCodePrompt prompt = prompt(false);
		assertThat(prompt.line(Duration.ofSeconds(seconds))).isEqualTo(line + System.lineSeparator());
		assertThat(prompt.untilNext(Duration.ofSeconds(899))).isEqualTo(Duration.ofSeconds(59));
		assertThat(prompt.untilNext(Duration.ofSeconds(840))).isEqualTo(Duration.ofMinutes(1));
	}

	@ParameterizedTest
	@CsvSource({ "900, 15:00 left", "61, 1:01 left", "9, 0:09 left" })
	void countdownOnTerminalRewritesOneLine(long seconds, String line) {
		ConsoleDeviceCodePrompt prompt = prompt(true);
		assertThat(prompt.line(Duration.ofSeconds(seconds))).startsWith("\r").contains(line).doesNotContain("\n");
		assertThat(prompt.untilNext(Duration.ofMillis(1250))).isEqualTo(Duration.ofMillis(250));
	}

	private ConsoleDeviceCodePrompt prompt(boolean terminal) {
		PrintStream stream = new PrintStream(this.output, true, StandardCharsets.UTF_8);
		return new ConsoleDeviceCodePrompt(() -> stream, terminal, Clock.fixed(NOW, ZoneOffset.UTC));
	}

	private String text() {
		return this.output.toString(StandardCharsets.UTF_8);
	}

	private static IwaDeviceCode code(String username) {
		return new IwaDeviceCode("client-1", "contoso.com", username, "ABCD-1234",
				URI.create("https://microsoft.com/devicelogin"), NOW.plusSeconds(900));
	}

}
