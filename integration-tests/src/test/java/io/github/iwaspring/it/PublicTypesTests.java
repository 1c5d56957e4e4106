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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that every type that users name is shown to them, in a document or in a sample.
 */
class PublicTypesTests {

	private static final Path PROJECT = Path.of("..");

	private static final List<String> PACKAGES = List.of("iwa-core/src/main/java/io/github/iwaspring",
			"iwa-spring-boot-autoconfigure/src/main/java/io/github/iwaspring/web",
			"iwa-spring-boot-test/src/main/java/io/github/iwaspring/test",
			"iwa-spring-boot-test/src/main/java/io/github/iwaspring/test/autoconfigure");

	private static final List<String> SHOWN = List.of("docs", "sample-app/src/main", "sample-desktop/src/main");

	/**
	 * Public for another package of ours, as the documentation of their packages says.
	 */
	private static final Set<String> INTERNAL = Set.of("AllowedTargets", "BearerTokenFilter", "BearerTokenInterceptor",
			"BearerTokenRestClient", "TokenRefusals", "TestIwaTokensAutoConfiguration");

	@ParameterizedTest
	@MethodSource("types")
	void typeIsShownInADocumentOrASample(String type) {
		Pattern word = Pattern.compile("\\b" + type + "\\b");
		assertThat(SHOWN.stream().flatMap((folder) -> files(PROJECT.resolve(folder))))
			.anySatisfy((file) -> assertThat(Files.readString(file)).containsPattern(word));
	}

	@Test
	void internalTypesAreThere() {
		assertThat(publicTypes()).containsAll(INTERNAL);
	}

	static List<String> types() {
		return publicTypes().stream().filter((type) -> !INTERNAL.contains(type)).sorted().toList();
	}

	private static Set<String> publicTypes() {
		return PACKAGES.stream()
			.flatMap((folder) -> list(PROJECT.resolve(folder)))
			.filter((file) -> file.toString().endsWith(".java"))
			.filter((file) -> read(file).lines().anyMatch((line) -> line.startsWith("public ")))
			.map((file) -> file.getFileName().toString().replace(".java", ""))
			.collect(Collectors.toSet());
	}

	private static Stream<Path> list(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<Path> files(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().matches(".*\\.(md|java)")).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
