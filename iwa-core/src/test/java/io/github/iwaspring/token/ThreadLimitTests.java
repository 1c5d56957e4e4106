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

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.fixtures.SecondUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CachingTokenService} where threads are scarce: every future completes,
 * and the number of threads is bounded.
 */
@Timeout(60)
class ThreadLimitTests {

	private static final int CALLERS = 1000;

	private final ScriptedAcquirer acquirer = new ScriptedAcquirer();

	private final AtomicInteger callbackThreads = new AtomicInteger();

	private CachingTokenService service = service(AcquisitionThreads.forCallbacks(this::counting));

	@AfterEach
	void close() {
		this.service.close();
	}

	@Test
	void callbackThreadsAreBoundedAndEveryDependentRuns() throws Exception {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch moreThanThreads = new CountDownLatch(129);
		List<CompletableFuture<Void>> dependents = new ArrayList<>();
		this.acquirer.hold = new CountDownLatch(1);
		for (int i = 0; i < CALLERS; i++) {
			dependents.add(this.service.getTokenAsync().thenAccept((token) -> {
				moreThanThreads.countDown();
				await(blocked);
			}));
		}
		this.acquirer.hold.countDown();
		assertThat(moreThanThreads.await(30, TimeUnit.SECONDS)).isTrue();
		IwaToken other = this.service.getTokenAsync(other()).get(30, TimeUnit.SECONDS);
		assertThat(other).as("another token is delivered meanwhile").isNotNull();
		blocked.countDown();
		CompletableFuture.allOf(dependents.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
		assertThat(this.callbackThreads).hasValueBetween(1, 128);
	}

	@Test
	void dependentsMayWaitForAnotherTokenHoweverManyTheyAre() throws Exception {
		List<CompletableFuture<IwaToken>> others = new ArrayList<>();
		this.acquirer.hold = new CountDownLatch(1);
		for (int i = 0; i < CALLERS; i++) {
			others.add(this.service.getTokenAsync().thenApply((token) -> this.service.getTokenAsync(other()).join()));
		}
		this.acquirer.hold.countDown();
		CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
		assertThat(this.callbackThreads).hasValueBetween(1, 128);
	}

	/**
	 * The JVM has one timer thread for all time-outs of futures.
	 */
	@Test
	void dependentsThatBlockKeepNeitherTimersNorOtherCallersWaiting() throws Exception {
		this.service = service(AcquisitionThreads.forCallbacks(this::counting), Duration.ofSeconds(1));
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch moreThanThreads = new CountDownLatch(129);
		CountDownLatch running = new CountDownLatch(CALLERS);
		try {
			this.acquirer.hold = new CountDownLatch(1);
			for (int i = 0; i < CALLERS; i++) {
				this.service.getTokenAsync().handle((token, failure) -> {
					moreThanThreads.countDown();
					running.countDown();
					await(blocked);
					return token;
				});
			}
			assertThat(moreThanThreads.await(30, TimeUnit.SECONDS)).as("more dependents than threads run").isTrue();
			CompletableFuture<Void> unrelated = new CompletableFuture<Void>().orTimeout(1, TimeUnit.MILLISECONDS);
			CompletableFuture<Throwable> failure = unrelated.handle((none, timeout) -> timeout);
			assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
			assertThat(running.await(30, TimeUnit.SECONDS)).as("every dependent runs").isTrue();
			this.acquirer.hold.countDown();
			assertThat(this.service.getToken(other())).as("a token for another caller").isNotNull();
			assertThat(this.callbackThreads).hasValueBetween(1, 128);
		}
		finally {
			blocked.countDown();
		}
	}

	@Test
	void futuresCompleteWithTokensWhenNoCallbackThreadCanBeMade() throws Exception {
		this.service = service(withoutThreads());
		this.acquirer.hold = new CountDownLatch(1);
		List<CompletableFuture<IwaToken>> callers = new ArrayList<>();
		for (int i = 0; i < CALLERS; i++) {
			callers.add(this.service.getTokenAsync());
		}
		this.acquirer.hold.countDown();
		for (CompletableFuture<IwaToken> caller : callers) {
			assertThat(caller.get(30, TimeUnit.SECONDS)).isNotNull();
		}
	}

	@Test
	void dependentsMayWaitForEachOthersFuturesWhenNoCallbackThreadCanBeMade() throws Exception {
		this.service = service(withoutThreads());
		this.acquirer.hold = new CountDownLatch(1);
		CompletableFuture<IwaToken> one = this.service.getTokenAsync();
		CompletableFuture<IwaToken> two = this.service.getTokenAsync();
		CompletableFuture<IwaToken> oneWaits = one.thenApply((token) -> two.join());
		CompletableFuture<IwaToken> twoWaits = two.thenApply((token) -> one.join());
		this.acquirer.hold.countDown();
		assertThat(oneWaits.get(30, TimeUnit.SECONDS)).isNotNull();
		assertThat(twoWaits.get(30, TimeUnit.SECONDS)).isNotNull();
	}

	@Test
	void failureSaysThatNoThreadCanBeMade() {
		this.service = new CachingTokenService(Set.of("s"), () -> this.acquirer, withoutThreads(), withoutThreads(),
				Duration.ofSeconds(20), new RetryPolicy(Duration.ofMinutes(5)), this::now);
		assertThat(this.service.getTokenAsync()).failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(IwaException.class)
			.withMessageContaining("no thread can be made")
			.withMessageContaining("pids limit");
	}

	/**
	 * A JVM of another user, at the limit of this user's threads, except for a few.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 5 })
	void everyFutureCompletesAtTheLimitOfTheUsersThreads(int left, @TempDir Path folder) throws Exception {
		SecondUser user = SecondUser.require(64_101 + left);
		user.requireTool("prlimit", "--version");
		String classPath = SecondUser.copyClassPath(folder, "iwa-core", "jspecify", "commons-logging");
		SecondUser.Outcome outcome = SecondUser.run(user.command("prlimit", "--nproc=60",
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
				"-XX:TieredStopAtLevel=1", "-XX:-UseDynamicNumberOfCompilerThreads", "-cp", classPath,
				ThreadLimitMain.class.getName(), String.valueOf(left), String.valueOf(CALLERS)));
		assertThat(outcome.output()).contains("completed " + CALLERS + " of " + CALLERS);
		assertThat(outcome.output()).contains(((left < 2) ? "0" : String.valueOf(CALLERS)) + " tokens");
		assertThat(outcome.status()).isZero();
	}

	private static IwaTokenRequest other() {
		return IwaTokenRequest.defaults().withScopes("other");
	}

	private CachingTokenService service(ExecutorService callbacks) {
		return service(callbacks, Duration.ofSeconds(20));
	}

	private CachingTokenService service(ExecutorService callbacks, Duration timeout) {
		return new CachingTokenService(Set.of("s"), () -> this.acquirer,
				AcquisitionThreads.forAcquisitions(AcquisitionThreads.Factories.DAEMONS), callbacks, timeout,
				new RetryPolicy(Duration.ofMinutes(5)), this::now);
	}

	private ThreadFactory counting(String prefix) {
		return (task) -> {
			this.callbackThreads.incrementAndGet();
			return AcquisitionThreads.Factories.DAEMONS.named(prefix).newThread(task);
		};
	}

	private Instant now() {
		return Instant.parse("2026-01-01T00:00:00Z");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A pool on a machine that gives no more threads.
	 */
	private static ExecutorService withoutThreads() {
		return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), (task) -> {
			throw new OutOfMemoryError("unable to create native thread");
		});
	}

}
