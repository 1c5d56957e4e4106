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
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.iwaspring.test.EmbeddedDirectory;

/**
 * Prepares the program for an archive of its classes: takes the signatures off its
 * libraries, since no class of a signed jar can be archived, and lists the classes that
 * it loads while it signs in to an embedded directory.
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
		try (DirectoryStream<Path> libraries = Files.newDirectoryStream(list.resolveSibling("lib"), "*.jar")) {
			for (Path library : libraries) {
				removeSignature(library);
			}
		}
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
	}

	private static void removeSignature(Path library) throws IOException {
		try (FileSystem jar = FileSystems.newFileSystem(library);
				DirectoryStream<Path> files = Files.newDirectoryStream(jar.getPath("META-INF"), "*.{SF,RSA,DSA,EC}")) {
			for (Path file : files) {
				Files.delete(file);
			}
		}
	}

}
