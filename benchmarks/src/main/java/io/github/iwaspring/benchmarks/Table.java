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

package io.github.iwaspring.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of figures. The first cell of each row names what was measured.
 */
final class Table {

	private final List<String> headers;

	private final List<List<String>> rows = new ArrayList<>();

	private Table(List<String> headers) {
		this.headers = headers;
	}

	static Table of(String... headers) {
		return new Table(List.of(headers));
	}

	Table row(String... cells) {
		if (cells.length != this.headers.size()) {
			throw new IllegalArgumentException("A row of this table needs " + this.headers.size() + " cells");
		}
		this.rows.add(List.of(cells));
		return this;
	}

	/**
	 * Returns the table in Markdown, with figures aligned to the right.
	 */
	String toMarkdown() {
		StringBuilder text = new StringBuilder(line(this.headers));
		text.append("|---|").append("---:|".repeat(this.headers.size() - 1)).append('\n');
		this.rows.forEach((row) -> text.append(line(row)));
		return text.toString();
	}

	private static String line(List<String> cells) {
		return "| " + String.join(" | ", cells) + " |\n";
	}

}
