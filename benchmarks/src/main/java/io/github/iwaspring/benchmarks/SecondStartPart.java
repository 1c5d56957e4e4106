package io.github.iwaspring.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.iwaspring.benchmarks.Fork.Line;
import io.github.iwaspring.test.EmbeddedDirectory;

/**
 * A program that is started again, with its tokens in a file, or forgotten.
 */
final class SecondStartPart implements Part {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@Override
	public String name() {
		return "second-start";
	}

	@Override
	public Section run(Effort effort) throws Exception {
		List<Start> first = new ArrayList<>();
		List<Start> second = new ArrayList<>();
		List<Start> forgetful = new ArrayList<>();
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			for (int run = 0; run < effort.starts(); run++) {
				try (Scratch scratch = new Scratch()) {
					first.add(start(directory, scratch.arguments()));
					second.add(start(directory, scratch.arguments()));
				}
				forgetful.add(start(directory, List.of()));
			}
		}
		return section(first, second, forgetful, effort);
	}

	private static Start start(EmbeddedDirectory directory, List<String> more)
			throws InterruptedException, IOException {
		directory.log().clear();
		try (Fork fork = Fork.start(TokenMain.class,
				Stream.concat(Stream.of(directory.arguments()), more.stream()).toArray(String[]::new))) {
			Line line = fork.await(PATIENCE);
			fork.join(PATIENCE);
			return new Start(line.word(0), fork.sinceStart(line).toNanos(), line.number(1) * 1000,
					directory.log().requests().size(), fork.warnings());
		}
	}

	private static Section section(List<Start> first, List<Start> second, List<Start> forgetful, Effort effort) {
		Table table = Table.of("a start", "source of the token", "requests", "`getToken()`",
				"from the process's start");
		row(table, "the first, with a file", first);
		row(table, "the second, with a file", second);
		row(table, "any, in memory", forgetful);
		long requests = second.stream().mapToLong(Start::requests).max().orElse(-1);
		long said = Stream.of(first, second, forgetful)
			.flatMap(List::stream)
			.filter((start) -> !start.warnings().isEmpty())
			.count();
		return new Section("A second start",
				"A program is started, gets a token and ends: the median of "
						+ effort.starts() + " starts. With `iwa.token-cache.type=file` the next start finds the token.",
				List.of(table),
				List.of(new Finding("Requests of a second start, with a file", "none", String.valueOf(requests),
						requests == 0),
						new Finding("Starts that logged a warning", "none", String.valueOf(said), said == 0)),
				"A second start needs " + requests + " requests and gets its token in "
						+ Figures.time(median(second, false)) + " instead of " + Figures.time(median(first, false))
						+ "; from the start of the process that is " + Figures.time(median(second, true))
						+ " instead of " + Figures.time(median(first, true)) + ".");
	}

	private static void row(Table table, String what, List<Start> starts) {
		table.row(what, String.join(", ", starts.stream().map(Start::source).distinct().toList()),
				String.join(", ", starts.stream().map((start) -> String.valueOf(start.requests())).distinct().toList()),
				Figures.time(median(starts, false)), Figures.time(median(starts, true)));
	}

	private static double median(List<Start> starts, boolean whole) {
		return Figures.median(starts.stream().mapToLong(whole ? Start::sinceStart : Start::waited));
	}

	/**
	 * One start.
	 *
	 * @param source where the token came from
	 * @param sinceStart from the start of the process to the token, in nanoseconds
	 * @param waited the call alone, in nanoseconds
	 * @param requests what reached the directory
	 * @param warnings what it warned of
	 */
	private record Start(String source, long sinceStart, long waited, int requests, List<String> warnings) {

	}

}
