package io.github.iwaspring.benchmarks.startup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A variant of starting the sample.
 *
 * @param name its name
 * @param jdk the JDK
 * @param folder the working folder
 * @param options the options of the JVM, ending with the jar
 */
record Variant(String name, Jdk jdk, Path folder, List<String> options) {

	List<String> command(List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(this.jdk.java());
		command.addAll(this.options);
		command.addAll(arguments);
		return command;
	}

}
