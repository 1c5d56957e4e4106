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

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A start of a tool, from the start of its process to the first response of the API.
 *
 * @param wall the elapsed time
 * @param processor the processor time until then, in the resolution of the operating
 * system
 */
public record ToolStart(Duration wall, Duration processor) {

	private static final String RESPONSE = "  GET ";

	private static final int TIMEOUT_SECONDS = 60;

	static ToolStart of(Variant variant) throws IOException, InterruptedException {
		long start = System.nanoTime();
		Process process = new ProcessBuilder(variant.command()).directory(variant.folder().toFile())
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
			List<String> log = new ArrayList<>();
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				log.add(line);
				if (line.startsWith(RESPONSE)) {
					Duration wall = Duration.ofNanos(System.nanoTime() - start);
					Duration processor = process.info().totalCpuDuration().orElse(Duration.ZERO);
					output.lines().forEach(log::add);
					process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
					return new ToolStart(wall, processor);
				}
			}
			throw new IllegalStateException("The API has not responded with " + variant.name() + ":\n" + log);
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

}
