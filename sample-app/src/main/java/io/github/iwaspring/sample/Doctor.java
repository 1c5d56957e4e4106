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

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;

/**
 * Runs the doctor with {@code --doctor} and prints its report: a table, or JSON in UTF-8
 * (RFC 8259) with {@code --json}. User names are masked unless {@code --show-user} is
 * given. The exit code is 1 if a check failed.
 */
@Component
class Doctor implements ApplicationRunner, ExitCodeGenerator {

	private final IwaDoctor doctor;

	private final PrintStream out = StandardOutput.stream();

	private volatile int exitCode;

	Doctor(IwaDoctor doctor) {
		this.doctor = doctor;
	}

	static boolean isRequested(ApplicationArguments args) {
		return args.containsOption("doctor");
	}

	@Override
	public void run(ApplicationArguments args) {
		if (!isRequested(args)) {
			return;
		}
		IwaReport report = this.doctor.run();
		this.exitCode = report.isHealthy() ? 0 : 1;
		IwaReport shown = args.containsOption("show-user") ? report.withUserNames() : report;
		if (args.containsOption("json")) {
			new PrintStream(this.out, true, StandardCharsets.UTF_8).println(shown.toJson());
		}
		else {
			this.out.print(Terminal.supportsColours() ? shown.toAnsiText() : shown.toText());
		}
	}

	@Override
	public int getExitCode() {
		return this.exitCode;
	}

}
