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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import io.github.iwaspring.IwaTokenService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.springframework.context.ApplicationContext;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriUtils;

/**
 * Calls the API with GET and prints its answer, byte for byte and of any length. It signs
 * in first only to show that on a terminal: the client would do it with the call.
 */
@Command(name = "call", description = "Calls the API with GET and prints its answer.")
final class CallApi implements ToolCommand {

	private static final Pattern ILLEGAL = Pattern.compile("[^!-~]|[\"<>\\\\^`{|}]");

	@Parameters(paramLabel = "<path>", description = "A path below iwa.api.base-url, such as /me, or a whole URL.")
	private String path = "";

	@Override
	public int run(ApplicationContext context, PrintStream output) {
		URI uri;
		try {
			uri = uri(context.getEnvironment().getProperty("iwa.api.base-url", ""));
		}
		catch (IllegalArgumentException ex) {
			System.err.println("That is not a path or a URL: " + ex.getMessage());
			return Tool.USAGE;
		}
		if (!uri.isAbsolute()) {
			System.err.println("There is no API to call. Set iwa.api.base-url, or give a whole URL.");
			return Tool.USAGE;
		}
		context.getBean(SignInProgress.class).during(context.getBean(IwaTokenService.class)::getToken);
		DataBufferUtils
			.write(context.getBean(WebClient.class)
				.get()
				.uri(uri)
				.retrieve()
				.onStatus(HttpStatusCode::is3xxRedirection, ClientResponse::createException)
				.bodyToFlux(DataBuffer.class), output)
			.doOnNext(DataBufferUtils.releaseConsumer())
			.blockLast();
		if (Terminal.OUTPUT.isTerminal()) {
			output.println();
		}
		return Tool.OK;
	}

	/**
	 * The URI as it was typed. What a URI cannot hold is escaped, and what is escaped
	 * already stays.
	 */
	private URI uri(String baseUrl) {
		String typed = ILLEGAL.matcher(this.path)
			.replaceAll((illegal) -> UriUtils.encode(illegal.group(), StandardCharsets.UTF_8));
		return URI.create(typed.contains("://") ? typed
				: StringUtils.trimTrailingCharacter(baseUrl, '/') + (typed.startsWith("/") ? "" : "/") + typed);
	}

}
