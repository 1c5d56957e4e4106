package io.github.iwaspring.sample;

import io.github.iwaspring.test.EmbeddedDirectory;

import org.springframework.boot.SpringApplication;
import org.springframework.util.StringUtils;

/**
 * Runs the sample on a machine without Active Directory. Starts a directory in this JVM
 * and runs the unchanged application with it.
 */
public final class EmbeddedSampleApplication {

	private EmbeddedSampleApplication() {
	}

	/**
	 * Runs the sample.
	 * @param args properties of the sample, as {@code --name=value}
	 */
	public static void main(String[] args) {
		EmbeddedDirectory directory = EmbeddedDirectory.start();
		// a hook, because the doctor ends the process with its exit code
		Runtime.getRuntime().addShutdownHook(new Thread(directory::close));
		SpringApplication.from(SampleApplication::main)
			.run(StringUtils.concatenateStringArrays(directory.arguments(), args));
	}

}
