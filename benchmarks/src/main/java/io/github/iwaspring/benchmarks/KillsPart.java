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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.benchmarks.Fork.Line;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;

/**
 * Processes that share a cache file, write it continuously and are killed at random
 * moments.
 */
final class KillsPart implements Part {

	private static final String KILLED = "killed";

	private static final int AT_A_TIME = 3;

	private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(5);

	private static final Duration BOUND = Duration.ofSeconds(10);

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private static final long LONGEST_LIFE_MILLIS = 1000;

	private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

	@Override
	public String name() {
		return "kills";
	}

	@Override
	public Section run(Effort effort) throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start((options) -> options.tokenLifetime(TOKEN_LIFETIME));
				Scratch scratch = new Scratch()) {
			String[] arguments = Stream
				.of(Stream.of(directory.arguments()), scratch.arguments().stream(),
						Stream.of("--iwa.token.acquire-timeout=" + BOUND.toSeconds() + "s"))
				.flatMap((some) -> some)
				.toArray(String[]::new);
			Collection<Life> lives = killAll(effort.kills(), arguments);
			int signIns = directory.log().requests(Hop.WS_TRUST).size();
			Life last;
			try (Fork survivor = Fork.start(TokenMain.class, arguments)) {
				Line line = survivor.await(TIMEOUT);
				survivor.join(TIMEOUT);
				last = new Life(List.of(new Call(line.word(0), line.number(1) / 1000)), survivor.warnings());
			}
			return section(lives, last, signIns, effort);
		}
	}

	private static Collection<Life> killAll(int kills, String[] arguments) throws Exception {
		Collection<Life> lives = new ConcurrentLinkedQueue<>();
		ExecutorService killers = Executors.newFixedThreadPool(AT_A_TIME);
		try {
			List<Future<Boolean>> all = new ArrayList<>();
			for (int kill = 0; kill < kills; kill++) {
				all.add(killers.submit(() -> lives.add(live(arguments))));
			}
			for (Future<Boolean> each : all) {
				each.get();
			}
		}
		finally {
			killers.shutdownNow();
		}
		return lives;
	}

	/**
	 * Starts a process and kills it at a random moment after it is ready. Half of the
	 * processes get their first token before, so that slow machines write the file too.
	 */
	private static Life live(String[] arguments) throws InterruptedException {
		List<Call> calls = new ArrayList<>();
		Fork fork = Fork.start(OPTIONS, BusyMain.class, arguments);
		long lastAt;
		try (fork) {
			lastAt = fork.await(TIMEOUT).at();
			if (ThreadLocalRandom.current().nextBoolean()) {
				lastAt = add(fork.await(TIMEOUT), calls);
			}
			// kill it at any moment of its work
			Thread.sleep(ThreadLocalRandom.current().nextLong(LONGEST_LIFE_MILLIS));
		}
		long killed = System.nanoTime();
		for (Line line = fork.poll(); line != null; line = fork.poll()) {
			lastAt = add(line, calls);
		}
		calls.add(new Call(KILLED, TimeUnit.NANOSECONDS.toMillis(Math.max(0, killed - lastAt))));
		return new Life(calls, fork.warnings());
	}

	private static long add(Line line, List<Call> calls) {
		calls.add(new Call(line.word(0), line.number(1)));
		return line.at();
	}

	private static Section section(Collection<Life> lives, Life last, int signIns, Effort effort) {
		List<Call> calls = lives.stream().flatMap((life) -> life.calls().stream()).toList();
		long firstTokens = lives.stream().filter((life) -> life.calls().size() > 1).count();
		long failed = calls.stream().filter((call) -> !call.isToken() && !KILLED.equals(call.result())).count();
		long longest = calls.stream().mapToLong(Call::millis).max().orElse(-1);
		List<String> warnings = Stream.concat(lives.stream(), Stream.of(last))
			.flatMap((life) -> life.warnings().stream())
			.toList();
		int unnecessary = Math.max(0, signIns - 1);
		Table table = Table.of("what", "count")
			.row("processes killed, " + AT_A_TIME + " at a time", Figures.count(lives.size()))
			.row("processes that had a token before they were killed", Figures.count(firstTokens))
			.row("tokens, each written to the file", Figures.count(calls.stream().filter(Call::isToken).count()))
			.row("calls that failed", Figures.count(failed))
			.row("sign-ins", Figures.count(signIns))
			.row("warnings in the logs", Figures.count(warnings.size()))
			.row("longest call", longest + " ms");
		boolean damaged = warnings.stream().anyMatch((warning) -> warning.contains("damaged"))
				|| !last.calls().get(0).isToken();
		return new Section("Killed processes", Figures.count(effort.kills()) + " processes, " + AT_A_TIME
				+ " at a time, share one cache file and renew their token without a pause. Each process is killed within a"
				+ " second after it is ready or after its first token. At the end, one more process uses the file and is not"
				+ " killed.", List.of(table),
				List.of(new Target("Damaged caches", "none", damaged ? "some" : "none", !damaged),
						new Target("Token of the last process", "from the file", last.calls().get(0).result(),
								last.calls().get(0).isFromFile()),
						new Target("Warnings in the logs", "none", Figures.count(warnings.size()), warnings.isEmpty()),
						new Target("Calls that failed", "none", Figures.count(failed), failed == 0),
						new Target("Longest call", "at most " + BOUND.toSeconds() + " s, the configured timeout",
								longest + " ms", longest <= BOUND.toMillis()),
						new Target("Unnecessary sign-ins", "at most one for each killed process: " + lives.size(),
								String.valueOf(unnecessary), unnecessary <= lives.size())),
				"After " + Figures.count(lives.size()) + " killed processes, the cache was "
						+ (damaged ? "damaged" : "intact") + ". Sign-ins after the first one: " + unnecessary
						+ ". Longest call: " + longest + " ms.");
	}

	/**
	 * The run of a process.
	 *
	 * @param calls its calls
	 * @param warnings the warnings in its log
	 */
	private record Life(List<Call> calls, List<String> warnings) {

	}

	/**
	 * A call.
	 *
	 * @param result the source of its token, or the error code
	 * @param millis its time in milliseconds
	 */
	private record Call(String result, long millis) {

		boolean isToken() {
			return Stream.of(Source.values()).anyMatch((source) -> source.name().equals(this.result));
		}

		boolean isFromFile() {
			return Source.CACHE.name().equals(this.result) || Source.REFRESH.name().equals(this.result);
		}

	}

}
