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

package io.github.iwaspring.samba;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A command line tool, run to its end.
 */
final class Tool {

	private Tool() {
	}

	/**
	 * Runs a tool that must succeed.
	 * @param environment environment variables, added to those of this process
	 * @param input what the tool reads from its standard input
	 * @param command the tool and its arguments
	 * @return its output
	 */
	static String run(Map<String, String> environment, String input, List<String> command) {
		try {
			List<String> found = new ArrayList<>(command);
			found.set(0, find(command.get(0)));
			ProcessBuilder builder = new ProcessBuilder(found).redirectErrorStream(true);
			builder.environment().put("PATH", path());
			builder.environment().putAll(environment);
			Process process = builder.start();
			try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
				writer.write(input);
			}
			catch (IOException ended) {
				// its output and status say why
			}
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			int status = process.waitFor();
			if (status != 0) {
				throw new IllegalStateException(command.get(0) + " ended with status " + status + ": " + output);
			}
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(command.get(0) + " could not be run", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while " + command.get(0) + " was running", ex);
		}
	}

	static boolean isInstalled(String tool) {
		return candidates(tool).findFirst().isPresent();
	}

	/**
	 * Finds a tool.
	 * @return its path, which this process needs to start it
	 */
	static String find(String tool) {
		return candidates(tool).findFirst().orElse(Path.of(tool)).toString();
	}

	private static Stream<Path> candidates(String tool) {
		return Stream.of(path().split(":"))
			.map((folder) -> Path.of(folder, tool))
			.filter((program) -> Files.isExecutable(program));
	}

	/**
	 * The search path with the folders of administrators' tools.
	 */
	private static String path() {
		return System.getenv("PATH") + ":/usr/sbin:/sbin";
	}

}
