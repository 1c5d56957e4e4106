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
