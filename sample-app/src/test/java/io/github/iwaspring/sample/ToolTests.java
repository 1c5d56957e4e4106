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

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Tool}.
 */
class ToolTests {

	private final ByteArrayOutputStream output = new ByteArrayOutputStream();

	private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

	@Test
	void noCommandCallsTheApiTwice() {
		Tool tool = parse("--iwa.client-id=1", "--sample.path=/x");
		assertThat(tool.command()).isInstanceOf(CallApiTwice.class);
		assertThat(tool.properties()).containsExactly("--iwa.client-id=1", "--sample.path=/x");
	}

	@ParameterizedTest
	@CsvSource({ "whoami, Whoami", "sign-out, SignOut", "doctor, Doctor", "--doctor, Doctor", "token, ShowToken" })
	void commandIsFoundBetweenProperties(String word, String type) {
		Tool tool = parse("--iwa.client-id=1", word, "--spring.main.banner-mode=off");
		assertThat(tool.command()).isNotNull();
		assertThat(tool.command().getClass().getSimpleName()).isEqualTo(type);
		assertThat(tool.properties()).hasSize(2);
	}

	@Test
	void propertyIsAnOptionWithADotInItsName() {
		assertThat(Tool.isProperty("--iwa.client-id=1")).isTrue();
		assertThat(Tool.isProperty("--spring.application.json={}")).isTrue();
		assertThat(Tool.isProperty("--output=a.b")).isFalse();
		assertThat(Tool.isProperty("--json")).isFalse();
		assertThat(Tool.isProperty("/a.b")).isFalse();
	}

	@Test
	void helpListsTheCommandsAndTheExitCodes() {
		Tool tool = parse("--help");
		assertThat(tool.command()).isNull();
		assertThat(tool.exitCode()).isZero();
		assertThat(text(this.output))
			.contains("whoami", "call", "token", "doctor", "sign-out", "generate-completion", "iwa.authority")
			.containsSubsequence("0   done", "1   failed", "2   wrong usage", "3   not signed in",
					"4   not signed in, because");
		assertThat(text(this.errors)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "whoami", "call", "token", "doctor", "sign-out" })
	void helpOfEachCommandListsTheExitCodes(String command) {
		assertThat(parse(command, "--help").exitCode()).isZero();
		assertThat(text(this.output)).startsWith("Usage: iwa-sample " + command).contains("3   not signed in");
	}

	@Test
	void helpOfTokenShowsNoTokenAsAnArgument() {
		parse("token", "--help");
		assertThat(text(this.output)).contains("  iwa-sample token | curl -H @- https://orders.contoso.com/orders\n")
			.doesNotContain("$(");
	}

	@Test
	void versionIsPrinted() {
		assertThat(parse("--version").exitCode()).isZero();
		assertThat(text(this.output)).startsWith("iwa-sample ");
	}

	@Test
	void completionScriptIsPrinted() {
		Tool tool = parse("generate-completion");
		assertThat(tool.command()).isNull();
		assertThat(tool.exitCode()).isZero();
		assertThat(text(this.output)).startsWith("#!/usr/bin/env bash").contains("complete -F", "sign-out");
	}

	@ParameterizedTest
	@ValueSource(strings = { "who", "--unknown", "call", "token --output xml" })
	void wrongArgumentsAreExplainedOnTheErrorStream(String line) {
		Tool tool = parse(line.split(" "));
		assertThat(tool.command()).isNull();
		assertThat(tool.exitCode()).isEqualTo(2);
		assertThat(text(this.output)).isEmpty();
		assertThat(text(this.errors)).contains("Usage: iwa-sample");
	}

	private Tool parse(String... args) {
		return Tool.parse(args, new PrintStream(this.output, true, StandardCharsets.UTF_8),
				new PrintStream(this.errors, true, StandardCharsets.UTF_8));
	}

	private static String text(ByteArrayOutputStream stream) {
		return stream.toString(StandardCharsets.UTF_8);
	}

}
