package io.github.iwaspring.benchmarks;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The report of a run, as Markdown.
 */
final class Report {

	private final Table machine;

	private final List<Section> sections;

	private final Duration duration;

	Report(Table machine, List<Section> sections, Duration duration) {
		this.machine = machine;
		this.sections = List.copyOf(sections);
		this.duration = duration;
	}

	String toMarkdown() {
		StringBuilder text = new StringBuilder("# Benchmarks\n\n");
		text.append("Written by the [benchmarks](../benchmarks) themselves on ")
			.append(LocalDate.now(ZoneOffset.UTC))
			.append(", in one run of ")
			.append(Math.max(1, this.duration.toMinutes()))
			.append(" minutes. Everybody signs in to the same embedded directory on the loopback")
			.append(" interface, so compare the figures with each other, not with those of other machines.\n\n");
		text.append(summary());
		text.append("\n## The machine and the versions\n\n").append(this.machine.toMarkdown());
		this.sections.forEach((section) -> append(text, section));
		return text.toString();
	}

	private String summary() {
		List<Finding> findings = this.sections.stream().flatMap((section) -> section.findings().stream()).toList();
		List<Finding> missed = findings.stream().filter((finding) -> !finding.met()).toList();
		StringBuilder text = new StringBuilder("## The result\n\n");
		text.append(findings.size() - missed.size())
			.append(" of ")
			.append(findings.size())
			.append(" targets were met")
			.append(missed.isEmpty() ? ".\n" : "; these were missed:\n\n");
		missed.forEach((finding) -> text.append("- ")
			.append(finding.claim())
			.append(": ")
			.append(finding.measured())
			.append(", where the target is ")
			.append(finding.target())
			.append(".\n"));
		text.append('\n');
		this.sections.forEach((section) -> text.append("- **")
			.append(section.title())
			.append(".** ")
			.append(section.meaning())
			.append('\n'));
		return text.toString();
	}

	private static void append(StringBuilder text, Section section) {
		text.append("\n## ").append(section.title()).append("\n\n").append(section.about()).append('\n');
		section.tables().forEach((table) -> text.append('\n').append(table.toMarkdown()));
		if (section.findings().isEmpty()) {
			return;
		}
		Table targets = Table.of("target", "wanted", "measured", "verdict");
		section.findings()
			.forEach((finding) -> targets.row(finding.claim(), finding.target(), finding.measured(),
					finding.met() ? "met" : "**missed**"));
		text.append('\n').append(targets.toMarkdown());
	}

}
