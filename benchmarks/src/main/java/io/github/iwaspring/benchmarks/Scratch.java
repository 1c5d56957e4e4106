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

package io.github.iwaspring.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary folder, usually for a cache file.
 */
final class Scratch implements AutoCloseable {

	private final Path folder;

	Scratch() throws IOException {
		this.folder = Files.createTempDirectory("iwa-benchmarks-");
	}

	Path folder() {
		return this.folder;
	}

	Path cache() {
		return this.folder.resolve("tokens.cache");
	}

	/**
	 * Returns the properties with which an application keeps its tokens in the folder.
	 */
	List<String> arguments() {
		return List.of("--iwa.token-cache.type=file", "--iwa.token-cache.path=" + cache());
	}

	@Override
	public void close() throws IOException {
		try (Stream<Path> paths = Files.walk(this.folder)) {
			for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(path);
			}
		}
	}

}
