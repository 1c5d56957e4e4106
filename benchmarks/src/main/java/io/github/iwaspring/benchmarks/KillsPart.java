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
 * Processes that share a cache of tokens, write it all the time, and are killed at random
 * moments.
 */
final class KillsPart implements Part {

	private static final String KILLED = "killed";

	private static final int AT_A_TIME = 3;

	private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(5);

	private static final Duration BOUND = Duration.ofSeconds(10);

	private static final Duration PATIENCE = Duration.ofMinutes(1);

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
				Line line = survivor.await(PATIENCE);
				survivor.join(PATIENCE);
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
	 * Starts a process and kills it: at a random moment after it has begun to work, or
	 * after its first token, so that slow machines come to write, too.
	 */
	private static Life live(String[] arguments) throws InterruptedException {
		List<Call> calls = new ArrayList<>();
		Fork fork = Fork.start(OPTIONS, BusyMain.class, arguments);
		long lastAt;
		try (fork) {
			lastAt = fork.await(PATIENCE).at();
			if (ThreadLocalRandom.current().nextBoolean()) {
				lastAt = add(fork.await(PATIENCE), calls);
			}
			// whatever it does at that moment
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
		int needless = Math.max(0, signIns - 1);
		Table table = Table.of("what", "count")
			.row("processes killed, " + AT_A_TIME + " at a time", Figures.count(lives.size()))
			.row("of them with a token before they were killed", Figures.count(firstTokens))
			.row("tokens, each of them written to the file",
					Figures.count(calls.stream().filter(Call::isToken).count()))
			.row("calls that failed", Figures.count(failed))
			.row("sign-ins", Figures.count(signIns))
			.row("warnings in the logs", Figures.count(warnings.size()))
			.row("longest call", longest + " ms");
		boolean damaged = warnings.stream().anyMatch((warning) -> warning.contains("damaged"))
				|| !last.calls().get(0).isToken();
		return new Section("Killed processes", Figures.count(effort.kills()) + " processes, " + AT_A_TIME
				+ " at a time, share one cache file and"
				+ " renew their token without pause; each is killed within a second after it has begun, or after its first token."
				+ " At the end one more process, which nobody kills, uses the file.", List.of(table),
				List.of(new Finding("Damaged caches", "none", damaged ? "some" : "none", !damaged),
						new Finding("Token of the process at the end", "from the file", last.calls().get(0).result(),
								last.calls().get(0).isFromFile()),
						new Finding("Warnings of all processes", "none", Figures.count(warnings.size()),
								warnings.isEmpty()),
						new Finding("Calls that failed", "none", Figures.count(failed), failed == 0),
						new Finding("The longest wait", "at most " + BOUND.toSeconds() + " s, the bound that was set",
								longest + " ms", longest <= BOUND.toMillis()),
						new Finding("Needless sign-ins", "at most one per kill: " + lives.size(),
								String.valueOf(needless), needless <= lives.size())),
				"After " + Figures.count(lives.size()) + " killed processes the cache "
						+ (damaged ? "was damaged" : "was whole") + "; beside the first sign-in there were " + needless
						+ ", and no call took longer than " + longest + " ms.");
	}

	/**
	 * What a process did.
	 *
	 * @param calls its calls
	 * @param warnings what it warned of
	 */
	private record Life(List<Call> calls, List<String> warnings) {

	}

	/**
	 * A call.
	 *
	 * @param result the source of its token, or why there was none
	 * @param millis how long it took
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
