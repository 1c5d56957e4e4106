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

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenService;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls the API twice and prints the user and the source of the token. An application
 * that only calls an API needs just the {@link WebClient}. The token service is used here
 * to show where the token comes from.
 */
@Component
class CallApiTwice implements ApplicationRunner {

	private final WebClient webClient;

	private final IwaTokenService tokens;

	private final SampleProperties properties;

	private final PrintStream out = System.out;

	CallApiTwice(WebClient webClient, IwaTokenService tokens, SampleProperties properties) {
		this.webClient = webClient;
		this.tokens = tokens;
		this.properties = properties;
	}

	@Override
	public void run(ApplicationArguments args) {
		if (Doctor.isRequested(args)) {
			return;
		}
		for (String call : new String[] { "First", "Second" }) {
			long start = System.nanoTime();
			IwaToken token = this.tokens.getToken();
			this.out.printf("%s call: signed in as %s %s, in %d ms%n", call, token.username(),
					description(token.source()), Duration.ofNanos(System.nanoTime() - start).toMillis());
			this.out.printf("  GET %s: %s%n", this.properties.path(), callApi());
		}
	}

	private String callApi() {
		return this.webClient.get()
			.uri(this.properties.path())
			.retrieve()
			.bodyToMono(String.class)
			.blockOptional(Duration.ofSeconds(30))
			.orElse("(empty)");
	}

	private static String description(IwaToken.Source source) {
		return switch (source) {
			case CACHE -> "with a cached token";
			case REFRESH -> "with a refresh token";
			case INTEGRATED -> "by integrated Windows authentication";
			case BROKER -> "by the broker";
			case INTERACTIVE -> "in the browser";
			case DEVICE_CODE -> "with a device code";
		};
	}

}
