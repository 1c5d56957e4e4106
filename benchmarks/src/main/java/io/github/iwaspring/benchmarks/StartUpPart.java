package io.github.iwaspring.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.benchmarks.Fork.Line;
import io.github.iwaspring.test.EmbeddedIwa;

/**
 * The start of an application, and what the starter's own beans take of it.
 */
final class StartUpPart implements Part {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final double MAX_NANOS = 30e6;

	@Override
	public String name() {
		return "start-up";
	}

	@Override
	public Section run(Effort effort) throws Exception {
		List<Start> starts = new ArrayList<>();
		try (EmbeddedIwa directory = EmbeddedIwa.start()) {
			for (int run = 0; run < effort.starts(); run++) {
				starts.add(start(directory));
			}
		}
		return section(starts, effort);
	}

	private static Start start(EmbeddedIwa directory) throws InterruptedException {
		Map<String, Long> beans = new HashMap<>();
		try (Fork fork = Fork.start(StartUpMain.class, directory.arguments())) {
			Line line = fork.await(PATIENCE);
			for (; !"total".equals(line.word(0)); line = fork.await(PATIENCE)) {
				beans.merge(line.word(0), line.number(1) * 1000, Long::sum);
			}
			fork.join(PATIENCE);
			return new Start(line.number(1) * 1000, beans);
		}
	}

	private static Section section(List<Start> starts, Effort effort) {
		double own = Figures.median(starts.stream().mapToLong(Start::own));
		double all = Figures.median(starts.stream().mapToLong(Start::all));
		double total = Figures.median(starts.stream().mapToLong(Start::total));
		Table table = Table.of("bean", "creation");
		List<String> names = starts.stream()
			.flatMap((start) -> start.beans().keySet().stream())
			.filter(StartUpPart::isOwn)
			.distinct()
			.sorted(Comparator.comparingDouble((String bean) -> -median(starts, bean)))
			.toList();
		names.forEach((bean) -> table.row("`" + simple(bean) + "`", Figures.time(median(starts, bean))));
		table.row("all of the starter", Figures.time(own))
			.row("all of the application", Figures.time(all))
			.row("the whole start, `main` to the end of `run`", Figures.time(total));
		return new Section("The start of an application",
				"An application like the sample, with a `WebClient` and the token service injected, started "
						+ effort.starts()
						+ " times in a process of its own: medians of Spring's own record of the start"
						+ " (`ApplicationStartup`). Beans that a bean asks for are not part of its time.",
				List.of(table),
				List.of(new Finding("Creation of the starter's own beans", "at most 30 ms", Figures.time(own),
						own <= MAX_NANOS)),
				"The starter's own beans take " + Figures.time(own) + " of a start of " + Figures.time(total) + ".");
	}

	private static double median(List<Start> starts, String bean) {
		return Figures.median(starts.stream().mapToLong((start) -> start.beans().getOrDefault(bean, 0L)));
	}

	private static boolean isOwn(String bean) {
		return bean.startsWith("iwa") || bean.startsWith("io.github.iwaspring.autoconfigure.");
	}

	private static String simple(String bean) {
		return bean.substring(bean.lastIndexOf('.') + 1);
	}

	/**
	 * One start.
	 *
	 * @param total the whole, in nanoseconds
	 * @param beans the creation of each bean, in nanoseconds
	 */
	private record Start(long total, Map<String, Long> beans) {

		long all() {
			return this.beans.values().stream().mapToLong(Long::longValue).sum();
		}

		long own() {
			return this.beans.entrySet()
				.stream()
				.filter((bean) -> isOwn(bean.getKey()))
				.mapToLong(Map.Entry::getValue)
				.sum();
		}

	}

}
