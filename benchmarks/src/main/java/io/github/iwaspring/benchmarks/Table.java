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
