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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.iwaspring.benchmarks.Fork.Line;
import io.github.iwaspring.test.EmbeddedDirectory;

/**
 * A program that starts again, with its tokens in a file or only in memory.
 */
final class SecondStartPart implements Part {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	@Override
	public String name() {
		return "second-start";
	}

	@Override
	public Section run(Effort effort) throws Exception {
		List<Start> first = new ArrayList<>();
		List<Start> second = new ArrayList<>();
		List<Start> inMemory = new ArrayList<>();
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			for (int run = 0; run < effort.starts(); run++) {
				try (Scratch scratch = new Scratch()) {
					first.add(start(directory, scratch.arguments()));
					second.add(start(directory, scratch.arguments()));
				}
				inMemory.add(start(directory, List.of()));
			}
		}
		return section(first, second, inMemory, effort);
	}

	private static Start start(EmbeddedDirectory directory, List<String> more)
			throws InterruptedException, IOException {
		directory.log().clear();
		try (Fork fork = Fork.start(TokenMain.class,
				Stream.concat(Stream.of(directory.arguments()), more.stream()).toArray(String[]::new))) {
			Line line = fork.await(TIMEOUT);
			fork.join(TIMEOUT);
			return new Start(line.word(0), fork.sinceStart(line).toNanos(), line.number(1) * 1000,
					directory.log().requests().size(), fork.warnings());
		}
	}

	private static Section section(List<Start> first, List<Start> second, List<Start> inMemory, Effort effort) {
		Table table = Table.of("a start", "source of the token", "requests", "`getToken()`",
				"from the start of the process");
		row(table, "the first, with a file", first);
		row(table, "the second, with a file", second);
		row(table, "any, in memory", inMemory);
		long requests = second.stream().mapToLong(Start::requests).max().orElse(-1);
		long warned = Stream.of(first, second, inMemory)
			.flatMap(List::stream)
			.filter((start) -> !start.warnings().isEmpty())
			.count();
		return new Section("A second start",
				"A program starts, gets a token and ends. The times are medians of " + effort
					.starts() + " starts. With `iwa.token-cache.type=file`, the next start finds the token.",
				List.of(table),
				List.of(new Target("Requests of a second start, with a file", "none", String.valueOf(requests),
						requests == 0),
						new Target("Starts that logged a warning", "none", String.valueOf(warned), warned == 0)),
				"A second start sends " + requests + " requests and gets its token in "
						+ Figures.time(median(second, false)) + " instead of " + Figures.time(median(first, false))
						+ ". From the start of the process, it takes " + Figures.time(median(second, true))
						+ " instead of " + Figures.time(median(first, true)) + ".");
	}

	private static void row(Table table, String what, List<Start> starts) {
		table.row(what, String.join(", ", starts.stream().map(Start::source).distinct().toList()),
				String.join(", ", starts.stream().map((start) -> String.valueOf(start.requests())).distinct().toList()),
				Figures.time(median(starts, false)), Figures.time(median(starts, true)));
	}

	private static double median(List<Start> starts, boolean whole) {
		return Figures.median(starts.stream().mapToLong(whole ? Start::sinceStart : Start::waited));
	}

	/**
	 * One start.
	 *
	 * @param source the source of the token
	 * @param sinceStart the time from the start of the process to the token, in
	 * nanoseconds
	 * @param waited the time of the call, in nanoseconds
	 * @param requests the number of requests that reached the directory
	 * @param warnings the warnings in the log
	 */
	private record Start(String source, long sinceStart, long waited, int requests, List<String> warnings) {

	}

}
