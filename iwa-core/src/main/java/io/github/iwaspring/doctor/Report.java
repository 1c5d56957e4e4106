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

package io.github.iwaspring.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaReport;
import io.github.iwaspring.support.Json;
import io.github.iwaspring.support.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * A report, rendered as a table or as JSON. The table has the status, the check and its
 * texts, in lines of at most a hundred columns where the words allow that.
 */
final class Report implements IwaReport {

	private static final int WIDTH = 100;

	private static final int STATUS_WIDTH = 9;

	private static final int INDENT = STATUS_WIDTH + 21;

	private final List<Row> found;

	private final Collection<String> userNames;

	private final List<Row> shown;

	/**
	 * Creates a report that masks user names.
	 * @param found the rows with user names
	 * @param userNames the known user names
	 */
	Report(List<Row> found, Collection<String> userNames) {
		this(found, userNames, found.stream().map((row) -> row.masked(userNames)).toList());
	}

	private Report(List<Row> found, Collection<String> userNames, List<Row> shown) {
		this.found = found;
		this.userNames = userNames;
		this.shown = shown;
	}

	@Override
	public List<Check> checks() {
		return Collections.unmodifiableList(this.shown);
	}

	@Override
	public IwaReport withUserNames() {
		return new Report(this.found, this.userNames, this.found);
	}

	@Override
	public String toText() {
		return table(false);
	}

	@Override
	public String toAnsiText() {
		return table(true);
	}

	@Override
	public String toJson() {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("healthy", isHealthy());
		members.put("checks", this.shown.stream().map(Row::members).toList());
		return Json.write(members);
	}

	/**
	 * Returns the table, always with masked user names.
	 */
	@Override
	public String toString() {
		return new Report(this.found, this.userNames).toText();
	}

	private String table(boolean coloured) {
		StringBuilder table = new StringBuilder();
		for (Row row : this.shown) {
			String code = (row.code() != null) ? " (" + row.code().id() + ")" : "";
			List<String> lines = new ArrayList<>(wrap(row.description() + code));
			if (row.action() != null) {
				lines.addAll(wrap("Action: " + row.action()));
			}
			table.append(coloured ? colour(row.status()) : row.status().name())
				.append(" ".repeat(STATUS_WIDTH - row.status().name().length()))
				.append(row.id())
				.append(" ".repeat(INDENT - STATUS_WIDTH - row.id().length()))
				.append(String.join("\n" + " ".repeat(INDENT), lines))
				.append('\n');
		}
		return table.append('\n').append(summary()).append('\n').toString();
	}

	private static String colour(Status status) {
		String colour = switch (status) {
			case PASS -> "32";
			case WARN -> "33";
			case FAIL -> "1;31";
			case SKIPPED -> "2";
		};
		return "\u001B[" + colour + "m" + status.name() + "\u001B[0m";
	}

	private String summary() {
		return Stream.of(Status.values())
			.map((status) -> this.shown.stream().filter((row) -> row.status() == status).count() + " "
					+ participle(status))
			.collect(Collectors.joining(", "));
	}

	private static String participle(Status status) {
		return switch (status) {
			case PASS -> "passed";
			case WARN -> "with a warning";
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

	/**
	 * A check of a report. {@link Check} describes the components.
	 */
	record Row(String id, Status status, String description, @Nullable String action, @Nullable IwaErrorCode code,
			@Nullable Stage stage, @Nullable String correlationId, @Nullable Duration retryAfter) implements Check {

		static Row of(CheckId id, Finding finding) {
			return new Row(id.id(), finding.status(), finding.description(), finding.action(), finding.code(),
					finding.stage(), finding.correlationId(), finding.retryAfter());
		}

		Row masked(Collection<String> userNames) {
			return new Row(this.id, this.status, Redaction.userNames(this.description, userNames),
					(this.action != null) ? Redaction.userNames(this.action, userNames) : null, this.code, this.stage,
					this.correlationId, this.retryAfter);
		}

		Map<String, String> members() {
			Map<String, String> members = new LinkedHashMap<>();
			members.put("id", this.id);
			members.put("status", this.status.name());
			members.put("description", this.description);
			if (this.code != null) {
				members.put("code", this.code.id());
			}
			if (this.stage != null) {
				members.put("stage", this.stage.name());
			}
			if (this.correlationId != null) {
				members.put("correlationId", this.correlationId);
			}
			if (this.retryAfter != null) {
				members.put("retryAfter", this.retryAfter.toString());
			}
			if (this.action != null) {
				members.put("action", this.action);
			}
			return members;
		}

	}

}
