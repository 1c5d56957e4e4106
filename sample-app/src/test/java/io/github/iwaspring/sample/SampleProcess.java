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

package io.github.iwaspring.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.iwaspring.test.EmbeddedDirectory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample in a process of its own, with the properties of an embedded directory.
 *
 * @param folder a folder for its output
 * @param arguments the properties of the directory
 */
record SampleProcess(Path folder, List<String> arguments) {

	static SampleProcess with(EmbeddedDirectory directory, Path folder) {
		return new SampleProcess(folder, Arrays.asList(directory.arguments()));
	}

	Run run(String... words) throws Exception {
		return run(List.of(), words);
	}

	/**
	 * Runs the sample.
	 * @param options options of the JVM
	 * @param words the command, and more properties
	 */
	Run run(List<String> options, String... words) throws Exception {
		return await(new ProcessBuilder(command(options, words)));
	}

	/**
	 * Runs the sample on a terminal, whose output and errors are one.
	 */
	Run runOnTerminal(String... words) throws Exception {
		String line = command(List.of(), words).stream()
			.map((word) -> "'" + word.replace("'", "'\\''") + "'")
			.collect(Collectors.joining(" "));
		ProcessBuilder builder = new ProcessBuilder("script", "-qec", line, "/dev/null");
		builder.environment().put("TERM", "xterm");
		builder.environment().remove("NO_COLOR");
		return await(builder);
	}

	private List<String> command(List<String> options, String... words) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC"));
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), SampleApplication.class.getName()));
		command.addAll(this.arguments);
		command.addAll(Arrays.asList(words));
		return command;
	}

	private Run await(ProcessBuilder builder) throws IOException, InterruptedException {
		Path output = this.folder.resolve("output");
		Path error = this.folder.resolve("error");
		Process process = builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
			.redirectOutput(output.toFile())
			.redirectError(error.toFile())
			.start();
		try {
			assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("the end of the process").isTrue();
			return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8),
					Files.readString(error, StandardCharsets.UTF_8));
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * A process that has ended.
	 */
	record Run(int exitCode, String output, String error) {

	}

}
