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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.iwaspring.benchmarks.Fork.Line;
import io.github.iwaspring.test.EmbeddedDirectory;

/**
 * The first sign-in of a new process, as in a command-line tool, compared with the same
 * program with raw msal4j.
 */
final class FirstSignInPart implements Part {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private static final Duration LATENCY = Duration.ofMillis(50);

	@Override
	public String name() {
		return "first-sign-in";
	}

	@Override
	public Section run(Effort effort) throws Exception {
		Table table = Table.of("a first sign-in", "the starter", "requests", "raw msal4j", "requests", "time saved");
		Comparison far;
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			row(table, "in a new process", compare(directory, effort.starts()));
			SignIns.delay(directory, LATENCY);
			far = compare(directory, effort.starts());
			row(table, "in a new process, 50 ms per request", far);
		}
		return new Section("The first sign-in of a program",
				"A program starts and gets a token. The time is that of the call alone, the median of "
						+ effort.starts()
						+ " processes. Each process loads all classes of a sign-in for the first time. The peer is the same"
						+ " program with `iwa.enabled=false`, which gets its token with raw msal4j. The time of both includes"
						+ " the creation of their client, and that of raw msal4j its instance discovery.",
				List.of(table), List.of(),
				"In a new process, with 50 ms per request, a first sign-in takes "
						+ Figures.time(far.starter().median()) + ". That is " + Figures.comparison(far.saving())
						+ " than with raw msal4j (" + Figures.time(far.raw().median()) + ").");
	}

	private static void row(Table table, String what, Comparison comparison) {
		table.row(what, Figures.time(comparison.starter().median()), comparison.starter().requests(),
				Figures.time(comparison.raw().median()), comparison.raw().requests(),
				Figures.percent(comparison.saving()));
	}

	/**
	 * Measures both in turn, so that other load of the machine affects both.
	 */
	private static Comparison compare(EmbeddedDirectory directory, int starts) throws InterruptedException {
		Comparison comparison = new Comparison(new SignIns(), new SignIns());
		for (int start = 0; start < starts; start++) {
			measure(comparison.starter(), directory, List.of(), TokenMain.class);
			measure(comparison.raw(), directory, List.of("-Djava.security.krb5.conf=" + directory.krb5Conf()),
					RawTokenMain.class, "--iwa.enabled=false");
		}
		return comparison;
	}

	private static void measure(SignIns signIns, EmbeddedDirectory directory, List<String> options, Class<?> main,
			String... more) throws InterruptedException {
		directory.log().clear();
		String[] arguments = Stream.concat(Stream.of(directory.arguments()), Stream.of(more)).toArray(String[]::new);
		try (Fork fork = Fork.start(options, main, arguments)) {
			Line line = fork.await(TIMEOUT);
			fork.join(TIMEOUT);
			signIns.add(directory, TimeUnit.MICROSECONDS.toNanos(line.number(1)));
		}
	}

	private record Comparison(SignIns starter, SignIns raw) {

		double saving() {
			return 1 - this.starter.median() / this.raw.median();
		}

	}

}
