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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.ptr.IntByReference;

/**
 * The streams of the process that may be connected to a terminal. Java knows only whether
 * the standard input and output both are, so the system is asked.
 */
enum Terminal {

	/**
	 * The standard output.
	 */
	OUTPUT(1, Kernel32.STD_OUTPUT_HANDLE),

	/**
	 * The standard error stream.
	 */
	ERRORS(2, Kernel32.STD_ERROR_HANDLE);

	private final int descriptor;

	private final int windowsHandle;

	Terminal(int descriptor, int windowsHandle) {
		this.descriptor = descriptor;
		this.windowsHandle = windowsHandle;
	}

	/**
	 * Whether the stream is connected to a terminal. If the system does not tell, it
	 * counts as one.
	 */
	boolean isTerminal() {
		try {
			if (Platform.isWindows()) {
				return Kernel32.INSTANCE.GetConsoleMode(Kernel32.INSTANCE.GetStdHandle(this.windowsHandle),
						new IntByReference());
			}
			if (Platform.isLinux()) {
				return isTerminal(Files.readSymbolicLink(Path.of("/proc/self/fd/" + this.descriptor)));
			}
			return Function.getFunction("c", "isatty").invokeInt(new Object[] { this.descriptor }) != 0;
		}
		catch (IOException | UnsatisfiedLinkError ex) {
			return true;
		}
	}

	static boolean isTerminal(Path device) {
		return device.startsWith("/dev/pts") || device.toString().matches("/dev/(tty.*|console|hvc.*)");
	}

	/**
	 * Whether the stream is connected to a terminal that may show colours.
	 */
	boolean supportsColours() {
		return isTerminal() && supportsColours(System.getenv());
	}

	/**
	 * Whether the environment allows colours (no-color.org).
	 */
	static boolean supportsColours(Map<String, String> environment) {
		return environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
	}

}
