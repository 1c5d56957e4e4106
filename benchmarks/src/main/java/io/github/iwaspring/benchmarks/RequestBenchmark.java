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

import com.azure.core.http.HttpResponse;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

import org.springframework.http.ResponseEntity;

/**
 * A whole request to an API with a canned response.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestBenchmark {

	@Benchmark
	public ResponseEntity<Void> plain(ApplicationState state) {
		return CannedConnector.send(state.plainClient);
	}

	/**
	 * The minimum cost of a token on a request.
	 */
	@Benchmark
	public ResponseEntity<Void> fixedHeader(ApplicationState state) {
		return CannedConnector.send(state.fixedHeaderClient);
	}

	@Benchmark
	public ResponseEntity<Void> starter(ApplicationState state) {
		return CannedConnector.send(state.starterClient);
	}

	@Benchmark
	public ResponseEntity<Void> springSecurity(ApplicationState state) {
		return CannedConnector.send(state.springSecurityClient);
	}

	@Benchmark
	public HttpResponse azurePlain(ApplicationState state) {
		return state.azure.withoutToken();
	}

	@Benchmark
	public HttpResponse azure(ApplicationState state) {
		return state.azure.withToken();
	}

}
