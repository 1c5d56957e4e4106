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

package io.github.iwaspring.windows;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.tenant.Resource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * An application in the Windows JVM. Its arguments are properties ({@code --key=value})
 * and commands, whose answers it writes line by line.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class WindowsApplication {

	static final String ANSWER = "answer: ";

	public static void main(String[] arguments) {
		PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
		List<String> commands = Stream.of(arguments).filter((argument) -> !argument.startsWith("--")).toList();
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(WindowsApplication.class)
			.web(WebApplicationType.NONE)
			.run(arguments)) {
			commands.forEach((command) -> out.println(ANSWER + answer(context, command)));
		}
	}

	private static String answer(ConfigurableApplicationContext context, String command) {
		IwaTokenService tokens = context.getBean(IwaTokenService.class);
		try {
			return switch (command) {
				case "token" -> describe(tokens.getToken());
				case "refreshed" -> describe(tokens.getToken(IwaTokenRequest.defaults().withForceRefresh()));
				case "invoices" ->
					describe(tokens.getToken(IwaTokenRequest.defaults().withScopes(Resource.INVOICES.defaultScope())));
				case "sign-out" -> {
					tokens.signOut();
					yield "signed out";
				}
				case "fifty-callers" -> fiftyCallers(tokens);
				case "web-client" -> context.getBean(WebClient.class)
					.get()
					.uri("/me")
					.exchangeToMono((response) -> response.toBodilessEntity())
					.map((response) -> response.getStatusCode().toString())
					.block();
				case "rest-client" -> context.getBean(RestClient.class)
					.get()
					.uri("/me")
					.exchange((request, response) -> response.getStatusCode().toString());
				case "doctor" -> context.getBean(IwaDoctor.class).run().toJson();
				default -> throw new IllegalArgumentException(command);
			};
		}
		catch (IwaException ex) {
			return ex.code().id() + " " + ex.stage() + " " + ex.getMessage();
		}
	}

	private static String fiftyCallers(IwaTokenService tokens) {
		return IntStream.range(0, 50)
			.mapToObj((caller) -> tokens.getTokenAsync())
			.toList()
			.stream()
			.map((future) -> future.join().value())
			.distinct()
			.count() + " token";
	}

	private static String describe(IwaToken token) {
		return token.source() + " " + token.username();
	}

}
