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

package io.github.iwaspring.benchmarks.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the sample in each variant in turn, so that other load of the machine affects
 * all variants.
 */
public final class StartUpVariants {

	private StartUpVariants() {
	}

	/**
	 * Starts the sample.
	 * @param project the project's folder, whose sample was built
	 * @param scratch a folder to work in
	 * @param arguments the arguments of the sample, for a directory in another process
	 * @param runs the number of starts of each variant
	 * @return the starts by JDK and variant
	 * @throws IOException if a process cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static Map<String, List<SampleStart>> measure(Path project, Path scratch, List<String> arguments, int runs)
			throws IOException, InterruptedException {
		return start(Variants.prepare(SampleJar.of(project), scratch, arguments), arguments, runs);
	}

	/**
	 * Starts the samples of two checkouts in turn.
	 * @param project the project's folder, whose sample was built
	 * @param before the folder of another checkout, whose sample was built as well
	 * @param scratch a folder to work in
	 * @param arguments the arguments of the samples, for a directory in another process
	 * @param runs the number of starts of each variant
	 * @return the starts by JDK, checkout and variant
	 * @throws IOException if a process cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static Map<String, List<SampleStart>> compare(Path project, Path before, Path scratch,
			List<String> arguments, int runs) throws IOException, InterruptedException {
		List<Variant> variants = new ArrayList<>();
		variants.addAll(Variants.plain("before", SampleJar.of(before), scratch));
		variants.addAll(Variants.plain("after", SampleJar.of(project), scratch));
		return start(variants, arguments, runs);
	}

	private static Map<String, List<SampleStart>> start(List<Variant> variants, List<String> arguments, int runs)
			throws IOException, InterruptedException {
		Map<String, List<SampleStart>> starts = new LinkedHashMap<>();
		for (int run = 0; run < runs; run++) {
			for (Variant variant : variants) {
				starts.computeIfAbsent(variant.jdk().release() + ": " + variant.name(), (name) -> new ArrayList<>())
					.add(SampleStart.of(variant, arguments));
			}
		}
		return starts;
	}

}
