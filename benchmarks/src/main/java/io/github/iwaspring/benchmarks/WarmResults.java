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
import java.util.HashMap;
import java.util.Map;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * The results of JMH, by benchmark and number of threads.
 */
final class WarmResults {

	private static final String ALLOCATION = "gc.alloc.rate.norm";

	private final Map<String, Warm> results = new HashMap<>();

	void add(int threads, Collection<RunResult> runs) {
		for (RunResult run : runs) {
			String[] name = run.getParams().getBenchmark().split("\\.");
			Statistics times = run.getPrimaryResult().getStatistics();
			Result<?> allocation = run.getSecondaryResults().get(ALLOCATION);
			this.results.put(key(name[name.length - 2] + "." + name[name.length - 1], threads),
					new Warm(times.getPercentile(50), (times.getPercentile(75) - times.getPercentile(25)) / 2,
							(allocation != null) ? allocation.getStatistics().getPercentile(50) : Double.NaN));
		}
	}

	/**
	 * Returns a result.
	 * @param benchmark the class and method
	 */
	Warm get(String benchmark, int threads) {
		Warm warm = this.results.get(key(benchmark, threads));
		if (warm == null) {
			throw new IllegalStateException("There are no figures of " + benchmark + " with " + threads + " threads");
		}
		return warm;
	}

	/**
	 * Returns the ratio of the throughput with two threads to that with one.
	 */
	double growth(String benchmark) {
		return 2 * get(benchmark, 1).nanos() / get(benchmark, 2).nanos();
	}

	private static String key(String benchmark, int threads) {
		return benchmark + " " + threads;
	}

	/**
	 * The cost of a call for one thread.
	 *
	 * @param nanos the time, the median of all iterations, in nanoseconds
	 * @param spread half of the interquartile range, in nanoseconds
	 * @param bytes the allocated bytes
	 */
	record Warm(double nanos, double spread, double bytes) {

		String time() {
			return Figures.time(this.nanos) + " ± " + Figures.time(this.spread);
		}

		String allocation() {
			return Figures.bytes(this.bytes);
		}

	}

}
