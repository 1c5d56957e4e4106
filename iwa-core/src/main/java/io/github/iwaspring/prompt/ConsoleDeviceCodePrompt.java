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

package io.github.iwaspring.prompt;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

import io.github.iwaspring.IwaDeviceCode;
import io.github.iwaspring.IwaDeviceCodePrompt;
import org.jspecify.annotations.Nullable;

/**
 * Writes a device code to the standard error stream, because the standard output may feed
 * another program, and counts down the remaining time: in one line on a terminal,
 * otherwise with a line per minute. Opens no browser.
 */
public final class ConsoleDeviceCodePrompt implements IwaDeviceCodePrompt {

	private final Supplier<PrintStream> output;

	private final boolean terminal;

	private final InstantSource clock;

	private @Nullable Thread countdown;

	/**
	 * Creates the prompt.
	 * @param clock the clock for the remaining time
	 */
	public ConsoleDeviceCodePrompt(InstantSource clock) {
		this(() -> System.err, isTerminal(System.console()), clock);
	}

	ConsoleDeviceCodePrompt(Supplier<PrintStream> output, boolean terminal, InstantSource clock) {
		this.output = output;
		this.terminal = terminal;
		this.clock = clock;
	}

	@Override
	public synchronized void show(IwaDeviceCode code) {
		String whom = (code.username() != null) ? code.username() : "you";
		PrintStream out = this.output.get();
		out.println();
		out.println("The application " + code.clientId() + " asks " + whom + " to sign in to " + code.tenant() + ".");
		out.println("If you started it, open " + code.verificationUri() + " in a browser and enter the code "
				+ code.userCode());
		Thread thread = new Thread(() -> count(code), "iwa-device-code");
		thread.setDaemon(true);
		this.countdown = thread;
		thread.start();
	}

	@Override
	public synchronized void ended(IwaDeviceCode code) {
		Thread thread = this.countdown;
		this.countdown = null;
		if (thread != null) {
			thread.interrupt();
		}
	}

	private void count(IwaDeviceCode code) {
		PrintStream out = this.output.get();
		try {
			for (Duration left = left(code); !left.isNegative() && !left.isZero(); left = left(code)) {
				out.print(line(left));
				out.flush();
				Thread.sleep(untilNext(left).toMillis());
			}
		}
		catch (InterruptedException ended) {
			Thread.currentThread().interrupt();
		}
		if (this.terminal) {
			out.println();
		}
	}

	String line(Duration left) {
		long seconds = left.toSeconds();
		if (this.terminal) {
			return "\r%d:%02d left ".formatted(seconds / 60, seconds % 60);
		}
		long minutes = (seconds + 59) / 60;
		return ((minutes > 1) ? minutes + " minutes left" : "less than a minute left") + System.lineSeparator();
	}

	/**
	 * The time until the next line: until the full second on a terminal, otherwise until
	 * the full minute.
	 */
	Duration untilNext(Duration left) {
		long step = this.terminal ? 1000 : 60_000;
		long rest = left.toMillis() % step;
		return Duration.ofMillis((rest > 0) ? rest : step);
	}

	private Duration left(IwaDeviceCode code) {
		return Duration.between(this.clock.instant(), code.expiresAt());
	}

	/**
	 * Whether the console is a terminal. Up to JDK 21 there is a console only on a
	 * terminal; since JDK 22 the console has a method for it.
	 */
	private static boolean isTerminal(@Nullable Console console) {
		if (console == null) {
			return false;
		}
		try {
			return (boolean) Console.class.getMethod("isTerminal").invoke(console);
		}
		catch (NoSuchMethodException before22) {
			return true;
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			return false;
		}
	}

}
