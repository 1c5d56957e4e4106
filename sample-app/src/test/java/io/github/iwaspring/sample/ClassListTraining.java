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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.iwaspring.test.EmbeddedDirectory;

/**
 * Lists the classes that the program loads while it signs in to an embedded directory.
 */
final class ClassListTraining {

	private ClassListTraining() {
	}

	/**
	 * Runs the program.
	 * @param args the path of the program, and that of the list
	 */
	public static void main(String[] args) throws Exception {
		Path list = Path.of(args[1]);
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			List<String> command = new ArrayList<>(List.of(args[0]));
			command.addAll(Arrays.asList(directory.arguments()));
			ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
			builder.environment().put("JAVA_TOOL_OPTIONS", "'-XX:DumpLoadedClassList=" + list + "'");
			int exitCode = builder.start().waitFor();
			if (exitCode != 0) {
				throw new IllegalStateException("The program ended with exit code " + exitCode);
			}
		}
		// JDK 17 crashes over the lambdas of a signed jar
		Files.write(list, Files.readAllLines(list).stream().filter((line) -> !line.contains("com/azure/")).toList());
	}

}
