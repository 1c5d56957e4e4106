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

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The operating system, known by its name in the system property {@code os.name}.
 */
public final class OperatingSystem {

	private OperatingSystem() {
	}

	/**
	 * Whether this process runs on Windows.
	 * @return {@code true} if it does
	 */
	public static boolean isWindows() {
		return isWindows(System.getProperty("os.name"));
	}

	/**
	 * Whether a name is that of Windows.
	 * @param name the name of an operating system, or {@code null} if it is unknown
	 * @return {@code true} if it is
	 */
	public static boolean isWindows(@Nullable String name) {
		return startsWith(name, "windows");
	}

	/**
	 * Whether a name is that of macOS.
	 * @param name the name of an operating system, or {@code null} if it is unknown
	 * @return {@code true} if it is
	 */
	public static boolean isMac(@Nullable String name) {
		return startsWith(name, "mac");
	}

	private static boolean startsWith(@Nullable String name, String prefix) {
		return name != null && name.toLowerCase(Locale.ROOT).startsWith(prefix);
	}

}
