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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.iwaspring.benchmarks.startup.SampleStart;
import io.github.iwaspring.benchmarks.startup.StartUpVariants;
import io.github.iwaspring.test.EmbeddedDirectory;

/**
 * The start of the sample in all variants that a JDK offers to make it faster. With
 * {@code -Dbefore=<another checkout>}, the plain starts of both checkouts in turn.
 */
final class StartUpVariantsPart implements Part {

	private static final String BEFORE = System.getProperty("before");

	@Override
	public String name() {
		return "start-up-variants";
	}

	@Override
	public Section run(Effort effort) throws Exception {
		Path project = Path.of(Benchmarks.location(Benchmarks.class)).resolveSibling("../..").normalize();
		try (EmbeddedDirectory directory = EmbeddedDirectory.start(); Scratch scratch = new Scratch()) {
			List<String> arguments = List.of(directory.arguments());
			return section((BEFORE != null)
					? StartUpVariants.compare(project, Path.of(BEFORE).toAbsolutePath(), scratch.folder(), arguments,
							effort.comparedStarts())
					: StartUpVariants.measure(project, scratch.folder(), arguments, effort.variantStarts()));
		}
	}

	private static Section section(Map<String, List<SampleStart>> starts) {
		Table table = Table.of("JDK: start", "to the response of the API", "share of `java -jar`", "processor time");
		double slowest = 0;
		double fastest = Double.MAX_VALUE;
		double base = 0;
		for (Map.Entry<String, List<SampleStart>> variant : starts.entrySet()) {
			double wall = median(variant.getValue(), SampleStart::wall);
			base = variant.getKey().endsWith("`java -jar`") ? wall : base;
			table.row(variant.getKey(), Figures.time(wall), Figures.percent(wall / base),
					Figures.time(median(variant.getValue(), SampleStart::processor)));
			slowest = Math.max(slowest, wall);
			fastest = Math.min(fastest, wall);
		}
		return new Section("Faster starts of the sample",
				"The sample runs in a new process. The time is that from the start of the process to the first response of"
						+ " the API, including the sign-in. The figures are medians of "
						+ starts.values().iterator().next().size()
						+ " starts of each variant, in turn, with the directory in another process.",
				List.of(table), List.of(), "The first response of the API comes after " + Figures.time(fastest) + " to "
						+ Figures.time(slowest) + ", depending on the variant.");
	}

	private static double median(List<SampleStart> starts, Function<SampleStart, Duration> figure) {
		return Figures.median(starts.stream().map(figure).mapToLong(Duration::toNanos));
	}

}
