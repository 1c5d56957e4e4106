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
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import io.github.iwaspring.benchmarks.Fork.Line;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Origin;

/**
 * Callers at full speed for a long time, with short-lived tokens.
 */
final class SoakPart implements Part {

	private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(10);

	private static final double HEAP_NOISE = 1_000_000;

	@Override
	public String name() {
		return "soak";
	}

	@Override
	public Section run(Effort effort) throws Exception {
		List<Sample> samples = new ArrayList<>();
		try (EmbeddedDirectory directory = EmbeddedDirectory
			.start((options) -> options.tokenLifetime(TOKEN_LIFETIME))) {
			String[] arguments = Stream
				.concat(Stream.of(String.valueOf(effort.soak().toSeconds()),
						String.valueOf(effort.sample().toSeconds())), Stream.of(directory.arguments()))
				.toArray(String[]::new);
			try (Fork fork = Fork.start(SoakMain.class, arguments)) {
				Duration timeout = effort.sample().plusMinutes(1);
				for (Line line = fork.await(timeout); !"end".equals(line.word(0)); line = fork.await(timeout)) {
					samples
						.add(new Sample(line.number(0), line.number(1), line.number(2), line.number(3), line.number(4),
								directory.log().connections(Origin.ENTRA) + directory.log().connections(Origin.ADFS)));
				}
				fork.join(timeout);
				return section(samples, directory.log().requests(Hop.TOKEN).size(), fork.warnings().size(), effort);
			}
		}
	}

	private static Section section(List<Sample> samples, int tokens, int warnings, Effort effort) {
		Table table = Table.of("", "calls", "failures", "heap after garbage collection", "threads", "open files",
				"connections so far");
		int step = Math.max(1, samples.size() / 5);
		for (int index = 0; index < samples.size(); index += step) {
			Sample sample = samples.get(index);
			table.row("after " + Figures.time(effort.sample().multipliedBy(index + 1L)), Figures.count(sample.calls()),
					Figures.count(sample.failures()), Figures.bytes((double) sample.heap()),
					Figures.count(sample.threads()), Figures.count(sample.files()),
					Figures.count(sample.connections()));
		}
		Sample last = samples.get(samples.size() - 1);
		double heap = leak(samples);
		double threads = growth(samples, Sample::threads);
		double files = growth(samples, Sample::files);
		return new Section("A soak test", "Two threads request tokens without a pause for "
				+ Figures.time(effort.soak()) + ". A token lives " + TOKEN_LIFETIME.toSeconds()
				+ " s. Growth compares the second half with the first: the lowest heap"
				+ " usage, the highest number of threads and the highest number of open files, including connections.",
				List.of(table),
				List.of(new Target("Calls that failed", "none", Figures.count(last.failures()), last.failures() == 0),
						new Target("Warnings", "none", Figures.count(warnings), warnings == 0),
						new Target("Growth of memory", "none (less than 1 MB)", Figures.bytes(heap), heap < HEAP_NOISE),
						new Target("Growth of threads", "none", Figures.number(threads), threads <= 0),
						new Target("Growth of open files and connections", "none", Figures.number(files), files <= 0)),
				"In " + Figures.time(effort.soak()) + ", there were " + Figures.count(last.calls()) + " calls, "
						+ Figures.count(tokens) + " tokens and " + Figures.count(last.failures())
						+ " failures. Memory changed by " + Figures.bytes(heap) + ", threads by "
						+ Figures.number(threads) + ", and open files and connections by " + Figures.number(files)
						+ ".");
	}

	/**
	 * Returns the difference of the maxima of the second and the first half.
	 */
	private static double growth(List<Sample> samples, ToLongFunction<Sample> what) {
		int half = samples.size() / 2;
		return samples.stream().skip(half).mapToLong(what).max().orElse(-1)
				- samples.stream().limit(half).mapToLong(what).max().orElse(0);
	}

	/**
	 * Returns the difference of the minimum heap of the second and the first half. Minima
	 * are compared, because a garbage collection can leave garbage.
	 */
	private static double leak(List<Sample> samples) {
		int half = samples.size() / 2;
		return samples.stream().skip(half).mapToLong(Sample::heap).min().orElse(-1)
				- samples.stream().limit(half).mapToLong(Sample::heap).min().orElse(0);
	}

	/**
	 * The state of the program at one moment.
	 *
	 * @param calls calls so far
	 * @param failures failures so far
	 * @param heap used heap after garbage collection, in bytes
	 * @param threads threads
	 * @param files open files and connections
	 * @param connections connections that the directory has seen so far
	 */
	private record Sample(long calls, long failures, long heap, long threads, long files, long connections) {

	}

}
