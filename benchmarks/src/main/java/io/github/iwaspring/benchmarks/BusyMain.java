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

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A program that gets a token and renews it until it is killed. Each renewal writes the
 * cache. Reports {@code ready}, and then for each call the source of the token or the
 * error code, with the time in milliseconds.
 */
final class BusyMain {

	private BusyMain() {
	}

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = Application.builder().run(args)) {
			IwaTokenService tokens = Application.tokens(context);
			System.out.println(Fork.MARK + "ready");
			report(tokens, IwaTokenRequest.defaults());
			while (true) {
				report(tokens, IwaTokenRequest.defaults().withForceRefresh());
			}
		}
	}

	private static void report(IwaTokenService tokens, IwaTokenRequest request) {
		long start = System.nanoTime();
		String result;
		try {
			IwaToken token = tokens.getToken(request);
			result = token.source().name();
		}
		catch (IwaException ex) {
			result = ex.code().id();
		}
		System.out.println(Fork.MARK + result + " " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
	}

}
