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
import java.util.stream.Stream;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;

/**
 * A program with a small heap that asks for tokens with ever other scopes.
 */
final class ScopesPart implements Part {

	private static final int PORTIONS = 10;

	private static final int PORTION = 2000;

	private static final int QUICK_PORTION = 200;

	private static final double HEAP_NOISE = 2_000_000;

	@Override
	public String name() {
		return "scopes";
	}

	@Override
	public Section run(Effort effort) throws Exception {
		int size = effort.equals(Effort.QUICK) ? QUICK_PORTION : PORTION;
		List<Double> heaps = new ArrayList<>();
		int tokens = 0;
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			String[] arguments = Stream
				.concat(Stream.of(String.valueOf(PORTIONS * size), String.valueOf(size)),
						Stream.of(directory.arguments()))
				.toArray(String[]::new);
			try (Fork fork = Fork.start(List.of("-Xmx64m", "-XX:+UseSerialGC"), ScopesMain.class, arguments)) {
				for (int portion = 0; portion < PORTIONS; portion++) {
					heaps.add((double) fork.await(Duration.ofMinutes(10)).number(0));
					tokens += directory.log().requests(Hop.TOKEN).size();
					directory.log().clear();
				}
				fork.join(Duration.ofMinutes(1));
			}
		}
		return section(heaps, size, tokens);
	}

	private static Section section(List<Double> heaps, int size, int tokens) {
		Table table = Table.of("", "heap after garbage collection");
		for (int portion = 0; portion < PORTIONS; portion++) {
			table.row("after " + Figures.count((portion + 1L) * size) + " scopes", Figures.bytes(heaps.get(portion)));
		}
		int half = PORTIONS / 2;
		double growth = heaps.stream().skip(half).mapToDouble(Double::doubleValue).min().orElseThrow()
				- heaps.stream().limit(half).mapToDouble(Double::doubleValue).min().orElseThrow();
		String number = Figures.count((long) PORTIONS * size);
		return new Section("Many scopes",
				"An application with `-Xmx64m` asks for tokens with " + number
						+ " different scopes, one after the other. Growth compares the lowest heap usage of the second"
						+ " half with that of the first. A token that is kept takes about 8 KB.",
				List.of(table),
				List.of(new Target("Tokens", "at least " + number, Figures.count(tokens), tokens >= PORTIONS * size),
						new Target("Growth of memory", "none (less than 2 MB)", Figures.bytes(growth),
								growth < HEAP_NOISE)),
				"With " + number + " different scopes, memory changed by " + Figures.bytes(growth) + ".");
	}

}
