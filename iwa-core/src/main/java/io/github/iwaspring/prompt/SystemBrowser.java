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

package io.github.iwaspring.prompt;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.iwaspring.support.OperatingSystem;
import org.jspecify.annotations.Nullable;

/**
 * The default browser of the user at this machine. It is started by a command of the
 * platform, because {@code java.awt.Desktop} opens nothing in a headless JVM, and Spring
 * Boot makes the JVM headless.
 */
public final class SystemBrowser {

	private final String system;

	private final Map<String, String> environment;

	private final Starter starter;

	/**
	 * Creates the browser of this platform.
	 */
	public SystemBrowser() {
		this(System.getProperty("os.name", ""), System.getenv(), SystemBrowser::start);
	}

	/**
	 * Creates the browser of a platform.
	 * @param system the operating system, as Java names it
	 * @param environment the environment variables
	 * @param starter starts the command
	 */
	SystemBrowser(String system, Map<String, String> environment, Starter starter) {
		this.system = system;
		this.environment = environment;
		this.starter = starter;
	}

	/**
	 * Explains why nobody would see a page.
	 * @return the reason, as a clause without a full stop; {@code null} if a page can be
	 * shown
	 */
	public @Nullable String unavailable() {
		if (isWindows() || isMac()) {
			return isSet("SSH_CONNECTION") ? "this is an SSH session (SSH_CONNECTION is set)" : null;
		}
		if (!isSet("DISPLAY") && !isSet("WAYLAND_DISPLAY")) {
			return isSet("SSH_CONNECTION") ? "this is an SSH session without a display (SSH_CONNECTION is set)"
					: "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)";
		}
		return (find("xdg-open") != null) ? null : "there is no xdg-open on the PATH";
	}

	/**
	 * Opens a page without waiting for the browser.
	 * @param page an https address that the caller trusts
	 * @throws IOException if the command cannot be started
	 */
	public void open(URI page) throws IOException {
		if (!"https".equals(page.getScheme())) {
			throw new IOException("The browser opens https addresses only");
		}
		this.starter.start(command(page.toASCIIString()));
	}

	private List<String> command(String page) throws IOException {
		if (isWindows()) {
			String system = this.environment.getOrDefault("SystemRoot", "C:\\Windows");
			return List.of(system + "\\System32\\rundll32.exe", "url.dll,FileProtocolHandler", page);
		}
		if (isMac()) {
			return List.of("/usr/bin/open", page);
		}
		Path command = find("xdg-open");
		if (command == null) {
			throw new IOException("There is no xdg-open on the PATH");
		}
		return List.of(command.toString(), page);
	}

	private @Nullable Path find(String command) {
		for (String folder : this.environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator))) {
			try {
				Path file = Path.of(folder, command);
				if (file.isAbsolute() && Files.isExecutable(file)) {
					return file;
				}
			}
			catch (InvalidPathException ex) {
				// the next folder may be one
			}
		}
		return null;
	}

	private boolean isWindows() {
		return OperatingSystem.isWindows(this.system);
	}

	private boolean isMac() {
		return OperatingSystem.isMac(this.system);
	}

	private boolean isSet(String variable) {
		return !this.environment.getOrDefault(variable, "").isEmpty();
	}

	private static void start(List<String> command) throws IOException {
		new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start()
			.getOutputStream()
			.close();
	}

	/**
	 * Starts a command.
	 */
	@FunctionalInterface
	interface Starter {

		void start(List<String> command) throws IOException;

	}

}
