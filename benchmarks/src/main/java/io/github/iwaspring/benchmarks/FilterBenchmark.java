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

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * A filter without a client. This measures its cost more exactly than the difference of
 * two requests.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FilterBenchmark {

	@Benchmark
	public @Nullable ClientResponse none(ApplicationState state) {
		return state.plain.exchange(state.request).block();
	}

	@Benchmark
	public @Nullable ClientResponse starter(ApplicationState state) {
		return state.starterFilter.exchange(state.request).block();
	}

	@Benchmark
	public @Nullable ClientResponse springSecurity(ApplicationState state) {
		return state.springSecurityFilter.exchange(state.request).block();
	}

}
