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

/**
 * Prepares the variants of starting the sample.
 */
final class Variants {

	private static final String GENERATED_BEANS = "-Dspring.aot.enabled=true";

	private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

	private Variants() {
	}

	/**
	 * Prepares the variants of all JDKs.
	 * @param scratch a working folder
	 * @param arguments the arguments of the sample
	 */
	static List<Variant> prepare(SampleJar jar, Path scratch, List<String> arguments)
			throws IOException, InterruptedException {
		List<Variant> variants = new ArrayList<>();
		for (Jdk jdk : Jdk.all()) {
			Path folder = Files.createDirectories(scratch.resolve("jdk" + jdk.release()));
			variants.addAll(of(jdk, jar, folder, arguments));
		}
		return variants;
	}

	/**
	 * Prepares the variants without training: the executable jar and the extracted one.
	 * @param checkout the prefix of the names
	 * @param scratch a working folder
	 */
	static List<Variant> plain(String checkout, SampleJar jar, Path scratch) throws IOException, InterruptedException {
		List<Variant> variants = new ArrayList<>();
		for (Jdk jdk : Jdk.all()) {
			Path folder = Files.createDirectories(scratch.resolve(checkout + jdk.release()));
			Path extracted = jar.extract(jdk, folder);
			variants.add(new Variant(checkout + ", `java -jar`", jdk, folder, List.of("-jar", jar.file().toString())));
			variants.add(new Variant(checkout + ", extracted", jdk, extracted, List.of("-jar", jar.name())));
			variants.add(new Variant(checkout + ", extracted, `" + QUICK_COMPILER + "`", jdk, extracted,
					List.of(QUICK_COMPILER, "-jar", jar.name())));
		}
		return variants;
	}

	private static List<Variant> of(Jdk jdk, SampleJar jar, Path scratch, List<String> arguments)
			throws IOException, InterruptedException {
		String cache = jdk.hasAotCache() ? "AOT cache" : "CDS";
		Path folder = jar.extract(jdk, scratch);
		Training training = new Training(jdk, jar, folder, arguments);
		List<Variant> variants = new ArrayList<>();
		variants.add(new Variant("`java -jar`", jdk, scratch, List.of("-jar", jar.file().toString())));
		variants.add(new Variant("extracted", jdk, folder, training.options(List.of())));
		variants.add(new Variant("extracted, `" + QUICK_COMPILER + "`", jdk, folder,
				training.options(List.of(QUICK_COMPILER))));
		variants.add(new Variant(cache + ", trained by a start", jdk, folder, training.beans()));
		variants.add(new Variant(cache + ", trained by a sign-in", jdk, folder, training.signIn()));
		if (jar.isProcessed()) {
			variants.add(new Variant("Spring AOT", jdk, folder, training.options(List.of(GENERATED_BEANS))));
			variants.add(new Variant(cache + " by a sign-in, and Spring AOT", jdk, folder,
					training.signIn(GENERATED_BEANS)));
			variants.add(new Variant(cache + " by a sign-in, Spring AOT and `" + QUICK_COMPILER + "`", jdk, folder,
					training.signIn(GENERATED_BEANS, QUICK_COMPILER)));
		}
		return variants;
	}

}
