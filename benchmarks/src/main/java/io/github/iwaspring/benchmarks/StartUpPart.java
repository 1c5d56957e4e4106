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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.iwaspring.benchmarks.Fork.Line;
import io.github.iwaspring.test.EmbeddedDirectory;

/**
 * The start of an application and the share of the starter's beans.
 */
final class StartUpPart implements Part {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private static final Set<String> CLIENT = Set.of("iwaWebClient", "iwaClientHttpConnector");

	private static final Set<String> PLAIN_CLIENT = Set.of("startUpMain.PlainCaller", "clientHttpConnector");

	/**
	 * Enough metaspace and young generation for the whole start. A garbage collection
	 * would count for the bean that is created at that moment.
	 */
	private static final List<String> OPTIONS = List.of("-XX:MetaspaceSize=128m", "-Xmn256m");

	/**
	 * The same options with those of Boot's plugins for Maven and Gradle, which switch
	 * off the optimizing compiler to start faster.
	 */
	private static final List<String> LAUNCHED = Stream.concat(OPTIONS.stream(), Stream.of("-XX:TieredStopAtLevel=1"))
		.toList();

	@Override
	public String name() {
		return "start-up";
	}

	@Override
	public Section run(Effort effort) throws Exception {
		List<Start> starts = new ArrayList<>();
		List<Start> launched = new ArrayList<>();
		List<Start> plain = new ArrayList<>();
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			for (int run = 0; run < effort.starts(); run++) {
				starts.add(start(directory, OPTIONS, true));
				launched.add(start(directory, LAUNCHED, true));
				plain.add(start(directory, OPTIONS, false));
			}
		}
		return section(starts, launched, plain, effort);
	}

	private static Start start(EmbeddedDirectory directory, List<String> options, boolean enabled)
			throws InterruptedException {
		Map<String, Long> beans = new HashMap<>();
		String[] arguments = Stream.concat(Stream.of(directory.arguments()), Stream.of("--iwa.enabled=" + enabled))
			.toArray(String[]::new);
		try (Fork fork = Fork.start(options, StartUpMain.class, arguments)) {
			Line line = fork.await(TIMEOUT);
			for (; !"total".equals(line.word(0)); line = fork.await(TIMEOUT)) {
				beans.merge(line.word(0), TimeUnit.MICROSECONDS.toNanos(line.number(1)), Long::sum);
			}
			fork.join(TIMEOUT);
			return new Start(TimeUnit.MICROSECONDS.toNanos(line.number(1)), beans);
		}
	}

	private static Section section(List<Start> starts, List<Start> launched, List<Start> plain, Effort effort) {
		Table table = Table.of("bean", "by `java`", "launched");
		starts.stream()
			.flatMap((start) -> start.beans().keySet().stream())
			.filter(StartUpPart::isOfStarter)
			.distinct()
			.sorted(Comparator.comparingDouble((String bean) -> -median(starts, bean::equals)))
			.forEach((bean) -> table.row("`" + simple(bean) + "`", Figures.time(median(starts, bean::equals)),
					Figures.time(median(launched, bean::equals))));
		double own = median(starts, StartUpPart::isOfStarter);
		double quick = median(launched, StartUpPart::isOfStarter);
		double client = median(starts, CLIENT::contains);
		double plainClient = median(plain, PLAIN_CLIENT::contains);
		double total = total(starts);
		Table whole = Table.of("", "by `java`", "launched", "without the starter")
			.row("the starter's beans", Figures.time(own), Figures.time(quick), "")
			.row("a `WebClient` and its transport", Figures.time(client),
					Figures.time(median(launched, CLIENT::contains)), Figures.time(plainClient))
			.row("all beans", Figures.time(median(starts, (bean) -> true)),
					Figures.time(median(launched, (bean) -> true)), Figures.time(median(plain, (bean) -> true)))
			.row("the whole start", Figures.time(total), Figures.time(total(launched)), Figures.time(total(plain)));
		return new Section("The start of an application",
				"An application like the sample, with an injected `WebClient` and token service, is started "
						+ effort.starts()
						+ " times, each time in a new process. So is one with `iwa.enabled=false`, which"
						+ " builds its own `WebClient`. The times are medians, as recorded by Spring's `ApplicationStartup`. The"
						+ " options `-XX:MetaspaceSize=128m -Xmn256m` avoid garbage collections during the start. \"Launched\""
						+ " adds `-XX:TieredStopAtLevel=1`, as Boot's plugins for Maven and Gradle do: without it, the optimizing"
						+ " compiler competes with the start on a machine with two processors. The time of a bean does not include"
						+ " the beans that it depends on. A client and its transport do not count as the starter's beans, because"
						+ " both applications have them.",
				List.of(whole, table), List.of(),
				"The starter's beans take " + Figures.time(own) + " of a start of " + Figures.time(total) + ", or "
						+ Figures.time(quick) + " of " + Figures.time(total(launched))
						+ " without the optimizing compiler. A client and its transport take " + Figures.time(client)
						+ " with the starter and " + Figures.time(plainClient) + " without it.");
	}

	private static double median(List<Start> starts, Predicate<String> beans) {
		return Figures.median(starts.stream().mapToLong((start) -> start.creation(beans)));
	}

	private static double total(List<Start> starts) {
		return Figures.median(starts.stream().mapToLong(Start::total));
	}

	private static boolean isOfStarter(String bean) {
		return !CLIENT.contains(bean)
				&& (bean.startsWith("iwa") || bean.startsWith("io.github.iwaspring.autoconfigure."));
	}

	private static String simple(String bean) {
		return bean.substring(bean.lastIndexOf('.') + 1);
	}

	/**
	 * One start.
	 *
	 * @param total the time of the whole start, in nanoseconds
	 * @param beans the creation time of each bean, in nanoseconds
	 */
	private record Start(long total, Map<String, Long> beans) {

		long creation(Predicate<String> which) {
			return this.beans.entrySet()
				.stream()
				.filter((bean) -> which.test(bean.getKey()))
				.mapToLong(Map.Entry::getValue)
				.sum();
		}

	}

}
