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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prepares the variants of starting a tool.
 */
final class Variants {

	/**
	 * The forms of each candidate, as {@link #forms} names them.
	 */
	static final List<String> FORMS = List.of("`java -jar`", "extracted, C1", "prepared");

	private static final String GENERATED_BEANS = "-Dspring.aot.enabled=true";

	private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

	private Variants() {
	}

	/**
	 * Prepares all variants of the sample.
	 * @param scratch a working folder
	 */
	static List<Variant> all(Jdk jdk, Candidate sample, Path scratch) throws IOException, InterruptedException {
		String cache = jdk.hasAotCache() ? "AOT cache" : "CDS";
		Start start = Start.in(scratch, jdk, sample);
		Training training = start.training();
		List<Variant> variants = new ArrayList<>();
		variants.add(start.packaged("`java -jar`"));
		variants.add(start.extracted("extracted"));
		variants.add(start.extracted("extracted, `" + QUICK_COMPILER + "`", QUICK_COMPILER));
		variants.add(start.variant(cache + ", trained by a start", training.beans()));
		variants.add(start.variant(cache + ", trained by a sign-in", training.signIn()));
		if (sample.jar().isProcessed()) {
			variants.add(start.extracted("Spring AOT", GENERATED_BEANS));
			variants.add(start.variant(cache + " by a sign-in, and Spring AOT", training.signIn(GENERATED_BEANS)));
			variants.add(start.variant(cache + " by a sign-in, Spring AOT and `" + QUICK_COMPILER + "`",
					training.signIn(GENERATED_BEANS, QUICK_COMPILER)));
		}
		return variants;
	}

	/**
	 * Prepares the variants of a tool without training: the executable jar and the
	 * extracted one.
	 * @param scratch a working folder
	 */
	static List<Variant> plain(Jdk jdk, Candidate tool, Path scratch) throws IOException, InterruptedException {
		Start start = Start.in(scratch, jdk, tool);
		return List.of(start.packaged(tool.name() + ", `java -jar`"), start.extracted(tool.name() + ", extracted"),
				start.extracted(tool.name() + ", extracted, `" + QUICK_COMPILER + "`", QUICK_COMPILER));
	}

	/**
	 * Prepares a tool in three forms: as it is packaged, extracted for a quick start, and
	 * with all that the JDK and Spring can prepare.
	 * @param scratch a working folder
	 */
	static List<Variant> forms(Jdk jdk, Candidate tool, Path scratch) throws IOException, InterruptedException {
		Start start = Start.in(scratch, jdk, tool);
		String[] prepared = Stream.concat(Stream.of(GENERATED_BEANS, QUICK_COMPILER), tool.options().stream())
			.toArray(String[]::new);
		return List.of(start.packaged(tool.name() + ", " + FORMS.get(0)),
				start.extracted(tool.name() + ", " + FORMS.get(1), QUICK_COMPILER),
				start.variant(tool.name() + ", " + FORMS.get(2), start.training().signIn(prepared)));
	}

	/**
	 * A tool that a JDK starts, from its jar or from the folder where it is extracted.
	 */
	private record Start(Jdk jdk, Candidate tool, Path folder) {

		static Start in(Path scratch, Jdk jdk, Candidate tool) throws IOException, InterruptedException {
			Path parent = scratch.resolve(jdk.release() + "-" + tool.name().replaceAll("\\W+", "-"));
			return new Start(jdk, tool, tool.jar().extract(jdk, Files.createDirectories(parent)));
		}

		Training training() {
			return new Training(this.jdk, this.tool.jar(), this.folder, this.tool.arguments());
		}

		Variant packaged(String name) {
			return variant(name, options("-jar", this.tool.jar().file().toString()));
		}

		Variant extracted(String name, String... options) {
			return variant(name,
					Stream.concat(Stream.of(options), options("-jar", this.tool.jar().name()).stream()).toList());
		}

		Variant variant(String name, List<String> options) {
			return new Variant(name, this.jdk, this.folder, options, this.tool.arguments());
		}

		private List<String> options(String... more) {
			return Stream.concat(this.tool.options().stream(), Stream.of(more)).toList();
		}

	}

}
