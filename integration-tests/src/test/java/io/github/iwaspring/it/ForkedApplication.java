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

package io.github.iwaspring.it;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.iwaspring.fixtures.SecondUser;
import io.github.iwaspring.test.EmbeddedDirectory;

/**
 * An application with the starter in a separate JVM, because a JVM cannot change its
 * GSSAPI library.
 */
final class ForkedApplication implements AutoCloseable {

	static final String RESPONSE = "response: ";

	private final Process process;

	private final BufferedReader output;

	private final PrintWriter input;

	private final List<String> log = new ArrayList<>();

	private ForkedApplication(Process process) {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
		this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
	}

	/**
	 * Starts an application.
	 * @param environment environment variables, added to those of this process
	 * @param options options of its JVM
	 * @param properties its properties
	 */
	static ForkedApplication start(Map<String, String> environment, List<String> options,
			Map<String, String> properties) throws IOException {
		return start("", environment, options, properties);
	}

	/**
	 * Starts an application with further libraries, before its own.
	 * @param libraries a class path, or an empty text
	 */
	static ForkedApplication startWith(String libraries, Map<String, String> properties) throws IOException {
		return start(libraries + File.pathSeparator, Map.of(), List.of(), properties);
	}

	private static ForkedApplication start(String libraries, Map<String, String> environment, List<String> options,
			Map<String, String> properties) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
		command.addAll(options);
		command.addAll(List.of("-cp", libraries + System.getProperty("java.class.path"), ForkedMain.class.getName()));
		properties.forEach((key, value) -> command.add(key + "=" + value));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().remove("KRB5CCNAME");
		builder.environment().putAll(environment);
		return new ForkedApplication(builder.start());
	}

	/**
	 * Starts an application of another user of this machine.
	 * @param user the user
	 * @param classPath a class path that the user can read
	 * @param folder the current folder of the process
	 * @param environment environment variables, added to those of this process
	 * @param properties its properties
	 */
	static ForkedApplication startAs(SecondUser user, String classPath, Path folder, Map<String, String> environment,
			Map<String, String> properties) throws IOException {
		List<String> command = user.command(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.home=" + folder, "-cp", classPath,
				ForkedMain.class.getName());
		properties.forEach((key, value) -> command.add(key + "=" + value));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
		builder.environment().remove("KRB5CCNAME");
		builder.environment().putAll(environment);
		return new ForkedApplication(builder.start());
	}

	/**
	 * Starts an application that uses the platform's Kerberos.
	 * @param directory where it signs in
	 * @param mit where its tickets are
	 * @param options options of its JVM
	 * @param more further properties, which take precedence
	 */
	static ForkedApplication startNative(EmbeddedDirectory directory, MitKerberos mit, List<String> options,
			Map<String, String> more) throws IOException {
		Map<String, String> properties = new LinkedHashMap<>(directory.properties());
		properties.remove("iwa.kerberos.ticket-cache");
		if (!"java".equals(more.get("iwa.kerberos.provider"))) {
			properties.remove("iwa.kerberos.krb5-conf");
		}
		properties.put("iwa.kerberos.provider", "native");
		properties.put("logging.level.io.github.iwaspring", "info");
		properties.putAll(more);
		return start(mit.environment(), options, properties);
	}

	/**
	 * Sends a command to the application.
	 * @return its response
	 */
	String ask(String command) throws IOException {
		this.input.println(command);
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			if (line.startsWith(RESPONSE)) {
				return line.substring(RESPONSE.length());
			}
			this.log.add(line);
		}
		throw new IOException("The application ended:\n" + log());
	}

	/**
	 * The output of the application without its responses.
	 */
	String log() {
		return String.join("\n", this.log);
	}

	/**
	 * Kills the application.
	 * @param millis the time until then
	 */
	void kill(long millis) throws InterruptedException {
		this.process.waitFor(millis, TimeUnit.MILLISECONDS);
		this.process.destroyForcibly().waitFor();
	}

	/**
	 * Ends the application and reads the rest of its output, which a pipe may not hold.
	 */
	@Override
	public void close() {
		this.input.close();
		try {
			this.output.lines().forEach(this.log::add);
			this.process.waitFor();
		}
		catch (UncheckedIOException killed) {
			this.log.add("killed");
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
