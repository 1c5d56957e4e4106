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

import java.util.Collection;
import java.util.List;

import io.github.iwaspring.benchmarks.WarmResults.Warm;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Calls with a cached token, measured by JMH: time and allocation, with one and two
 * threads.
 */
final class WarmPart implements Part {

	private static final String STARTER = "TokenBenchmark.starter";

	private static final String MSAL4J = "TokenBenchmark.msal4j";

	private static final String MACHINE = "TokenBenchmark.machine";

	private static final String PLAIN = "RequestBenchmark.plain";

	private static final String FILTERED = "RequestBenchmark.starter";

	private static final int REQUEST_WARM_UPS = 3;

	private static final double MAX_NANOS = 100;

	private static final double MAX_BYTES = 64;

	private static final double MIN_RATIO = 100;

	private static final double MAX_FILTER_NANOS = 1000;

	@Override
	public String name() {
		return "warm";
	}

	@Override
	public Section run(Effort effort) throws RunnerException {
		WarmResults results = new WarmResults();
		// the lock would leave a file behind
		System.setProperty("jmh.ignoreLock", "true");
		for (int threads = 1; threads <= 2; threads++) {
			results.add(threads, run("Token", threads, effort.warmUps(), effort));
		}
		// a request needs much more code to be compiled than a token
		for (int threads = 1; threads <= 2; threads++) {
			results.add(threads, run("Request", threads, REQUEST_WARM_UPS * effort.warmUps(), effort));
		}
		results.add(1, run("Filter", 1, REQUEST_WARM_UPS * effort.warmUps(), effort));
		return section(results);
	}

	private static Collection<RunResult> run(String benchmarks, int threads, int warmUps, Effort effort)
			throws RunnerException {
		return new Runner(new OptionsBuilder().include("\\." + benchmarks + "Benchmark\\.")
			.threads(threads)
			.forks((threads == 1) ? effort.forks() : 1)
			.warmupIterations(warmUps)
			.measurementIterations(effort.iterations())
			.warmupTime(TimeValue.seconds(1))
			.measurementTime(TimeValue.seconds(1))
			.jvmArgs("-Xms512m", "-Xmx512m")
			.shouldFailOnError(true)
			.addProfiler(GCProfiler.class)
			.build()).run();
	}

	private static Section section(WarmResults results) {
		return new Section("A warm call",
				"The cost of a cached token, alone and on a request, measured by JMH. The figures are the time of a call for"
						+ " one thread (the median of all iterations ± half of the interquartile range) and its allocation. The"
						+ " requests are whole ones of a `WebClient`, or of azure-core's pipeline, with a canned response.",
				List.of(tokens(results), requests(results), filters(results)), targets(results), summary(results));
	}

	private static Table tokens(WarmResults results) {
		Table table = Table.of("a token", "1 thread", "2 threads", "throughput with 2", "allocation",
				"times `getToken()`");
		tokenRow(table, results, "the starter: `getToken()`", STARTER);
		tokenRow(table, results, "the starter: `getTokenAsync()`", "TokenBenchmark.starterAsync");
		tokenRow(table, results, "raw msal4j: `acquireTokenSilently(...).join()`", MSAL4J);
		tokenRow(table, results, "Spring Security: `authorize(...).block()`", "TokenBenchmark.springSecurity");
		tokenRow(table, results, "for comparison: a fixed computation", MACHINE);
		return table;
	}

	private static void tokenRow(Table table, WarmResults results, String what, String benchmark) {
		table.row(what, results.get(benchmark, 1).time(), results.get(benchmark, 2).time(),
				Figures.times(results.growth(benchmark)), results.get(benchmark, 1).allocation(),
				Figures.times(results.get(benchmark, 1).nanos() / results.get(STARTER, 1).nanos()));
	}

