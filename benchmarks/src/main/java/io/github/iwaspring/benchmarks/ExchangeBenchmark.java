package io.github.iwaspring.benchmarks;

import java.util.concurrent.TimeUnit;

import com.azure.core.http.HttpResponse;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

import org.springframework.http.ResponseEntity;

/**
 * A whole exchange with an API whose answer is ready.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExchangeBenchmark {

	@Benchmark
	public ResponseEntity<Void> plain(ExchangeState state) {
		return CannedConnector.exchange(state.plainClient);
	}

	/**
	 * The least that a token on a request can cost.
	 */
	@Benchmark
	public ResponseEntity<Void> fixedHeader(ExchangeState state) {
		return CannedConnector.exchange(state.fixedHeaderClient);
	}

	@Benchmark
	public ResponseEntity<Void> starter(ExchangeState state) {
		return CannedConnector.exchange(state.starterClient);
	}

	@Benchmark
	public ResponseEntity<Void> springSecurity(ExchangeState state) {
		return CannedConnector.exchange(state.springSecurityClient);
	}

	@Benchmark
	public HttpResponse azurePlain(ExchangeState state) {
		return state.azure.withoutToken();
	}

	@Benchmark
	public HttpResponse azure(ExchangeState state) {
		return state.azure.withToken();
	}

}
