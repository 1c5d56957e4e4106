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

package io.github.iwaspring.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar, running in a process of its own with a temporary folder of its own.
 */
final class RunningProgram implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private RunningProgram(Process process) {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
	}

	static RunningProgram start(Path temporary, String... options) throws IOException {
		List<String> command = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
				"-Djava.io.tmpdir=" + temporary, "-jar", System.getProperty("directory.jar")));
		command.addAll(List.of(options));
		return new RunningProgram(new ProcessBuilder(command).redirectErrorStream(true).start());
	}

	/**
	 * Runs an application against the directory.
	 * @return its response or its error
	 */
	static String runApplication(Map<String, String> environment, String... arguments)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
				System.getProperty("java.class.path"), SignedInApplication.class.getName()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().putAll(environment);
		Process application = builder.start();
		String output = new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(application.waitFor()).as(output).isZero();
		assertThat(output).contains(SignedInApplication.MARK);
		return output.substring(output.indexOf(SignedInApplication.MARK) + SignedInApplication.MARK.length()).strip();
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString().replace('/', File.separatorChar);
	}

	/**
	 * Reads settings from standard output, up to a key.
	 */
	Map<String, String> settings(String last) throws IOException {
		Map<String, String> settings = new LinkedHashMap<>();
		while (!settings.containsKey(last)) {
			String line = this.output.readLine();
			assertThat(line).as("a setting after " + settings.keySet()).isNotNull().contains("=");
			settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
		}
		return settings;
	}

	static HttpResponse<String> send(String method, String url, String key, String body)
			throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(url))
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.header(ControlServer.KEY_HEADER, key)
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

	String readAll() throws IOException {
		StringBuilder text = new StringBuilder();
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			text.append(line).append('\n');
		}
		return text.toString();
	}

	int endOfInput() throws IOException, InterruptedException {
		this.process.getOutputStream().close();
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return this.process.exitValue();
	}

	/**
	 * Sends SIGTERM, and waits for the end.
	 */
	int terminate() throws InterruptedException {
		this.process.destroy();
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return this.process.exitValue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
