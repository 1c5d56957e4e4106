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

package io.github.iwaspring.kerberos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the JDK can load the platform's GSSAPI library. This is found without the
 * JVM-wide switch of {@link NativeJgss}: once that has been tried without a library, the
 * JVM has no GSSAPI at all.
 */
final class PlatformLibrary {

	/**
	 * Loads the library when it is initialised. Its members are not accessible.
	 */
	private static final String LOADER = "sun.security.jgss.wrapper.SunNativeProvider";

	private static final Path MAPPED_FILES = Path.of("/proc/self/maps");

	private static final List<String> NAMES = List.of("libgssapi");

	private PlatformLibrary() {
	}

	/**
	 * Loads the library.
	 * @return {@code false} if there is none; {@code true} also where that cannot be
	 * found out, which is everywhere except on Linux
	 */
	static boolean isUsable() {
		try {
			Class.forName(LOADER);
			return !Files.isReadable(MAPPED_FILES) || isMapped();
		}
		catch (IOException unreadable) {
			return true;
		}
		catch (ClassNotFoundException | LinkageError noLoader) {
			return false;
		}
	}

	private static boolean isMapped() throws IOException {
		String configured = System.getProperty("sun.security.jgss.lib", "").strip();
		List<String> names = configured.isEmpty() ? NAMES : List.of(Path.of(configured).getFileName().toString());
		try (Stream<String> files = Files.lines(MAPPED_FILES)) {
			return files.anyMatch((file) -> names.stream().anyMatch(file::contains));
		}
	}

}
