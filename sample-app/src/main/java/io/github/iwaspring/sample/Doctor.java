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
import java.nio.charset.StandardCharsets;

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.IwaReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.springframework.context.ApplicationContext;

/**
 * Runs the doctor and prints its report: a table, or JSON in UTF-8 (RFC 8259).
 */
@Command(name = "doctor", aliases = "--doctor",
		description = "Examines the sign-in step by step. The exit code is 1 if a check failed.")
final class Doctor implements ToolCommand {

	@Option(names = "--json", description = "Prints the report as JSON.")
	private boolean json;

	@Option(names = "--show-user", description = "Prints user names, which are masked otherwise.")
	private boolean showUser;

	@Override
	public int run(ApplicationContext context, PrintStream output) {
		IwaReport report = context.getBean(IwaDoctor.class).run();
		IwaReport shown = this.showUser ? report.withUserNames() : report;
		if (this.json) {
			new PrintStream(output, true, StandardCharsets.UTF_8).println(shown.toJson());
		}
		else {
			output.print(Terminal.OUTPUT.supportsColours() ? shown.toAnsiText() : shown.toText());
		}
		return report.isHealthy() ? Tool.OK : Tool.FAILED;
	}

}
