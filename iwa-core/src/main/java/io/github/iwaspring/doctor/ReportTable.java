package io.github.iwaspring.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.iwaspring.IwaReport.Check;
import io.github.iwaspring.IwaReport.Status;

/**
 * The table of a report: status, check, and what there is to say, in lines of at most a
 * hundred columns where its words allow.
 *
 * @param coloured whether to colour the status by ANSI escape sequences
 */
record ReportTable(boolean coloured) {

	private static final int WIDTH = 100;

	private static final int STATUS_WIDTH = 9;

	private static final int INDENT = STATUS_WIDTH + 21;

	String render(List<? extends Check> checks) {
		StringBuilder table = new StringBuilder();
		for (Check check : checks) {
			String code = (check.code() != null) ? " (" + check.code().id() + ")" : "";
			List<String> lines = new ArrayList<>(wrap(check.description() + code));
			if (check.action() != null) {
				lines.addAll(wrap("Action: " + check.action()));
			}
			table.append(status(check.status())).append(pad(check.id(), INDENT - STATUS_WIDTH));
			table.append(String.join("\n" + " ".repeat(INDENT), lines)).append('\n');
		}
		return table.append('\n').append(summary(checks)).append('\n').toString();
	}

	private String status(Status status) {
		String name = pad(status.name(), STATUS_WIDTH);
		if (!this.coloured) {
			return name;
		}
		String colour = switch (status) {
			case PASS -> "32";
			case WARN -> "33";
			case FAIL -> "1;31";
			case SKIPPED -> "2";
		};
		return "\u001B[" + colour + "m" + status.name() + "\u001B[0m" + name.substring(status.name().length());
	}

	private static String summary(List<? extends Check> checks) {
		return Stream.of(Status.values())
			.map((status) -> checks.stream().filter((check) -> check.status() == status).count() + " "
					+ participle(status))
			.collect(Collectors.joining(", "));
	}

	private static String participle(Status status) {
		return switch (status) {
			case PASS -> "passed";
			case WARN -> "to be looked at";
			case FAIL -> "failed";
			case SKIPPED -> "skipped";
		};
	}

	private static List<String> wrap(String text) {
		List<String> lines = new ArrayList<>();
		StringBuilder line = new StringBuilder();
		for (String word : text.split("\\s+")) {
			if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH - INDENT) {
				lines.add(line.toString());
				line.setLength(0);
			}
			line.append(line.isEmpty() ? "" : " ").append(word);
		}
		lines.add(line.toString());
		return lines;
	}

	private static String pad(String text, int width) {
		return text + " ".repeat(width - text.length());
	}

}
