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

package io.github.iwaspring.sample;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The terminal that the standard output is connected to, if any.
 */
final class Terminal {

	private Terminal() {
	}

	static boolean supportsColours() {
		return isTerminal(System.console()) && supportsColours(System.getenv());
	}

	/**
	 * Returns whether the environment allows colours (no-color.org).
	 */
	static boolean supportsColours(Map<String, String> environment) {
		return environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
	}

	/**
	 * Returns whether there is a terminal. Up to JDK 21, a console exists only with a
	 * terminal; later JDKs have {@code Console.isTerminal()}.
	 */
	private static boolean isTerminal(@Nullable Console console) {
		if (console == null) {
			return false;
		}
		try {
			return (boolean) Console.class.getMethod("isTerminal").invoke(console);
		}
		catch (NoSuchMethodException beforeJdk22) {
			return true;
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			return false;
		}
	}

}
