package io.github.iwaspring.benchmarks;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param forks JVMs for each warm benchmark
 * @param warmUps seconds before each is measured
 * @param iterations seconds for which each is measured
 * @param callers callers of the stampede
 * @param patience how long raw msal4j's stampede may take
 * @param signIns sign-ins of each kind
 * @param starts programs of each kind that are started
 * @param variantStarts starts of the sample, in each way
 * @param comparedStarts starts of the sample, of each of two checkouts
 * @param kills processes that are killed
 * @param soak the length of the soak
 * @param sample the time between two samples of the soak
 */
record Effort(int forks, int warmUps, int iterations, int callers, Duration patience, int signIns, int starts,
		int variantStarts, int comparedStarts, int kills, Duration soak, Duration sample) {

	/**
	 * For the figures that are published.
	 */
	static final Effort FULL = new Effort(2, 2, 4, 1000, Duration.ofMinutes(2), 15, 15, 7, 12, 200,
			Duration.ofMinutes(10), Duration.ofSeconds(15));

	/**
	 * To see that everything works.
	 */
	static final Effort QUICK = new Effort(1, 2, 2, 1000, Duration.ofSeconds(30), 5, 2, 1, 2, 20,
			Duration.ofSeconds(30), Duration.ofSeconds(3));

}
