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

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The sample: an ordinary Spring Boot application with the starter on its class path.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SampleApplication {

	/**
	 * Runs the sample.
	 * @param args properties as {@code --name=value}, or {@code --doctor} with the
	 * options {@code --json} and {@code --show-user}
	 */
	public static void main(String[] args) {
		ApplicationArguments arguments = new DefaultApplicationArguments(args);
		boolean doctor = Doctor.isRequested(arguments);
		if (doctor && arguments.containsOption("json")) {
			StandardOutput.reserve();
		}
		ConfigurableApplicationContext context = SpringApplication.run(SampleApplication.class, args);
		if (doctor) {
			System.exit(SpringApplication.exit(context));
		}
	}

}
