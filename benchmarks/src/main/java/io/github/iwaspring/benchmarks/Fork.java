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

package io.github.iwaspring.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A program in a separate JVM with the class path of this one. It prints reports as lines
 * that begin with {@value #MARK}; all other lines are its log. It ends at the latest when
 * this JVM exits.
 */
final class Fork implements AutoCloseable {

	/**
	 * The prefix of a report line.
	 */
	static final String MARK = "> ";

	private static final Set<Process> LIVING = ConcurrentHashMap.newKeySet();

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> LIVING.forEach(Process::destroyForcibly)));
	}

	private final long startedAt = System.nanoTime();

	private final Process process;

	private final BlockingQueue<Line> reports = new LinkedBlockingQueue<>();

	private final List<String> log = new CopyOnWriteArrayList<>();

	private final Thread reader;

	private Fork(Process process) {
		this.process = process;
		LIVING.add(process);
		this.reader = new Thread(this::read, "fork-" + process.pid());
		this.reader.setDaemon(true);
		this.reader.start();
	}

	/**
	 * Starts a program without JVM options.
	 */
	static Fork start(Class<?> main, String... arguments) {
		return start(List.of(), main, arguments);
	}

	/**
	 * Starts a program.
	 * @param options the options of its JVM
	 */
	static Fork start(List<String> options, Class<?> main, String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(Arrays.asList(arguments));
		try {
			return new Fork(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("A process could not be started", ex);
		}
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				if (line.startsWith(MARK)) {
					this.reports.add(new Line(line.substring(MARK.length()).split(" "), System.nanoTime()));
				}
				else {
					this.log.add(line);
				}
			}
		}
		catch (IOException killed) {
			// a killed process cannot complete its output
		}
	}

	/**
	 * Waits for a report line.
	 * @throws IllegalStateException if there is none within the timeout
	 */
	Line await(Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		Line line = this.reports.poll(10, TimeUnit.MILLISECONDS);
		while (line == null && System.nanoTime() < deadline && this.reader.isAlive()) {
			line = this.reports.poll(10, TimeUnit.MILLISECONDS);
		}
		line = (line != null) ? line : this.reports.poll();
		if (line == null) {
			throw new IllegalStateException("The program sent no report. Its log is: " + this.log);
		}
		return line;
	}

	/**
	 * Returns the next report line, or {@code null} if there is none yet.
	 */
	@Nullable Line poll() {
		return this.reports.poll();
	}

	/**
	 * Returns the warnings and errors in the log.
	 */
	List<String> warnings() {
		return this.log.stream().filter((line) -> line.startsWith("WARN") || line.startsWith("ERROR")).toList();
	}

	/**
	 * Returns the time from the start of the program to a report line.
	 */
	Duration sinceStart(Line line) {
		return Duration.ofNanos(line.at() - this.startedAt);
	}

	/**
	 * Waits for at most a timeout until the program has ended.
	 */
	void join(Duration timeout) throws InterruptedException {
		this.process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Kills the program without a shutdown and reads the rest of its output.
	 */
	@Override
	public void close() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
		this.reader.join(TimeUnit.SECONDS.toMillis(5));
		LIVING.remove(this.process);
	}

	/**
	 * A report line.
	 *
	 * @param words its words
	 * @param at the time of its arrival ({@code System.nanoTime()})
	 */
	record Line(String[] words, long at) {

		String word(int index) {
			return this.words[index];
		}

		long number(int index) {
			return Long.parseLong(this.words[index]);
		}

	}

}
