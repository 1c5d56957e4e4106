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

package io.github.iwaspring.support;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The platform's folder for the local data of a user's applications, which does not roam.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base
 * Directory Specification</a>
 */
public final class LocalDataFolder {

	private final UnaryOperator<@Nullable String> properties;

	private final UnaryOperator<@Nullable String> environment;

	/**
	 * Creates the folder of a platform.
	 * @param properties the system properties
	 * @param environment the environment variables
	 */
	public LocalDataFolder(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
		this.properties = properties;
		this.environment = environment;
	}

	/**
	 * Returns the folder of the user of this process.
	 * @return the folder
	 */
	public static LocalDataFolder ofThisUser() {
		return new LocalDataFolder(System::getProperty, System::getenv);
	}

	/**
	 * Finds the folder, which need not exist.
	 * @return an absolute path, or {@code null} if the user has no home folder
	 */
	public @Nullable Path find() {
		String system = this.properties.apply("os.name");
		if (OperatingSystem.isWindows(system)) {
			return firstOf(this.environment.apply("LOCALAPPDATA"), "AppData", "Local");
		}
		if (OperatingSystem.isMac(system)) {
			return firstOf(null, "Library", "Application Support");
		}
		return firstOf(this.environment.apply("XDG_DATA_HOME"), ".local", "share");
	}

	private @Nullable Path firstOf(@Nullable String named, String... belowHome) {
		Path folder = absolute(named);
		Path home = absolute(this.properties.apply("user.home"));
		if (folder == null && home != null) {
			folder = home.resolve(Path.of("", belowHome));
		}
		return folder;
	}

	private static @Nullable Path absolute(@Nullable String text) {
		try {
			Path path = (text != null && !text.isBlank()) ? Path.of(text) : null;
			return (path != null && path.isAbsolute()) ? path : null;
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

}
