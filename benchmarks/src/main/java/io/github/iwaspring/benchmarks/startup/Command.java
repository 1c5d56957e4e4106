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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command, which must succeed.
 */
final class Command {

	private static final int TIMEOUT_SECONDS = 120;

	private Command() {
	}

	static void run(Path folder, List<String> command) throws IOException, InterruptedException {
		Path output = folder.resolve("output.txt");
		Process process = new ProcessBuilder(command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
			if (!ended || process.exitValue() != 0) {
				throw new IllegalStateException(
						String.join(" ", command) + "\n" + Files.readString(output, StandardCharsets.UTF_8));
			}
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

}
