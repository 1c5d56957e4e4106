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
import java.util.List;
import java.util.stream.Stream;

/**
 * A training run of a tool, in which a JDK records what a start needs.
 */
final class Training {

	private static final String BEANS_ONLY = "-Dspring.context.exit=onRefresh";

	private final Jdk jdk;

	private final ToolJar jar;

	private final Path folder;

	private final List<String> arguments;

	/**
	 * Prepares a training.
	 * @param folder the folder of the extracted jar
	 * @param arguments the arguments of the tool
	 */
	Training(Jdk jdk, ToolJar jar, Path folder, List<String> arguments) {
		this.jdk = jdk;
		this.jar = jar;
		this.folder = folder;
		this.arguments = arguments;
	}

	/**
	 * Records a start that ends before the first token.
	 * @return the options that use the record
	 */
	List<String> beans() throws IOException, InterruptedException {
		if (this.jdk.hasAotCache()) {
			run(List.of("-XX:AOTCacheOutput=beans.aot", BEANS_ONLY), this.arguments);
			return options("-XX:AOTCache=beans.aot");
		}
		run(List.of("-XX:ArchiveClassesAtExit=beans.jsa", BEANS_ONLY), this.arguments);
		return options("-XX:SharedArchiveFile=beans.jsa");
	}

	/**
	 * Records a whole run, with a sign-in and calls.
	 * @param more further options of the JVM, for the training and the starts
	 * @return the options that use the record
	 */
	List<String> signIn(String... more) throws IOException, InterruptedException {
		String name = "sign-in" + more.length;
		if (this.jdk.hasAotCache()) {
			run(concat(List.of("-XX:AOTCacheOutput=" + name + ".aot"), more), this.arguments);
			return options(concat(List.of("-XX:AOTCache=" + name + ".aot"), more));
		}
		run(concat(List.of("-XX:DumpLoadedClassList=" + name + ".lst"), more), this.arguments);
		String archive = "-XX:SharedArchiveFile=" + name + ".jsa";
		run(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + name + ".lst", archive), List.of());
		return options(concat(List.of(archive), more));
	}

	private void run(List<String> options, List<String> arguments) throws IOException, InterruptedException {
		Command.run(this.folder, new Variant("training", this.jdk, this.folder, options(options), arguments).command());
	}

	private List<String> options(String option) {
		return options(List.of(option));
	}

	List<String> options(List<String> options) {
		List<String> all = new ArrayList<>(options);
		all.addAll(List.of("-jar", this.jar.name()));
		return all;
	}

	private static List<String> concat(List<String> options, String... more) {
		return Stream.concat(options.stream(), Stream.of(more)).toList();
	}

}
