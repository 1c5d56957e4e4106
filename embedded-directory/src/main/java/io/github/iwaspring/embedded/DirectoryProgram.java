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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;
import org.jspecify.annotations.Nullable;

/**
 * The program: starts a directory, prints its settings, and runs until it is stopped.
 */
final class DirectoryProgram implements AutoCloseable {

	/**
	 * The prefix of settings that are not properties of the starter.
	 */
	static final String PREFIX = "embedded-directory.";

	private final EmbeddedDirectory directory;

	private final ControlServer control;

	private final @Nullable Path output;

	private DirectoryProgram(ProgramOptions options) throws IOException {
		this.directory = EmbeddedDirectory.start();
		try {
			User user = this.directory.user(options.user());
			this.control = ControlServer.start(this.directory);
			this.output = options.output();
			publish(options.format().write(settings(user)));
		}
		catch (IOException | RuntimeException ex) {
			this.directory.close();
			throw ex;
		}
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		if (List.of(arguments).contains("--help")) {
			System.out.print(ProgramOptions.USAGE);
			return;
		}
		ProgramOptions options;
		DirectoryProgram program;
		try {
			options = ProgramOptions.parse(arguments);
			program = new DirectoryProgram(options);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.err.print(ProgramOptions.USAGE);
			System.exit(2);
			return;
		}
		catch (IOException ex) {
			System.err.println("The directory could not be started: " + ex);
			System.exit(1);
			return;
		}
		Runtime.getRuntime().addShutdownHook(new Thread(program::close, "stop"));
		if (options.untilInputEnds()) {
			waitForTheEnd(System.in);
			System.exit(0);
		}
		new CountDownLatch(1).await();
	}

	private static void waitForTheEnd(InputStream input) throws IOException {
		input.transferTo(OutputStream.nullOutputStream());
	}

	/**
	 * What an application needs, and what a test needs to control the directory.
	 */
	private Map<String, String> settings(User user) {
		Map<String, String> settings = new LinkedHashMap<>(this.directory.properties(user));
		settings.keySet().removeIf((key) -> key.startsWith("logging."));
		settings.put(PREFIX + "url", this.control.url());
		settings.put(PREFIX + "key", this.control.key());
		settings.put(PREFIX + "certificate", this.directory.certificate().toString());
		settings.put(PREFIX + "krb5-conf", this.directory.krb5Conf().toString());
		settings.put(PREFIX + "ticket-cache", this.directory.ticketCache(user).toString());
		return settings;
	}

	/**
	 * Prints the settings, or writes them to a file that is complete as soon as it is
	 * there.
	 */
	private void publish(String settings) throws IOException {
		Path file = this.output;
		if (file == null) {
			PrintStream out = System.out;
			out.write(settings.getBytes(StandardCharsets.UTF_8));
			out.flush();
			return;
		}
		Path draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".tmp");
		try {
			Files.writeString(draft, settings);
			Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(draft);
		}
	}

	@Override
	public void close() {
		this.control.close();
		this.directory.close();
		if (this.output != null) {
			this.output.toFile().delete();
		}
	}

}
