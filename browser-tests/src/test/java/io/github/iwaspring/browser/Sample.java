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

package io.github.iwaspring.browser;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sample in a separate process, on a desktop whose {@code xdg-open} passes the page to
 * the test.
 */
final class Sample implements AutoCloseable {

	private static final long PATIENCE_SECONDS = 60;

	private final Path desktop;

	private final Path output;

	private final WatchService watcher;

	private final Process process;

	private Sample(Path folder, List<String> command) throws IOException {
		this.desktop = Files.createDirectories(folder.resolve("desktop"));
		this.output = folder.resolve("output.txt");
		this.watcher = this.desktop.getFileSystem().newWatchService();
		Path opener = Files.writeString(this.desktop.resolve("xdg-open"), """
				#!/bin/sh
				cd "$(dirname "$0")" && printf %s "$1" >page.part && mv page.part page
				""");
		Files.setPosixFilePermissions(opener, PosixFilePermissions.fromString("rwx------"));
		this.desktop.register(this.watcher, StandardWatchEventKinds.ENTRY_CREATE);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.output.toFile());
		builder.environment().put("DISPLAY", ":99");
		builder.environment().merge("PATH", this.desktop.toString(), (old, own) -> own + File.pathSeparator + old);
		this.process = builder.start();
	}

	/**
	 * Starts the sample for a user.
	 * @param folder a folder for this run
	 * @param flow the fallback flow
	 * @param more further properties, as {@code key=value}
	 */
	static Sample start(EmbeddedDirectory directory, User user, Path folder, String flow, String... more)
			throws IOException {
		return start("sample.jar", directory, user, folder,
				Stream.concat(Stream.of("iwa.fallback.flows=" + flow), Stream.of(more)).toArray(String[]::new));
	}

	/**
	 * Starts the desktop application for a user.
	 * @param folder a folder for this run
	 * @param more further properties, as {@code key=value}
	 */
	static Sample startDesktop(EmbeddedDirectory directory, User user, Path folder, String... more) throws IOException {
		return start("desktop.jar", directory, user, folder, more);
	}

	private static Sample start(String property, EmbeddedDirectory directory, User user, Path folder, String... more)
			throws IOException {
		Path jar = Path.of(System.getProperty(property));
		assertThat(jar).as("the jar of the sample, which 'mvn verify' builds").exists();
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-jar", jar.toString()));
		command.addAll(List.of(directory.arguments(user)));
		Stream.of(more).map((own) -> "--" + own).forEach(command::add);
		return new Sample(folder, command);
	}

	/**
	 * Waits until the sample opens its browser.
	 * @return the page to show
	 */
	URI page() throws Exception {
		Path page = this.desktop.resolve("page");
		while (!Files.exists(page)) {
			assertThat(this.watcher.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("an opened browser: %s", output())
				.satisfies((key) -> key.pollEvents(), (key) -> key.reset());
		}
		return URI.create(Files.readString(page));
	}

	/**
	 * Returns whether anything listens at the redirect URI of the page.
	 */
	boolean isListening() throws Exception {
		Matcher port = Pattern.compile("redirect_uri=http%3A%2F%2Flocalhost%3A(\\d+)").matcher(page().getRawQuery());
		assertThat(port.find()).as("a port in %s", page()).isTrue();
		try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1)))) {
			return connection.isConnected();
		}
		catch (ConnectException ex) {
			return false;
		}
	}

	/**
	 * Waits for the end of the sample.
	 * @return its exit code
	 */
	int exitCode() throws Exception {
		assertThat(this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended: %s", output()).isTrue();
		return this.process.exitValue();
	}

	/**
	 * Returns what the sample has printed to the standard and the error output.
	 */
	String output() throws IOException {
		return Files.readString(this.output);
	}

	@Override
	public void close() throws Exception {
		this.watcher.close();
		this.process.destroy();
		this.process.waitFor();
	}

}
