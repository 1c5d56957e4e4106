package io.github.iwaspring.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of figures: its heads, and rows that begin with what they are about.
 */
final class Table {

	private final List<String> heads;

	private final List<List<String>> rows = new ArrayList<>();

	private Table(List<String> heads) {
		this.heads = heads;
	}

	static Table of(String... heads) {
		return new Table(List.of(heads));
	}

	Table row(String... cells) {
		if (cells.length != this.heads.size()) {
			throw new IllegalArgumentException("The table has " + this.heads.size() + " columns");
		}
		this.rows.add(List.of(cells));
		return this;
	}

	/**
	 * The table as Markdown, numbers to the right.
	 */
	String toMarkdown() {
		StringBuilder text = new StringBuilder(line(this.heads));
		text.append("|---|").append("---:|".repeat(this.heads.size() - 1)).append('\n');
		this.rows.forEach((row) -> text.append(line(row)));
		return text.toString();
	}

	private static String line(List<String> cells) {
		return "| " + String.join(" | ", cells) + " |\n";
	}

}
