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
	public ResponseEntity<Void> plain(WebClientState state) {
		return CannedConnector.exchange(state.webClient);
	}

	@Benchmark
	public ResponseEntity<Void> starter(StarterState state) {
		return CannedConnector.exchange(state.webClient);
	}

	@Benchmark
	public ResponseEntity<Void> springSecurity(SpringSecurityState state) {
		return CannedConnector.exchange(state.webClient);
	}

	@Benchmark
	public HttpResponse azurePlain(AzureState state) {
		return state.withoutToken();
	}

	@Benchmark
	public HttpResponse azure(AzureState state) {
		return state.withToken();
	}

}
