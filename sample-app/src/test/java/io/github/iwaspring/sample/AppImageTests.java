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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests of the sample as a program with a Java runtime of its own, which the profile
 * {@code jpackage} makes.
 */
@EnabledIfSystemProperty(named = "desktop.folder", matches = ".+", disabledReason = "only with the profile jpackage")
@EnabledOnOs(value = OS.LINUX, disabledReason = "the layout is that of Linux")
class AppImageTests {

	private static final String NAME = "iwa-sample";

	private final Path desktop = Path.of(System.getProperty("desktop.folder", ""));

	private final Path image = this.desktop.resolve(NAME);

	@TempDir
	private Path folder;

	@Test
	void imageSignsInWithGeneratedBeansAndCallsTheApi() throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			String output = run(directory, "--logging.level.io.github.iwaspring.sample=info");
			assertThat(output).contains("Starting AOT-processed SampleApplication")
				.contains("First call: signed in as alice@contoso.com by integrated Windows authentication, in ")
				.contains("Second call: signed in as alice@contoso.com with a cached token")
				.containsPattern(
						"(?s)GET /me: \\{\"upn\":\"alice@contoso.com\".*GET /me: \\{\"upn\":\"alice@contoso.com\"");
			assertThat(directory.log().requests(Hop.API)).hasSize(2);
		}
	}

	@Test
	void doctorOfTheImageFindsNothing() throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			assertThat(run(directory, "doctor")).contains("14 passed, 0 with a warning, 0 failed, 0 skipped");
		}
	}

	@Test
	void imageTakesTheClassesOfItsSignInFromTheArchive() throws Exception {
		Path log = this.folder.resolve("classes");
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			String output = execute(command(directory),
					Map.of("JAVA_TOOL_OPTIONS", "-Xshare:on -Xlog:class+load=info:file=" + log + ":none:filecount=0"));
			assertThat(output).contains("First call: signed in as alice@contoso.com");
		}
		assertThat(Files.readAllLines(log)).contains(
				"io.github.iwaspring.signin.SilentFlow source: shared objects file",
				"io.github.iwaspring.sample.SampleApplication__BeanDefinitions source: shared objects file");
	}

	/**
	 * The runtime has the modules that were named, and those that they need.
	 */
	@Test
	void runtimeHasFewModules() throws IOException {
		String modules = Files.readAllLines(this.image.resolve("lib/runtime/release"))
			.stream()
			.filter((line) -> line.startsWith("MODULES="))
			.findFirst()
			.orElseThrow();
		List<String> present = List.of(modules.substring("MODULES=".length()).replace("\"", "").split(" "));
		assertThat(present).contains(modules()).contains("java.security.jgss").hasSizeLessThan(20);
	}

	@Test
	void documentNamesTheSameModules() throws IOException {
		String document = Files.readString(Path.of("..", "docs", "desktop.md"));
		assertThat(document).contains("--add-modules " + String.join(",", modules()));
		for (String module : modules()) {
			assertThat(document).contains("| `" + module + "` |");
		}
	}

	@Test
	void debHasTheLauncherAndTheRuntime() throws Exception {
		assertThat(execute(List.of("dpkg-deb", "-c", deb().toString()), Map.of()))
			.contains("/opt/iwa-sample/bin/iwa-sample")
			.contains("/opt/iwa-sample/lib/runtime/lib/modules")
			.contains("/opt/iwa-sample/lib/app/lib/iwa-core-")
			.doesNotContain(".jsa");
	}

	@Test
	void debMakesTheArchiveWhereItIsInstalledAndTakesItAway() throws Exception {
		Path root = this.folder.resolve("a root");
		execute(List.of("dpkg-deb", "-R", deb().toString(), root.toString()), Map.of());
		Path installed = root.resolve("opt").resolve(NAME);
		Path archive = installed.resolve("lib/app/iwa-sample.jsa");
		assertThat(archive).doesNotExist();
		Map<String, String> environment = Map.of("DPKG_ROOT", root.toString());
		execute(List.of("sh", root.resolve("DEBIAN/postinst").toString(), "configure"), environment);
		assertThat(archive).isNotEmptyFile();
		assertThat(execute(List.of(installed.resolve("bin").resolve(NAME).toString(), "--version"),
				Map.of("JAVA_TOOL_OPTIONS", "-Xshare:on")))
			.contains("iwa-sample 0");
		execute(List.of("sh", root.resolve("DEBIAN/prerm").toString(), "remove"), environment);
		assertThat(archive).doesNotExist();
		assertThat(execute(List.of(installed.resolve("bin").resolve(NAME).toString(), "--version"), Map.of()))
			.as("what a program without its archive prints")
			.matches("iwa-sample \\S+\\R");
	}

	private Path deb() throws IOException {
		List<Path> debs;
		try (Stream<Path> files = Files.list(this.desktop)) {
			debs = files.filter((file) -> file.toString().endsWith(".deb")).toList();
		}
		assumeThat(debs).as("a deb: fakeroot or dpkg-deb is missing").isNotEmpty();
		assertThat(debs).hasSize(1);
		return debs.get(0);
	}

	private static String[] modules() {
		return System.getProperty("desktop.modules").split(",");
	}

	private String run(EmbeddedDirectory directory, String... more) throws Exception {
		return execute(command(directory, more), Map.of());
	}

	private List<String> command(EmbeddedDirectory directory, String... more) {
		List<String> command = new ArrayList<>(List.of(this.image.resolve("bin").resolve(NAME).toString()));
		command.addAll(Arrays.asList(directory.arguments()));
		command.addAll(Arrays.asList(more));
		return command;
	}

	private String execute(List<String> command, Map<String, String> environment) throws Exception {
		Path output = this.folder.resolve("output");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
		builder.environment().putAll(environment);
		Process process = builder.start();
		try {
			assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("the end of the process").isTrue();
			String text = Files.readString(output, StandardCharsets.UTF_8);
			assertThat(process.exitValue()).as(text).isZero();
			return text;
		}
		finally {
			process.destroyForcibly();
		}
	}

}
