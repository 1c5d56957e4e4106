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

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The report of a run, in Markdown.
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
		text.append("The [benchmarks](../benchmarks) wrote this page on ")
			.append(LocalDate.now(ZoneOffset.UTC))
			.append(", in one run of ")
			.append(Math.max(1, this.duration.toMinutes()))
			.append(" minutes. All candidates sign in to the same embedded directory on the loopback")
			.append(" interface, so compare the figures with each other and not with those of other machines.\n\n");
		text.append(summary());
		text.append("\n## The machine and the versions\n\n").append(this.machine.toMarkdown());
		this.sections.forEach((section) -> append(text, section));
		return text.toString();
	}

	private String summary() {
		List<Target> targets = this.sections.stream().flatMap((section) -> section.targets().stream()).toList();
		List<Target> missed = targets.stream().filter((target) -> !target.met()).toList();
		StringBuilder text = new StringBuilder("## The result\n\n");
		text.append(targets.size() - missed.size())
			.append(" of ")
			.append(targets.size())
			.append(" targets were met")
			.append(missed.isEmpty() ? ".\n" : ". These were missed:\n\n");
		missed.forEach((target) -> text.append("- ")
			.append(target.name())
			.append(": ")
			.append(target.measured())
			.append(", but the target is ")
			.append(target.limit())
			.append(".\n"));
		text.append('\n');
		this.sections.forEach((section) -> text.append("- **")
			.append(section.title())
			.append(".** ")
			.append(section.summary())
			.append('\n'));
		return text.toString();
	}

	private static void append(StringBuilder text, Section section) {
		text.append("\n## ").append(section.title()).append("\n\n").append(section.description()).append('\n');
		section.tables().forEach((figures) -> text.append('\n').append(figures.toMarkdown()));
		if (section.targets().isEmpty()) {
			return;
		}
		Table table = Table.of("target", "limit", "measured", "result");
		section.targets()
			.forEach((target) -> table.row(target.name(), target.limit(), target.measured(),
					target.met() ? "met" : "**missed**"));
		text.append('\n').append(table.toMarkdown());
	}

}
