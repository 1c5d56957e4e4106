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

package io.github.iwaspring.benchmarks.startup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JDK that starts the sample.
 *
 * @param release its feature release
 * @param home its folder
 */
record Jdk(int release, Path home) {

	/**
	 * The first release with an AOT cache that is written in one step (JEP 514).
	 */
	private static final int AOT_CACHE = 25;

	private static final String SECOND_HOME = "jdk25";

	/**
	 * Returns the JDK of this process and the one in the system property {@code jdk25}.
	 */
	static List<Jdk> all() {
		List<Jdk> all = new ArrayList<>();
		all.add(new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home"))));
		String second = System.getProperty(SECOND_HOME);
		if (second != null && Files.isDirectory(Path.of(second))) {
			all.add(new Jdk(AOT_CACHE, Path.of(second)));
		}
		return all;
	}

	boolean hasAotCache() {
		return this.release >= AOT_CACHE;
	}

	String java() {
		return this.home.resolve("bin").resolve("java").toString();
	}

}
