package io.github.iwaspring.benchmarks.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The sample's executable jar.
 *
 * @param file the jar
 */
record SampleJar(Path file) {

	private static final String GENERATED = "SampleApplication__ApplicationContextInitializer.class";

	/**
	 * Finds the jar that the build has left.
	 * @param project the project's folder
	 */
	static SampleJar of(Path project) throws IOException {
		try (Stream<Path> files = Files.list(project.resolve("sample-app/target"))) {
			return files.filter((file) -> file.getFileName().toString().matches("sample-app-[0-9.]+(-SNAPSHOT)?\\.jar"))
				.findFirst()
				.map(SampleJar::new)
				.orElseThrow(() -> new IllegalStateException("Build the sample first: mvn -Paot -DskipTests package"));
		}
	}

	/**
	 * Whether Spring's processing ahead of time has made its beans into code.
	 */
	boolean isProcessed() throws IOException {
		try (JarFile jar = new JarFile(this.file.toFile())) {
			return jar.stream().anyMatch((entry) -> entry.getName().endsWith(GENERATED));
		}
	}

	/**
	 * Lays the jar out as a small jar beside those of its libraries.
	 * @param parent the folder in which to do so
	 * @return the folder of the small jar
	 */
	Path extract(Jdk jdk, Path parent) throws IOException, InterruptedException {
		Path folder = parent.resolve("sample");
		Command.run(parent, List.of(jdk.java(), "-Djarmode=tools", "-jar", this.file.toString(), "extract",
				"--destination", folder.toString()));
		return folder;
	}

	String name() {
		return this.file.getFileName().toString();
	}

}
