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
