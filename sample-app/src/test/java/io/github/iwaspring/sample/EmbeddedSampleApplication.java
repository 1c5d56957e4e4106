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

import io.github.iwaspring.test.EmbeddedDirectory;

import org.springframework.boot.SpringApplication;
import org.springframework.util.StringUtils;

/**
 * Runs the sample on a machine without Active Directory. Starts a directory in this JVM
 * and runs the unchanged application with it.
 */
public final class EmbeddedSampleApplication {

	private EmbeddedSampleApplication() {
	}

	/**
	 * Runs the sample.
	 * @param args properties of the sample, as {@code --name=value}
	 */
	public static void main(String[] args) {
		EmbeddedDirectory directory = EmbeddedDirectory.start();
		// a hook, because the doctor ends the process with its exit code
		Runtime.getRuntime().addShutdownHook(new Thread(directory::close));
		SpringApplication.from(SampleApplication::main)
			.run(StringUtils.concatenateStringArrays(directory.arguments(), args));
	}

}
