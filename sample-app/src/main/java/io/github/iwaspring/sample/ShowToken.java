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
import java.nio.charset.StandardCharsets;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.springframework.boot.json.JsonWriter;
import org.springframework.context.ApplicationContext;

/**
 * Prints the token for another program. Whoever has it can call the API as the user, so
 * it is not shown on a terminal, where it would stay.
 */
@Command(name = "token", description = "Writes the token to the standard output, for another program.",
		footerHeading = "%nFor example:%n",
		footer = { "  iwa-sample token | curl -H @- https://orders.contoso.com/orders",
				"%nA token in the arguments of a program can be read by every user of the machine." })
final class ShowToken implements ToolCommand {

	private static final JsonWriter<IwaToken> JSON = JsonWriter.of((members) -> {
		members.add("token_type", "Bearer");
		members.add("access_token", IwaToken::value);
		members.add("expires_on", (token) -> token.expiresAt().getEpochSecond());
		members.add("scope", (token) -> String.join(" ", token.scopes()));
	});

	@Option(names = "--output", defaultValue = "header", paramLabel = "header|json",
			description = "An HTTP header, or JSON with the token's expiry. Default: ${DEFAULT-VALUE}.")
	private Format format = Format.header;

	@Option(names = "--force", description = "Writes the token even to a terminal.")
	private boolean force;

	@Override
	public int run(ApplicationContext context, PrintStream output) {
		if (!this.force && Terminal.OUTPUT.isTerminal()) {
			System.err.println("The standard output is a terminal, where the token would stay."
					+ " Redirect it to a program (--help shows how), or add --force.");
			return Tool.USAGE;
		}
		IwaToken token = context.getBean(SignInProgress.class).during(context.getBean(IwaTokenService.class)::getToken);
		PrintStream utf8 = new PrintStream(output, true, StandardCharsets.UTF_8);
		utf8.println(
				(this.format == Format.json) ? JSON.writeToString(token) : "Authorization: Bearer " + token.value());
		return Tool.OK;
	}

	/**
	 * The forms of the output, named as they are typed.
	 */
	enum Format {

		header, json

	}

}
