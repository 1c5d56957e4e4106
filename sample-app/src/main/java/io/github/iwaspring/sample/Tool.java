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
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaInteractionRequiredException;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * The parsed command line, by picocli. An option whose name has a dot is a property of
 * Spring's; everything else belongs to the tool.
 *
 * @param command the command to run, or {@code null} if there is nothing to run
 * @param properties the properties, for Spring
 * @param exitCode the exit code if there is nothing to run
 */
record Tool(@Nullable ToolCommand command, String[] properties, int exitCode) {

	static final int OK = 0;

	static final int FAILED = 1;

	static final int USAGE = 2;

	static final int NOT_SIGNED_IN = 3;

	static final int PERSON_NEEDED = 4;

	/**
	 * Parses a command line, and answers at once what needs no application: help, the
	 * version, the completion script, and wrong arguments.
	 */
	static Tool parse(String[] args, PrintStream output, PrintStream errors) {
		String[] properties = Arrays.stream(args).filter(Tool::isProperty).toArray(String[]::new);
		String[] words = Arrays.stream(args).filter((arg) -> !isProperty(arg)).toArray(String[]::new);
		CommandLine commandLine = newCommandLine();
		commandLine.setOut(writer(output)).setErr(writer(errors));
		try {
			ParseResult parsed = commandLine.parseArgs(words);
			Integer helped = CommandLine.executeHelpRequest(parsed);
			if (helped != null) {
				return new Tool(null, properties, helped);
			}
			List<CommandLine> commands = parsed.asCommandLineList();
			CommandLine last = commands.get(commands.size() - 1);
			if (last.getCommand() instanceof Runnable completion) {
				completion.run();
				return new Tool(null, properties, OK);
			}
			return new Tool(last.getCommand(), properties, OK);
		}
		catch (ParameterException ex) {
			commandLine.getErr().println(ex.getMessage());
			ex.getCommandLine().usage(commandLine.getErr());
			return new Tool(null, properties, USAGE);
		}
	}

	private static CommandLine newCommandLine() {
		return new CommandLine(new CallApiTwice()).addSubcommand(new Whoami())
			.addSubcommand(new CallApi())
			.addSubcommand(new ShowToken())
			.addSubcommand(new Doctor())
			.addSubcommand(new SignOut())
			.addSubcommand(new GenerateCompletion());
	}

	private static PrintWriter writer(PrintStream stream) {
		return new PrintWriter(stream, true, StandardCharsets.UTF_8);
	}

	static boolean isProperty(String arg) {
		return arg.startsWith("--") && arg.split("=", 2)[0].contains(".");
	}

	/**
	 * Runs the command. A failure is explained on the standard error stream.
	 * @return the exit code
	 */
	int run(ApplicationContext context, PrintStream output) {
		ToolCommand run = this.command;
		if (run == null) {
			return this.exitCode;
		}
		try {
			return run.run(context, output);
		}
		catch (IwaInteractionRequiredException ex) {
			System.err.println(ex.code().id() + ": " + ex.getMessage());
			return PERSON_NEEDED;
		}
		catch (IwaException ex) {
			System.err.println(ex.code().id() + ": " + ex.getMessage());
			return NOT_SIGNED_IN;
		}
		catch (WebClientResponseException ex) {
			System.err.println(ex.getMessage());
			System.err.print(ex.getResponseBodyAsString(StandardCharsets.UTF_8));
			return FAILED;
		}
		catch (WebClientRequestException ex) {
			// a time-out has no message, but its type says it
			System.err.println(ex.getMethod() + " " + ex.getUri() + ": " + ex.getMostSpecificCause());
			return FAILED;
		}
	}

}
