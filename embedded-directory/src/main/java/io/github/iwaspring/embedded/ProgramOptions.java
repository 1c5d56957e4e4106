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

package io.github.iwaspring.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The options of the program.
 *
 * @param format how the settings are written
 * @param output the file that they are written to, or {@code null} for standard output
 * @param user the user principal name of the user who is signed in
 * @param untilInputEnds whether the program ends when its standard input does
 */
record ProgramOptions(SettingsFormat format, @Nullable Path output, String user, boolean untilInputEnds) {

	static final String USAGE = """
			Usage: java -jar iwa-embedded-directory.jar [options]
			Starts a directory on this machine, prints what an application needs to sign in to it, and runs
			until it is stopped.

			  --format=properties|env|json  how the settings are printed (properties)
			  --output=FILE                 write them to a file that only you can read, which goes with the program
			  --user=NAME                   the user who is signed in (alice@contoso.com)
			  --until-input-ends            also end when standard input does
			  --help                        this text
			""";

	/**
	 * Reads the arguments of the program.
	 * @throws IllegalArgumentException if one is not an option; its message says which
	 */
	static ProgramOptions parse(String... arguments) {
		SettingsFormat format = SettingsFormat.PROPERTIES;
		Path output = null;
		String user = "alice@contoso.com";
		boolean untilInputEnds = false;
		for (String argument : arguments) {
			int equals = argument.indexOf('=');
			String name = (equals > 0) ? argument.substring(0, equals) : argument;
			String value = (equals > 0) ? argument.substring(equals + 1) : "";
			switch (name) {
				case "--format" -> {
					format = format(value);
				}
				case "--output" -> {
					output = file(value);
				}
				case "--user" -> {
					user = value;
				}
				case "--until-input-ends" -> {
					untilInputEnds = true;
				}
				default -> throw new IllegalArgumentException("'" + argument + "' is not an option.");
			}
		}
		return new ProgramOptions(format, output, user, untilInputEnds);
	}

	private static Path file(String value) {
		Path file = Path.of(value).toAbsolutePath();
		Path folder = file.getParent();
		if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
			throw new IllegalArgumentException("'" + value + "' is not a file in a folder that exists.");
		}
		return file;
	}

	private static SettingsFormat format(String value) {
		try {
			return SettingsFormat.valueOf(value.toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'" + value + "' is not a format: properties, env or json.", ex);
		}
	}

}
