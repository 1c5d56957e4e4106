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

package io.github.iwaspring.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.iwaspring.IwaToken;

/**
 * A program that makes as many threads as it can, ends a few, and lets many callers ask
 * for a token at a time.
 */
final class ThreadLimitMain {

	private ThreadLimitMain() {
	}

	public static void main(String[] args) throws Exception {
		useUp(Integer.parseInt(args[0]));
		int number = Integer.parseInt(args[1]);
		ScriptedAcquirer acquirer = new ScriptedAcquirer();
		acquirer.hold = new CountDownLatch(1);
		CachingTokenService service = new CachingTokenService(Set.of("s"), () -> acquirer,
				AcquisitionThreads.forAcquisitions(AcquisitionThreads.Factories.DAEMONS),
				AcquisitionThreads.forCallbacks(AcquisitionThreads.Factories.DAEMONS), Duration.ofSeconds(20),
				new RetryPolicy(Duration.ofMinutes(5)), () -> Instant.parse("2026-01-01T00:00:00Z"));
		List<CompletableFuture<IwaToken>> callers = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			callers.add(service.getTokenAsync());
		}
		acquirer.hold.countDown();
		try {
			CompletableFuture
				.allOf(callers.stream()
					.map((future) -> future.handle((token, failure) -> token))
					.toArray(CompletableFuture[]::new))
				.get(30, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			// the numbers tell
		}
		System.out.println("completed " + callers.stream().filter(CompletableFuture::isDone).count() + " of " + number);
		System.out
			.println(callers.stream().filter((future) -> future.isDone() && !future.isCompletedExceptionally()).count()
					+ " tokens");
		System.out.flush();
		Runtime.getRuntime().halt(0);
	}

	/**
	 * Makes threads until there can be no more.
	 * @param left how many can be made again then
	 */
	private static void useUp(int left) throws IOException {
		Deque<CountDownLatch> threads = new ArrayDeque<>();
		try {
			while (true) {
				CountDownLatch end = new CountDownLatch(1);
				Thread thread = new Thread(() -> await(end));
				thread.setDaemon(true);
				thread.start();
				threads.add(end);
			}
		}
		catch (OutOfMemoryError full) {
			int most = count();
			for (int i = 0; i < left; i++) {
				threads.remove().countDown();
			}
			while (count() > most - left) {
				Thread.onSpinWait();
			}
		}
	}

	/**
	 * The number of this process's threads, as the kernel counts them.
	 */
	private static int count() throws IOException {
		return Files.readAllLines(Path.of("/proc/self/status"))
			.stream()
			.filter((line) -> line.startsWith("Threads:"))
			.mapToInt((line) -> Integer.parseInt(line.replaceAll("\\D", "")))
			.sum();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
