package io.github.iwaspring.doctor;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaReport;
import io.github.iwaspring.support.Json;

/**
 * A report: what the checks found, and how much of it is shown.
 */
final class Report implements IwaReport {

	private final List<Row> found;

	private final Collection<String> userNames;

	private final List<Row> shown;

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
		return new ReportTable(false).render(this.shown);
	}

	@Override
	public String toAnsiText() {
		return new ReportTable(true).render(this.shown);
	}

	@Override
	public String toJson() {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("healthy", isHealthy());
		members.put("checks", this.shown.stream().map(Report::members).toList());
		return Json.write(members);
	}

	/**
	 * The table, its user names masked in any case.
	 */
	@Override
	public String toString() {
		return new Report(this.found, this.userNames).toText();
	}

	private static Map<String, String> members(Check check) {
		Map<String, String> members = new LinkedHashMap<>();
		members.put("id", check.id());
		members.put("status", check.status().name());
		members.put("description", check.description());
		if (check.code() != null) {
			members.put("code", check.code().id());
		}
		if (check.stage() != null) {
			members.put("stage", check.stage().name());
		}
		if (check.correlationId() != null) {
			members.put("correlationId", check.correlationId());
		}
		if (check.action() != null) {
			members.put("action", check.action());
		}
		return members;
	}

}
