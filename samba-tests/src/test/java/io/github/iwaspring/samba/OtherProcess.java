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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JVM of its own in which applications sign in, one after the other.
 */
final class OtherProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private final PrintWriter input;

	private OtherProcess(Process process) {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
		this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
	}

	/**
	 * Starts a JVM.
	 * @param environment environment variables, added to those of this process
	 * @param prefix what stands before the command, such as another clock
	 */
	static OtherProcess start(Map<String, String> environment, String... prefix) {
		List<String> command = new ArrayList<>(List.of(prefix));
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dstdout.encoding=UTF-8", "-cp",
				System.getProperty("java.class.path"), SignIn.class.getName()));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(environment);
		try {
			return new OtherProcess(builder.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Outcome signIn(Map<String, String> properties) {
		StringBuilder log = new StringBuilder();
		try {
			this.input.println(SignIn.line(properties));
			for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
				if (line.startsWith(SignIn.RESPONSE)) {
					return Outcome.parse(line.substring(SignIn.RESPONSE.length()));
				}
				log.append(line).append(System.lineSeparator());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		throw new IllegalStateException("The application ended:\n" + log);
	}

	/**
	 * Ends the process, also if another program started it for us: it reads no further
	 * line.
	 */
	@Override
	public void close() {
		this.input.close();
		this.process.destroy();
	}

}
