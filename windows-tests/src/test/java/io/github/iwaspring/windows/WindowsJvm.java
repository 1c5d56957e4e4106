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

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program in a Windows JVM, with the class path of this one.
 */
final class WindowsJvm {

	private final Wine wine = Wine.get();

	private final Map<String, String> environment = new LinkedHashMap<>();

	private final List<String> options = new ArrayList<>();

	private final List<Path> libraries = new ArrayList<>();

	private Path folder = Path.of("").toAbsolutePath();

	/**
	 * Sets an environment variable, of this machine and of Windows.
	 */
	WindowsJvm with(String variable, String value) {
		this.environment.put(variable, value);
		return this;
	}

	WindowsJvm option(String option) {
		this.options.add(option);
		return this;
	}

	/**
	 * Adds a folder of classes before the class path.
	 */
	WindowsJvm library(Path classes) {
		this.libraries.add(classes);
		return this;
	}

	WindowsJvm in(Path folder) {
		this.folder = folder.toAbsolutePath();
		return this;
	}

	/**
	 * Starts a program.
	 */
	Process start(Class<?> main, String... arguments) throws IOException {
		return start(List.of("@" + Wine.path(classPathFile()), main.getName()), arguments);
	}

	private Process start(List<String> program, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
		command.addAll(this.options);
		command.addAll(program);
		command.addAll(List.of(arguments));
		ProcessBuilder builder = this.wine.java(command.toArray(String[]::new)).directory(this.folder.toFile());
		builder.environment().remove("KRB5CCNAME");
		builder.environment().putAll(this.environment);
		return builder.start();
	}

	/**
	 * Runs a program to its end, within ten minutes.
	 * @return the lines that it has written
	 */
	List<String> run(Class<?> main, String... arguments) throws IOException, InterruptedException {
		Ended ended = end(start(main, arguments));
		if (ended.status() != 0) {
			throw new IOException(main.getSimpleName() + " ended with status " + ended.status() + ":\n"
					+ String.join("\n", ended.lines()));
		}
		return ended.lines();
	}

	/**
	 * Runs a program whose status says something.
	 */
	Ended end(Class<?> main, String... arguments) throws IOException, InterruptedException {
		return end(start(main, arguments));
	}

	/**
	 * Runs an executable jar whose status says something.
	 */
	Ended end(Path jar, String... arguments) throws IOException, InterruptedException {
		return end(start(List.of("-jar", Wine.path(jar)), arguments));
	}

	private static Ended end(Process process) throws IOException, InterruptedException {
		Thread guard = new Thread(() -> {
			try {
				if (!process.waitFor(10, TimeUnit.MINUTES)) {
					process.destroyForcibly();
				}
			}
			catch (InterruptedException ex) {
				process.destroyForcibly();
			}
		}, "windows-jvm-guard");
		guard.setDaemon(true);
		guard.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Ended(process.waitFor(), output.lines().toList());
	}

	/**
	 * Class paths are longer than what Windows takes on a command line.
	 */
	private Path classPathFile() throws IOException {
		String classPath = Stream
			.concat(this.libraries.stream(),
					Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of))
			.map((entry) -> Wine.path(entry).replace("\\", "\\\\"))
			.collect(Collectors.joining(";"));
		Path file = Files.createTempFile(Path.of("target", "windows"), "class-path", ".txt");
		file.toFile().deleteOnExit();
		return Files.writeString(file, "-cp \"" + classPath + "\"");
	}

	/**
	 * A program that has ended.
	 *
	 * @param status its exit code
	 * @param lines the lines that it has written
	 */
	record Ended(int status, List<String> lines) {

	}

}
