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
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenService;
import picocli.CommandLine.Command;

import org.springframework.context.ApplicationContext;

/**
 * Signs in and prints who is signed in, by which way, and for how long.
 */
@Command(name = "whoami", description = "Prints who is signed in, by which way, and for how long.")
final class Whoami implements ToolCommand {

	@Override
	public int run(ApplicationContext context, PrintStream output) {
		IwaToken token = context.getBean(SignInProgress.class).during(context.getBean(IwaTokenService.class)::getToken);
		output.println(token.username());
		output.println("signed in " + describe(token.source()) + ", until "
				+ DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
					.withZone(ZoneId.systemDefault())
					.format(token.expiresAt()));
		output.println("scopes: " + String.join(" ", token.scopes()));
		return Tool.OK;
	}

	static String describe(IwaToken.Source source) {
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