	private static Table requests(WarmResults results) {
		Table table = Table.of("a request", "1 thread", "2 threads", "throughput with 2", "allocation", "added time",
				"added allocation");
		requestRow(table, results, "`WebClient` without a token", PLAIN, PLAIN);
		requestRow(table, results, "`WebClient` with a fixed `Authorization` header", "RequestBenchmark.fixedHeader",
				PLAIN);
		requestRow(table, results, "`WebClient` with the starter", FILTERED, PLAIN);
		requestRow(table, results, "`WebClient` with Spring Security's filter", "RequestBenchmark.springSecurity",
				PLAIN);
		requestRow(table, results, "azure-core's pipeline without a token", "RequestBenchmark.azurePlain",
				"RequestBenchmark.azurePlain");
		requestRow(table, results, "azure-core's pipeline with its policy", "RequestBenchmark.azure",
				"RequestBenchmark.azurePlain");
		return table;
	}

	private static void requestRow(Table table, WarmResults results, String what, String benchmark, String base) {
		Warm warm = results.get(benchmark, 1);
		boolean compared = !benchmark.equals(base);
		table.row(what, warm.time(), results.get(benchmark, 2).time(), Figures.times(results.growth(benchmark)),
				warm.allocation(), compared ? Figures.time(warm.nanos() - results.get(base, 1).nanos()) : "",
				compared ? Figures.bytes(warm.bytes() - results.get(base, 1).bytes()) : "");
	}

	private static Table filters(WarmResults results) {
		Table table = Table.of("a filter alone", "1 thread", "allocation", "added time", "added allocation");
		for (String[] row : new String[][] { { "none", "none" }, { "the starter's", "starter" },
				{ "Spring Security's", "springSecurity" } }) {
			Warm none = results.get("FilterBenchmark.none", 1);
			Warm warm = results.get("FilterBenchmark." + row[1], 1);
			table.row(row[0], warm.time(), warm.allocation(), Figures.time(warm.nanos() - none.nanos()),
					Figures.bytes(warm.bytes() - none.bytes()));
		}
		return table;
	}

	private static double added(WarmResults results, String benchmark, String base) {
		return results.get(benchmark, 1).nanos() - results.get(base, 1).nanos();
	}

	private static List<Target> targets(WarmResults results) {
		Warm token = results.get(STARTER, 1);
		double ratio = results.get(MSAL4J, 1).nanos() / token.nanos();
		double filter = added(results, FILTERED, PLAIN);
		double growth = results.growth(STARTER);
		double requestGrowth = results.growth(FILTERED);
		String machine = " (a fixed computation: " + Figures.times(results.growth(MACHINE)) + ")";
		return List.of(
				new Target("Time of a warm `getToken()`", "at most 100 ns", Figures.time(token.nanos()),
						token.nanos() <= MAX_NANOS),
				new Target("Allocation of a warm `getToken()`", "at most 64 B", token.allocation(),
						token.bytes() <= MAX_BYTES),
				new Target("Warm `getToken()` compared with msal4j's call", "at least 100 x faster",
						Figures.times(ratio), ratio >= MIN_RATIO),
				new Target("Time that the filter adds to a request", "at most 1 us", Figures.time(filter),
						filter <= MAX_FILTER_NANOS),
				new Target("Throughput of `getToken()` with 2 threads", "more than with 1",
						Figures.times(growth) + machine, growth > 1),
				new Target("Throughput of requests with 2 threads", "more than with 1",
						Figures.times(requestGrowth) + machine, requestGrowth > 1));
	}

	private static String summary(WarmResults results) {
		return "A cached token takes " + Figures.time(results.get(STARTER, 1).nanos()) + ", a cached token of msal4j "
				+ Figures.time(results.get(MSAL4J, 1).nanos()) + ". The starter's filter adds "
				+ Figures.time(added(results, FILTERED, PLAIN)) + " to a request, Spring Security's filter "
				+ Figures.time(added(results, "RequestBenchmark.springSecurity", PLAIN)) + ", and azure-core's policy "
				+ Figures.time(added(results, "RequestBenchmark.azure", "RequestBenchmark.azurePlain"))
				+ " to its own pipeline.";
	}

}
