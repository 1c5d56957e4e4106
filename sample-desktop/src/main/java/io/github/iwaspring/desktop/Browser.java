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

package io.github.iwaspring.desktop;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The user's browser, started by a command of the platform. {@code java.awt.Desktop} does
 * nothing here, because Spring Boot makes the JVM headless.
 */
final class Browser {

	private final String system;

	private final Map<String, String> environment;

	/**
	 * Creates the browser of a platform.
	 * @param system the operating system, as the system property {@code os.name} has it
	 * @param environment the environment variables
	 */
	Browser(String system, Map<String, String> environment) {
		this.system = system.toLowerCase(Locale.ROOT);
		this.environment = environment;
	}

	/**
	 * Opens a page without waiting for the browser.
	 * @param page the page
	 * @param otherwise what to do where there is no desktop, or when its command fails
	 */
	void open(URI page, Runnable otherwise) {
		if (hasDesktop()) {
			start(command(page), otherwise);
		}
		else {
			otherwise.run();
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	static void start(List<String> command, Runnable otherwise) {
		try {
			new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start()
				.onExit()
				.thenAccept((ended) -> {
					if (ended.exitValue() != 0) {
						otherwise.run();
					}
				});
		}
		catch (IOException ex) {
			otherwise.run();
		}
	}

	boolean hasDesktop() {
		return isWindows() || isMac() || this.environment.containsKey("DISPLAY")
				|| this.environment.containsKey("WAYLAND_DISPLAY");
	}

	List<String> command(URI page) {
		if (isWindows()) {
			return List.of(this.environment.getOrDefault("SystemRoot", "C:\\Windows") + "\\System32\\rundll32.exe",
					"url.dll,FileProtocolHandler", page.toString());
		}
		return List.of(isMac() ? "/usr/bin/open" : "xdg-open", page.toString());
	}

	private boolean isWindows() {
		return this.system.startsWith("windows");
	}

	private boolean isMac() {
		return this.system.startsWith("mac");
	}

}
