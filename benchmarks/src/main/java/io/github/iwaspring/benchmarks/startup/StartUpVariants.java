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
 * Starts tools in their variants in turn, so that other load of the machine affects all
 * variants.
 */
public final class StartUpVariants {

	/**
	 * The tool that calls the API with a fixed token.
	 */
	public static final String PLAIN = "fixed token";

	/**
	 * The tool that gets its token with msal4j alone.
	 */
	public static final String RAW = "raw msal4j";

	/**
	 * The tools of {@link #measureTools}, in the order of a report.
	 */
	public static final List<String> TOOLS = List.of(PLAIN, RAW, "the starter", "the starter, with prefetch",
			"the starter, with the file cache", "the starter, with both");

	/**
	 * The forms of these tools.
	 */
	public static final List<String> FORMS = Variants.FORMS;

	private final Path project;

	private final Path scratch;

	private final int runs;

	/**
	 * Creates the measurement.
	 * @param project the project's folder, whose sample and tools were built
	 * @param scratch a folder to work in
	 * @param runs the number of starts of each variant
	 */
	public StartUpVariants(Path project, Path scratch, int runs) {
		this.project = project;
		this.scratch = scratch;
		this.runs = runs;
	}

	/**
	 * Starts the sample.
	 * @param arguments its arguments, for a directory in another process
	 * @return the starts by JDK and variant
	 * @throws IOException if a process cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public Map<String, List<ToolStart>> measure(List<String> arguments) throws IOException, InterruptedException {
		List<Variant> variants = new ArrayList<>();
		for (Jdk jdk : Jdk.all()) {
			variants.addAll(Variants.all(jdk,
					new Candidate("sample", ToolJar.sample(this.project), List.of(), arguments), this.scratch));
		}
		return start(variants);
	}

	/**
	 * Starts the samples of two checkouts in turn.
	 * @param before the folder of another checkout, whose sample was built as well
	 * @param arguments the arguments of the samples
	 * @return the starts by JDK, checkout and variant
	 * @throws IOException if a process cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public Map<String, List<ToolStart>> compare(Path before, List<String> arguments)
			throws IOException, InterruptedException {
		List<Variant> variants = new ArrayList<>();
		for (Jdk jdk : Jdk.all()) {
			variants.addAll(Variants.plain(jdk, new Candidate("before", ToolJar.sample(before), List.of(), arguments),
					this.scratch));
			variants.addAll(Variants.plain(jdk,
					new Candidate("after", ToolJar.sample(this.project), List.of(), arguments), this.scratch));
		}
		return start(variants);
	}

	/**
	 * Starts a tool with a fixed token, with raw msal4j, and with the starter, each in
	 * its forms.
	 * @param arguments the arguments of the tools
	 * @param token the fixed token
	 * @param username the user
	 * @param options what raw msal4j needs as options of the JVM
	 * @return the starts by JDK, tool and form
	 * @throws IOException if a process cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public Map<String, List<ToolStart>> measureTools(List<String> arguments, String token, String username,
			List<String> options) throws IOException, InterruptedException {
		List<Variant> variants = new ArrayList<>();
		for (Jdk jdk : Jdk.all()) {
			List<String> cache = List.of("--iwa.token-cache.type=file",
					"--iwa.token-cache.path=" + this.scratch.resolve("tokens-" + jdk.release() + ".cache"));
			List<String> prefetch = List.of("--iwa.token.prefetch=true");
			for (Candidate tool : List.of(
					tool(0, "plain", List.of(), concat(arguments, List.of("--tool.token=" + token))),
					tool(1, "msal4j", options, concat(arguments, List.of("--tool.username=" + username))),
					tool(2, "iwa", List.of(), arguments), tool(3, "iwa", List.of(), concat(arguments, prefetch)),
					tool(4, "iwa", List.of(), concat(arguments, cache)),
					tool(5, "iwa", List.of(), concat(concat(arguments, cache), prefetch)))) {
				variants.addAll(Variants.forms(jdk, tool, this.scratch));
			}
		}
		return start(variants);
	}

	private Candidate tool(int name, String folder, List<String> options, List<String> arguments) throws IOException {
		return new Candidate(TOOLS.get(name), ToolJar.of(this.project, folder), options, arguments);
	}

	private static List<String> concat(List<String> first, List<String> second) {
		List<String> all = new ArrayList<>(first);
		all.addAll(second);
		return all;
	}

	private Map<String, List<ToolStart>> start(List<Variant> variants) throws IOException, InterruptedException {
		Map<String, List<ToolStart>> starts = new LinkedHashMap<>();
		for (int run = 0; run < this.runs; run++) {
			for (Variant variant : variants) {
				starts.computeIfAbsent(variant.jdk().release() + ": " + variant.name(), (name) -> new ArrayList<>())
					.add(ToolStart.of(variant));
			}
		}
		return starts;
	}

}
