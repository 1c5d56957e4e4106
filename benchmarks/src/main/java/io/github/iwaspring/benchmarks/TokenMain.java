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

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenService;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A program that starts, gets one token and ends. Reports the source of the token and the
 * time of the call, in microseconds.
 */
final class TokenMain {

	private TokenMain() {
	}

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = Application.builder().run(args)) {
			IwaTokenService tokens = Application.tokens(context);
			long start = System.nanoTime();
			IwaToken token = tokens.getToken();
			long waited = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
			System.out.println(Fork.MARK + token.source() + " " + waited);
		}
	}

}
