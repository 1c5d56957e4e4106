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
import java.time.Duration;

import io.github.iwaspring.IwaTokenService;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls the API with GET and prints its answer. It signs in first only to show that on a
 * terminal: the client would do it with the call.
 */
@Command(name = "call", mixinStandardHelpOptions = true, description = "Calls the API with GET and prints its answer.")
final class CallApi implements ToolCommand {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@Parameters(paramLabel = "<path>", description = "A path below iwa.api.base-url, such as /me, or a whole URL.")
	private String path = "";

	@Override
	public int run(ApplicationContext context, PrintStream output) {
		if (!this.path.contains("://") && !context.getEnvironment().containsProperty("iwa.api.base-url")) {
			System.err.println("There is no API to call. Set iwa.api.base-url, or give a whole URL.");
			return Tool.USAGE;
		}
		context.getBean(SignInProgress.class).during(context.getBean(IwaTokenService.class)::getToken);
		output.println(get(context.getBean(WebClient.class), this.path));
		return Tool.OK;
	}

	static @Nullable String get(WebClient webClient, String path) {
		return webClient.get().uri(path).retrieve().bodyToMono(String.class).defaultIfEmpty("(empty)").block(TIMEOUT);
	}

}
