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

package io.github.iwaspring.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EntraErrorTable}: the index in {@code docs/troubleshooting.md} has the
 * AADSTS numbers of the table, and no others, each with its code.
 */
class EntraErrorTableTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-9, ]+) \\| \\[([a-z-]+)]\\(#\\2\\) \\|$");

	@Test
	void indexOfTheManualHasEveryNumberWithItsCode() throws IOException {
		assertThat(index()).isNotEmpty().isEqualTo(codes());
	}

	private static Map<String, String> index() throws IOException {
		Map<String, String> index = new TreeMap<>();
		Matcher row = ROW.matcher(Files.readString(Path.of("..", "docs", "troubleshooting.md")));
		while (row.find()) {
			Arrays.stream(row.group(1).split(", "))
				.forEach((number) -> assertThat(index.put(number, row.group(2))).as(number).isNull());
		}
		return index;
	}

	private static Map<String, String> codes() {
		Map<String, String> codes = new TreeMap<>();
		EntraErrorTable.byKey().forEach((key, diagnosis) -> {
			if (key.matches("[0-9]+")) {
				codes.put(key, diagnosis.code().id());
			}
		});
		return codes;
	}

}
