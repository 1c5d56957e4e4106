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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import io.github.iwaspring.IwaToken;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;

import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;

/**
 * A cached token.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TokenBenchmark {

	private static final int MACHINE_TOKENS = 20;

	/**
	 * Measures how many threads the machine could run at a time.
	 */
	@Benchmark
	public void machine() {
		Blackhole.consumeCPU(MACHINE_TOKENS);
	}

	@Benchmark
	public IwaToken starter(ApplicationState state) {
		return state.tokens.getToken();
	}

	@Benchmark
	public CompletableFuture<IwaToken> starterAsync(ApplicationState state) {
		return state.tokens.getTokenAsync();
	}

	@Benchmark
	public IAuthenticationResult msal4j(Msal4jState state) {
		return state.client.silently(state.account);
	}

	@Benchmark
	public @Nullable OAuth2AuthorizedClient springSecurity(ApplicationState state) {
		return state.springSecurity.token();
	}

}
