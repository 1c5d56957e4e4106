package io.github.iwaspring.benchmarks.startup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to start the sample.
 *
 * @param name what it is called
 * @param jdk the JDK
 * @param folder where it is started
 * @param options the options of the JVM, the last of which name the jar
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
