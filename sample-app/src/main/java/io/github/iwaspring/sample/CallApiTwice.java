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
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls the API twice and prints the user and the source of the token. An application
 * that only calls an API needs just the {@link WebClient}. The token service is used here
 * to show where the token comes from.
 */
@Command(name = "iwa-sample", scope = ScopeType.INHERIT, mixinStandardHelpOptions = true,
		versionProvider = CallApiTwice.Version.class,
		description = "Calls the company's API as the person who is signed in. Without a command, it calls it twice.",
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:done", "1:failed", "2:wrong usage", "3:not signed in",
				"4:not signed in, because a person is needed for it" },
		footerHeading = "%nProperties:%n",
		footer = "  --iwa.authority=..., and every other property of the starter or of Spring Boot.")
final class CallApiTwice implements ToolCommand {

	@Override
	public int run(ApplicationContext context, PrintStream output) {
		IwaTokenService tokens = context.getBean(IwaTokenService.class);
		SignInProgress progress = context.getBean(SignInProgress.class);
		WebClient webClient = context.getBean(WebClient.class);
		String path = context.getBean(SampleProperties.class).path();
		for (String call : new String[] { "First", "Second" }) {
			long start = System.nanoTime();
			IwaToken token = progress.during(tokens::getToken);
			output.printf("%s call: signed in as %s %s, in %d ms%n", call, token.username(),
					Whoami.describe(token.source()), Duration.ofNanos(System.nanoTime() - start).toMillis());
			output.printf("  GET %s: %s%n", path,
					webClient.get().uri(path).retrieve().bodyToMono(String.class).defaultIfEmpty("(empty)").block());
		}
		return Tool.OK;
	}

	/**
	 * The version of the jar.
	 */
	static final class Version implements IVersionProvider {

		@Override
		public String[] getVersion() {
			String version = CallApiTwice.class.getPackage().getImplementationVersion();
			return new String[] { "iwa-sample " + ((version != null) ? version : "(not packaged)") };
		}

	}

}
