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

import java.io.PrintStream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The sample: an ordinary Spring Boot application with the starter on its class path, and
 * a tool with commands. Help, the completion script and wrong arguments start no Spring.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SampleApplication {

	/**
	 * Runs the tool and ends the process with its exit code. Results go to the standard
	 * output, so that they can feed another program; everything else goes to the standard
	 * error stream, also what threads log while the process ends.
	 * @param args a command with its options, and properties as {@code --name=value};
	 * without a command, the API is called twice
	 */
	public static void main(String[] args) {
		PrintStream output = System.out;
		System.setOut(System.err);
		System.exit(run(output, args));
	}

	/**
	 * Runs the tool.
	 * @param output where results go
	 * @return the exit code
	 */
	static int run(PrintStream output, String... args) {
		return run(Tool.parse(args, output, System.err), output);
	}

	private static int run(Tool tool, PrintStream output) {
		if (tool.command() == null) {
			return tool.exitCode();
		}
		try (ConfigurableApplicationContext context = SpringApplication.run(SampleApplication.class,
				tool.properties())) {
			return tool.run(context, output);
		}
	}

}
