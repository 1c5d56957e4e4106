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

import io.github.iwaspring.IwaTokenService;
import picocli.CommandLine.Command;

import org.springframework.context.ApplicationContext;

/**
 * Forgets the user's tokens, also those in the cache file.
 */
@Command(name = "sign-out", description = "Forgets the user's tokens, also those in the cache file.")
final class SignOut implements ToolCommand {

	@Override
	public int run(ApplicationContext context, PrintStream output) {
		context.getBean(IwaTokenService.class).signOut();
		output.println("The tokens are forgotten. The next command may sign in again without a prompt.");
		return Tool.OK;
	}

}
