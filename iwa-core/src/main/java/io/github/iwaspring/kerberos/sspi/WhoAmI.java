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

package io.github.iwaspring.kerberos.sspi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds the user principal name by {@code whoami /upn}, which asks the domain for the
 * user of the process. The program is run from the system folder, never from the path,
 * and is ended after two seconds. If there is no name, the reason is logged at DEBUG,
 * without the program's output.
 */
final class WhoAmI {

	private static final Log logger = LogFactory.getLog(WhoAmI.class);

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private static final int MAX_OUTPUT = 1024;

	private static final int UTF_8 = 65001;

	private static final Pattern NAME = Pattern
		.compile("[^\\s\\p{Cntrl}@\\\\/\"\\[\\]:;|=,+*?<>]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*");

	private final List<String> command;

	private final Duration limit;

	private final Supplier<Charset> charset;

	WhoAmI(List<String> command, Duration limit, Supplier<Charset> charset) {
		this.command = command;
		this.limit = limit;
		this.charset = charset;
	}

	static WhoAmI ofWindows(IntSupplier codePage) {
		return new WhoAmI(command(System.getenv("SystemRoot")), LIMIT, () -> charset(codePage.getAsInt()));
	}

	/**
	 * Returns the command of the program in the system folder, empty if the folder is
	 * unknown.
	 */
	static List<String> command(@Nullable String systemRoot) {
		try {
			return (systemRoot != null && Path.of(systemRoot).isAbsolute())
					? List.of(Path.of(systemRoot, "System32", "whoami.exe").toString(), "/upn") : List.of();
		}
		catch (InvalidPathException noFolder) {
			return List.of();
		}
	}

	/**
	 * Runs the program.
	 * @return the name, or {@code null} if there is none (a local account) or it was not
	 * found in time
	 */
	@Nullable String userPrincipalName() {
		if (this.command.isEmpty()) {
			return unknown("the environment variable SystemRoot is not an absolute path");
		}
		try {
			Process process = new ProcessBuilder(this.command).redirectErrorStream(true).start();
			try {
				process.getOutputStream().close();
				return ask(process);
			}
			finally {
				process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return unknown("the thread was interrupted");
		}
		catch (TimeoutException ex) {
			return unknown("it took longer than " + this.limit.toMillis() + " ms");
		}
		catch (CharacterCodingException ex) {
			return unknown("its output is not in the code page of the console");
		}
		catch (IOException | ExecutionException ex) {
			return unknown("it could not be run or read (" + ex.getClass().getSimpleName() + ")");
		}
	}

	private @Nullable String ask(Process process)
			throws InterruptedException, ExecutionException, TimeoutException, CharacterCodingException {
		long deadline = System.nanoTime() + this.limit.toNanos();
		FutureTask<byte[]> output = new FutureTask<>(() -> read(process.getInputStream()));
		Thread reader = new Thread(output, "iwa-whoami");
		reader.setDaemon(true);
		reader.start();
		byte[] bytes = output.get(this.limit.toNanos(), TimeUnit.NANOSECONDS);
		if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
			throw new TimeoutException();
		}
		if (bytes.length > MAX_OUTPUT) {
			return unknown("its output is longer than " + MAX_OUTPUT + " bytes");
		}
		if (process.exitValue() != 0) {
			return unknown("it ended with exit code " + process.exitValue());
		}
		String line = this.charset.get().newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		String name = line.replaceFirst("\\r?\\n$", "");
		return NAME.matcher(name).matches() ? name : unknown("its output is not one user principal name");
	}

	/**
	 * Returns the character set of a code page.
	 * <p>
	 * A console program that writes to a pipe encodes its output by the code page of its
	 * console, which it shares with this process, or without a console by the system's
	 * OEM code page. No property of the JVM has that one: {@code native.encoding} is the
	 * ANSI code page, and {@code stdout.encoding} is the console's only while this
	 * process itself writes to the console.
	 * @return the character set, or ASCII if Java does not know the code page: most names
	 * are ASCII in every code page, and for the others no name is better than a wrong one
	 */
	static Charset charset(int codePage) {
		if (codePage == UTF_8) {
			return StandardCharsets.UTF_8;
		}
		return Stream.of("MS", "windows-", "IBM", "CP")
			.map((prefix) -> prefix + codePage)
			.filter(Charset::isSupported)
			.findFirst()
			.map(Charset::forName)
			.orElseGet(() -> {
				logger.debug("Java does not know the console's code page " + codePage + ". It is read as ASCII.");
				return StandardCharsets.US_ASCII;
			});
	}

	private static @Nullable String unknown(String reason) {
		logger.debug("whoami /upn returned no user principal name: " + reason + ".");
		return null;
	}

	private static byte[] read(InputStream output) throws IOException {
		try (output) {
			return output.readNBytes(MAX_OUTPUT + 1);
		}
	}

}
