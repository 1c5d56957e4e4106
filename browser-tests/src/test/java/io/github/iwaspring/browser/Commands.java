package io.github.iwaspring.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Commands on the PATH.
 */
final class Commands {

	private Commands() {
	}

	/**
	 * Finds a command.
	 * @throws AssertionError if there is none, because the profile skips no test
	 */
	static Path find(String command) {
		return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
			.splitAsStream(System.getenv("PATH"))
			.map((folder) -> Path.of(folder, command))
			.filter(Files::isExecutable)
			.findFirst()
			.orElseThrow(() -> new AssertionError("There is no " + command
					+ " on the PATH: install Debian's chromium and chromium-driver, or leave out -Pbrowser"));
	}

}
