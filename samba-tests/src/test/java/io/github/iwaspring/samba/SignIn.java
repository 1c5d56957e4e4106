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

package io.github.iwaspring.samba;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenService;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts an application, signs in once and stops it. Also a program that does so for each
 * line of its input, for what a JVM cannot change later: its GSSAPI and its clock.
 */
final class SignIn {

	static final String RESPONSE = "outcome: ";

	/**
	 * How often a token is requested. The outcome is the last one.
	 */
	static final String TIMES = "test.times";

	private static final String SEPARATOR = "\t";

	private SignIn() {
	}

	static Outcome once(Map<String, String> properties) {
		try (ConfigurableApplicationContext context = start(properties)) {
			IwaTokenService tokens = context.getBean(IwaTokenService.class);
			for (int time = 1; time < Integer.parseInt(properties.getOrDefault(TIMES, "1")); time++) {
				once(tokens);
				tokens.signOut();
			}
			return once(tokens);
		}
	}

	static Outcome once(IwaTokenService tokens) {
		try {
			return Outcome.of(tokens.getToken());
		}
		catch (IwaException ex) {
			return Outcome.of(ex);
		}
	}

	static ConfigurableApplicationContext start(Map<String, String> properties) {
		Map<String, String> all = new LinkedHashMap<>(properties);
		all.put("spring.main.banner-mode", "off");
		all.put("logging.level.root", "error");
		return new SpringApplicationBuilder(Configuration.class).web(WebApplicationType.NONE)
			.run(all.entrySet()
				.stream()
				.map((property) -> "--" + property.getKey() + "=" + property.getValue())
				.toArray(String[]::new));
	}

	static String line(Map<String, String> properties) {
		return properties.entrySet()
			.stream()
			.map((property) -> property.getKey() + "=" + property.getValue())
			.collect(Collectors.joining(SEPARATOR));
	}

	private static Map<String, String> properties(String line) {
		return Arrays.stream(line.split(SEPARATOR))
			.map((property) -> property.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1]));
	}

	public static void main(String[] none) throws IOException {
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			System.out.println(RESPONSE + once(properties(line)).line());
		}
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Configuration {

	}

}
