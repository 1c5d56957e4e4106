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

package io.github.iwaspring.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.iwaspring.check.Check.Result;
import io.github.iwaspring.check.Check.Status;
import io.github.iwaspring.support.Redaction;

/**
 * The text file with what the checks found. Names are masked when it is written, since a
 * later check may learn a name that an earlier one has shown.
 */
final class Report {

	/**
	 * The part of a name that may be a word of its own, which is left alone: these are
	 * words of the report, too.
	 */
	private static final Set<String> WORDS = Set.of("administrator", "admin", "user", "root", "system", "test");

	private final List<String> lines = new ArrayList<>();

	private final Map<Status, Integer> counts = new EnumMap<>(Status.class);

	void line(String line) {
		this.lines.add(line);
	}

	void add(String check, Result result) {
		this.counts.merge(result.status(), 1, Integer::sum);
		this.lines.add("%-4s  %-22s %s".formatted(result.status(), check, result.line()));
		result.details().stream().flatMap(String::lines).forEach((detail) -> this.lines.add("          " + detail));
	}

	int failures() {
		return count(Status.FAIL);
	}

	String summary() {
		return this.counts.values().stream().mapToInt(Integer::intValue).sum() + " checks: " + count(Status.PASS)
				+ " passed, " + count(Status.FAIL) + " failed, " + count(Status.SKIP) + " skipped";
	}

	private int count(Status status) {
		return this.counts.getOrDefault(status, 0);
	}

	/**
	 * Writes the file, or one in the folder for temporary files if that is not possible.
	 * @return the file that was written
	 */
	Path write(Path file, Collection<String> names) throws IOException {
		String text = this.lines.stream()
			.map((line) -> masked(line, names))
			.collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
		try {
			return Files.writeString(file, text, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return Files.writeString(Files.createTempFile("iwa-windows-check", ".txt"), text, StandardCharsets.UTF_8);
		}
	}

	/**
	 * Masks a line: whole names as the library does, then the user's part of each name
	 * where it stands alone, for example in a path.
	 */
	static String masked(String line, Collection<String> names) {
		String masked = line;
		Set<String> users = new TreeSet<>(
				Comparator.comparing(String::length).reversed().thenComparing((user) -> user));
		for (String name : names) {
			if (name.indexOf('\\') > 0) {
				masked = masked.replace(name, Redaction.userName(name));
			}
			users.add(name.substring(name.indexOf('\\') + 1).replaceFirst("@.*", ""));
		}
		masked = Redaction.userNames(masked, names);
		for (String user : users) {
			if (user.length() > 1 && !WORDS.contains(user.toLowerCase(Locale.ROOT))) {
				masked = Pattern
					.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(user) + "(?![\\p{L}\\p{N}])",
							Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
					.matcher(masked)
					.replaceAll((found) -> Matcher.quoteReplacement(found.group().charAt(0) + "***"));
			}
		}
		return masked;
	}

	/**
	 * Returns the names of the process's user, which may be part of paths, and of the
	 * computer.
	 */
	static List<String> ownNames() {
		Map<String, String> environment = System.getenv();
		return Stream
			.of(System.getProperty("user.name", ""), environment.getOrDefault("USERNAME", ""),
					environment.getOrDefault("COMPUTERNAME", ""))
			.filter((name) -> !name.isBlank())
			.distinct()
			.toList();
	}

}
