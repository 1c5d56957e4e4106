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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link SystemBrowser}.
 */
class SystemBrowserTests {

	private static final URI PAGE = URI.create("https://login.microsoftonline.com/authorize?a=1&b=%22;x");

	private final List<List<String>> started = new ArrayList<>();

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({ "Windows 11, '', ", "Mac OS X, '', ", "Windows 11, SSH_CONNECTION, SSH_CONNECTION",
			"Linux, '', WAYLAND_DISPLAY", "Linux, SSH_CONNECTION, SSH_CONNECTION", "Linux, DISPLAY, xdg-open",
			"FreeBSD, '', WAYLAND_DISPLAY" })
	void unavailableExplainsAMissingScreen(String system, String variable, String reason) {
		Map<String, String> environment = variable.isEmpty() ? Map.of() : Map.of(variable, "set");
		String obstacle = browser(system, environment).unavailable();
		if (reason == null) {
			assertThat(obstacle).isNull();
		}
		else {
			assertThat(obstacle).contains(reason);
		}
	}

	@ParameterizedTest
	@CsvSource({ "DISPLAY, ", "WAYLAND_DISPLAY, ", "DISPLAY, SSH_CONNECTION" })
	void openOnLinuxWithDisplayStartsXdgOpen(String display, String other) throws IOException {
		Map<String, String> environment = linux(display);
		if (other != null) {
			environment.put(other, "set");
		}
		SystemBrowser browser = browser("Linux", environment);
		assertThat(browser.unavailable()).isNull();
		browser.open(PAGE);
		assertThat(this.started)
			.containsExactly(List.of(this.folder.resolve("xdg-open").toString(), PAGE.toASCIIString()));
	}

	@Test
	void openPassesThePageAsOneArgumentOfAFixedCommand() throws IOException {
		browser("Windows 11", Map.of("SystemRoot", "D:\\Windows")).open(PAGE);
		browser("Mac OS X", Map.of()).open(PAGE);
		assertThat(this.started).containsExactly(
				List.of("D:\\Windows\\System32\\rundll32.exe", "url.dll,FileProtocolHandler", PAGE.toASCIIString()),
				List.of("/usr/bin/open", PAGE.toASCIIString()));
	}

	@ParameterizedTest
	@CsvSource({ "http://login.microsoftonline.com/", "file:///etc/passwd", "calc.exe" })
	void openRefusesEverythingButHttps(String page) {
		assertThatIOException().isThrownBy(() -> browser("Windows 11", Map.of()).open(URI.create(page)));
		assertThat(this.started).isEmpty();
	}

	private SystemBrowser browser(String system, Map<String, String> environment) {
		return new SystemBrowser(system, environment, this.started::add);
	}

	private Map<String, String> linux(String display) throws IOException {
		Path command = Files.createFile(this.folder.resolve("xdg-open"));
		assertThat(command.toFile().setExecutable(true)).isTrue();
		return new HashMap<>(Map.of(display, ":0", "PATH", "relative" + File.pathSeparator + this.folder));
	}

}
