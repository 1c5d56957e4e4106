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

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A program like {@link TokenMain} with raw msal4j. Reports the time of its call, in
 * microseconds.
 */
final class RawTokenMain {

	private RawTokenMain() {
	}

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = Application.builder().run(args)) {
			long start = System.nanoTime();
			RawMsal4j.create(context.getEnvironment()::getRequiredProperty).token();
			long waited = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
			System.out.println(Fork.MARK + "INTEGRATED " + waited);
		}
	}

}
