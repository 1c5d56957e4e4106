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

/**
 * The length of the measurements.
 *
 * @param forks the number of JVMs for each warm benchmark
 * @param warmUps the seconds of warm-up for each warm benchmark
 * @param iterations the seconds of measurement for each warm benchmark
 * @param callers the number of callers of the stampede
 * @param timeout the time after which the stampede of raw msal4j is stopped
 * @param signIns the number of sign-ins of each kind
 * @param starts the number of programs of each kind
 * @param variantStarts the number of starts of the sample in each variant
 * @param comparedStarts the number of starts of the sample of each checkout
 * @param busy the time for which busy callers meet a failure
 * @param kills the number of killed processes
 * @param soak the length of the soak test
 * @param sample the time between two samples of the soak test
 */
record Effort(int forks, int warmUps, int iterations, int callers, Duration timeout, int signIns, int starts,
		int variantStarts, int comparedStarts, Duration busy, int kills, Duration soak, Duration sample) {

	/**
	 * For published figures.
	 */
	static final Effort FULL = new Effort(2, 2, 4, 1000, Duration.ofMinutes(2), 15, 15, 7, 12, Duration.ofMinutes(1),
			200, Duration.ofMinutes(10), Duration.ofSeconds(15));

	/**
	 * To check that everything works.
	 */
	static final Effort QUICK = new Effort(1, 2, 2, 1000, Duration.ofSeconds(30), 5, 2, 1, 2, Duration.ofSeconds(3), 20,
			Duration.ofSeconds(30), Duration.ofSeconds(3));

}
