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

package io.github.iwaspring.windows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a module that run in the Windows JVM.
 *
 * @param jvm the JVM
 * @param module the folder of the module
 */
record TestsOnWindows(WindowsJvm jvm, Path module) {

	/**
	 * Runs the tests, none of which may fail.
	 * @param least how many have to pass at least
	 * @param packages the packages of the tests, all if there are none
	 */
	void pass(int least, String... packages) throws IOException, InterruptedException {
		Path classes = this.module.resolve("target/test-classes");
		String[] arguments = Stream.concat(Stream.of(Wine.path(classes)), Stream.of(packages)).toArray(String[]::new);
		List<String> lines = this.jvm.library(classes).in(this.module).run(TestRun.class, arguments);
		List<String> skipped = lines.stream().filter((line) -> line.startsWith(TestRun.SKIPPED)).toList();
		skipped.forEach(System.out::println);
		assertThat(lines).filteredOn((line) -> line.startsWith(TestRun.FAILED) || line.startsWith("    at "))
			.as(() -> String.join("\n", lines))
			.isEmpty();
		String passed = lines.get(lines.size() - 1);
		System.out
			.println(this.module.getFileName() + " in the Windows JVM, " + passed + ", skipped: " + skipped.size());
		assertThat(Integer.parseInt(passed.substring(TestRun.PASSED.length()))).isGreaterThanOrEqualTo(least);
	}

}
