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

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A program that asks for tokens with ever other scopes. It reports its heap after each
 * portion.
 */
final class ScopesMain {

	private ScopesMain() {
	}

	/**
	 * Runs the program.
	 * @param args the number of scopes and of those in a portion, then the application's
	 * properties
	 */
	public static void main(String[] args) {
		int scopes = Integer.parseInt(args[0]);
		int portion = Integer.parseInt(args[1]);
		try (ConfigurableApplicationContext context = Application.builder()
			.run(Arrays.copyOfRange(args, 2, args.length))) {
			IwaTokenService tokens = Application.tokens(context);
			for (int number = 1; number <= scopes; number++) {
				tokens.getToken(IwaTokenRequest.defaults().withScopes("api://orders/Orders.Read." + number));
				if (number % portion == 0) {
					System.gc();
					System.out.println(Fork.MARK + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
				}
			}
		}
	}

}
