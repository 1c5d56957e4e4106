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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A variant of starting a tool.
 *
 * @param name its name
 * @param jdk the JDK
 * @param folder the working folder
 * @param options the options of the JVM, ending with the jar
 * @param arguments the arguments of the tool
 */
record Variant(String name, Jdk jdk, Path folder, List<String> options, List<String> arguments) {

	List<String> command() {
		List<String> command = new ArrayList<>();
		command.add(this.jdk.java());
		command.addAll(this.options);
		command.addAll(this.arguments);
		return command;
	}

}
