package io.github.iwaspring.benchmarks;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What JMH has measured, by benchmark and number of threads.
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
	 * A result.
	 * @param benchmark class and method
	 */
	Warm get(String benchmark, int threads) {
		Warm warm = this.results.get(key(benchmark, threads));
		if (warm == null) {
			throw new IllegalStateException("No figures of " + benchmark + " with " + threads + " threads");
		}
		return warm;
	}

	/**
	 * How the throughput grows from one thread to two.
	 */
	double growth(String benchmark) {
		return 2 * get(benchmark, 1).nanos() / get(benchmark, 2).nanos();
	}

	private static String key(String benchmark, int threads) {
		return benchmark + " " + threads;
	}

	/**
	 * A call, as one thread sees it.
	 *
	 * @param nanos its time, the median of all iterations
	 * @param spread half of the range of the middle half of them
	 * @param bytes what it allocates
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
