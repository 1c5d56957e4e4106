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
 * A program in a JVM of its own, with the class path of this one. It reports by lines
 * that begin with {@value #MARK}; the others are what it logs. It ends with this JVM at
 * the latest.
 */
final class Fork implements AutoCloseable {

	/**
	 * What a line of a report begins with.
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
	 * Starts a program with the options that JVMs have by default.
	 */
	static Fork start(Class<?> main, String... arguments) {
		return start(List.of(), main, arguments);
	}

	/**
	 * Starts a program.
	 * @param options options of its JVM
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
			throw new UncheckedIOException("No process could be started", ex);
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
			// what a process was about to say when it was killed is lost
		}
	}

	/**
	 * Waits for a report.
	 * @throws IllegalStateException if none comes
	 */
	Line await(Duration patience) throws InterruptedException {
		long deadline = System.nanoTime() + patience.toNanos();
		Line line = this.reports.poll(10, TimeUnit.MILLISECONDS);
		while (line == null && System.nanoTime() < deadline && this.reader.isAlive()) {
			line = this.reports.poll(10, TimeUnit.MILLISECONDS);
		}
		line = (line != null) ? line : this.reports.poll();
		if (line == null) {
			throw new IllegalStateException("The program said nothing but: " + log());
		}
		return line;
	}

	/**
	 * Takes a report that is there.
	 */
	@Nullable Line poll() {
		return this.reports.poll();
	}

	/**
	 * What the program has logged.
	 */
	List<String> log() {
		return List.copyOf(this.log);
	}

	/**
	 * How long ago the program was started when it reported something.
	 */
	Duration sinceStart(Line line) {
		return Duration.ofNanos(line.at() - this.startedAt);
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Waits until the program has ended by itself.
	 */
	void join(Duration patience) throws InterruptedException {
		this.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Kills the program, which has no time to tidy up, and reads what it has said.
	 */
	@Override
	public void close() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
		this.reader.join(TimeUnit.SECONDS.toMillis(5));
		LIVING.remove(this.process);
	}

	/**
	 * A line of a report.
	 *
	 * @param words its words
	 * @param at when it came, in nanoseconds
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
