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
import java.util.List;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Origin;

/**
 * Sign-ins of one kind, each with its time, requests and connections.
 */
final class SignIns {

	private final List<Long> nanos = new ArrayList<>();

	private final List<Integer> requests = new ArrayList<>();

	private final List<Integer> connections = new ArrayList<>();

	/**
	 * Delays every request at the directory.
	 */
	static void delay(EmbeddedDirectory directory, Duration latency) {
		for (Hop hop : Hop.values()) {
			directory.on(hop).reset().delay(latency);
		}
	}

	/**
	 * Measures a sign-in in this process.
	 */
	void measure(EmbeddedDirectory directory, Runnable signIn) {
		directory.log().clear();
		long start = System.nanoTime();
		signIn.run();
		add(directory, System.nanoTime() - start);
	}

	/**
	 * Adds a sign-in. The directory's log must hold its requests only.
	 */
	void add(EmbeddedDirectory directory, long time) {
		this.nanos.add(time);
		this.requests.add(directory.log().requests().size());
		this.connections.add(directory.log().connections(Origin.ENTRA) + directory.log().connections(Origin.ADFS));
	}

	double median() {
		return Figures.median(this.nanos.stream().mapToLong(Long::longValue));
	}

	String requests() {
		return range(this.requests);
	}

	String connections() {
		return range(this.connections);
	}

	private static String range(List<Integer> values) {
		List<Integer> distinct = values.stream().distinct().sorted().toList();
		return (distinct.size() == 1) ? distinct.get(0).toString()
				: distinct.get(0) + " to " + distinct.get(distinct.size() - 1);
	}

}
