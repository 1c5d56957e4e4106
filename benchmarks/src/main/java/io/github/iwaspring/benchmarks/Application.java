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

package io.github.iwaspring.benchmarks;

import java.util.stream.Stream;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedDirectory;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application with the starter, as users write it.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Application {

	/**
	 * Prepares an application.
	 * @param more further configuration classes
	 */
	static SpringApplicationBuilder builder(Class<?>... more) {
		return new SpringApplicationBuilder(Application.class).sources(more)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false);
	}

	/**
	 * Starts an application in this JVM.
	 * @param more further properties, as {@code --key=value}
	 */
	static ConfigurableApplicationContext start(EmbeddedDirectory directory, String... more) {
		return builder().run(Stream.concat(Stream.of(directory.arguments()), Stream.of(more)).toArray(String[]::new));
	}

	static IwaTokenService tokens(ConfigurableApplicationContext context) {
		return context.getBean(IwaTokenService.class);
	}

}
