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
