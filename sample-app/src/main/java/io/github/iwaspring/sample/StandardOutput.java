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

import java.io.PrintStream;

import org.jspecify.annotations.Nullable;

/**
 * The standard output of the process. It can be reserved for results; all other output
 * then goes to the standard error output.
 */
final class StandardOutput {

	private static volatile @Nullable PrintStream reserved;

	private StandardOutput() {
	}

	/**
	 * Reserves the standard output for results and redirects logs to the standard error
	 * output.
	 */
	static void reserve() {
		reserved = System.out;
		System.setOut(System.err);
	}

	static PrintStream stream() {
		PrintStream stream = reserved;
		return (stream != null) ? stream : System.out;
	}

}
