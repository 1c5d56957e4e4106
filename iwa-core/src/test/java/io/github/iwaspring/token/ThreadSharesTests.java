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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ThreadShares}, with the threads of a real service.
 */
@Timeout(60)
class ThreadSharesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ExecutorService threads = AcquisitionThreads.forAcquisitions(AcquisitionThreads.Factories.DAEMONS);

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.threads.shutdownNow();
	}

	@ParameterizedTest
	@EnumSource
	void tokenForOneApiDoesNotWaitBehindAStormForAnother(Storm storm) throws Exception {
		try (CachingTokenService service = service()) {
			List<CompletableFuture<IwaToken>> callers = new ArrayList<>();
			for (int i = 0; i < 300; i++) {
				callers.add(service.getTokenAsync(storm.request(i)));
			}
			assertThat(service.getToken(IwaTokenRequest.defaults().withScopes("api://reports/.default")).value())
				.isEqualTo("token");
			assertThat(callers).noneMatch(CompletableFuture::isDone);
			this.release.countDown();
			for (CompletableFuture<IwaToken> caller : callers) {
				assertThat(caller).succeedsWithin(PATIENCE);
			}
		}
	}

	@Test
	void tokenDoesNotWaitBehindTwoStorms() {
		try (CachingTokenService service = service()) {
			for (int i = 0; i < 600; i++) {
				service.getTokenAsync(Storm.CLAIMS.request(i));
				service.getTokenAsync(Storm.CLAIMS.request(i).withScopes("api://slow-too/.default"));
			}
			assertThat(service.getToken(IwaTokenRequest.defaults().withScopes("api://reports/.default"))).isNotNull();
		}
	}

	@Test
	void callersBeyondTheShareOfTheQueueAreRefusedAtOnceAndOthersAreNot() {
		try (CachingTokenService service = service()) {
			List<CompletableFuture<IwaToken>> callers = new ArrayList<>();
			for (int i = 0; i < 600; i++) {
				callers.add(service.getTokenAsync(Storm.CLAIMS.request(i)));
			}
			assertThat(callers.get(599)).failsWithin(PATIENCE)
				.withThrowableThat()
				.havingCause()
				.isInstanceOfSatisfying(IwaException.class, (ex) -> assertThat(ex.isLocal()).isTrue());
			assertThat(callers.get(0)).isNotDone();
			assertThat(service.getToken(IwaTokenRequest.defaults().withScopes("api://reports/.default"))).isNotNull();
		}
	}

	@Test
	void tasksOfThreeResourcesTakeTurns() throws Exception {
		ExecutorService one = Executors.newSingleThreadExecutor();
		try {
			ThreadShares shares = new ThreadShares(one);
			CountDownLatch hold = new CountDownLatch(1);
			List<String> order = new ArrayList<>();
			Future<?> last = shares.submit("first", () -> await(hold));
			for (String resource : List.of("A", "B", "C")) {
				for (int i = 0; i < 100; i++) {
					last = shares.submit(resource, () -> order.add(resource));
				}
			}
			hold.countDown();
			last.get(30, TimeUnit.SECONDS);
			assertThat(order.subList(18, 60)).containsOnly("A", "B", "C")
				.filteredOn("A"::equals)
				.hasSizeBetween(12, 18);
		}
		finally {
			one.shutdownNow();
		}
	}

	@Test
	void cancelledTaskGivesItsPlaceInTheQueueBack() {
		ThreadShares shares = new ThreadShares(this.threads);
		List<Future<?>> tasks = new ArrayList<>();
		for (int i = 0; i < 506; i++) {
			tasks.add(shares.submit("A", () -> await(this.release)));
		}
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> shares.submit("A", () -> {
		}));
		tasks.get(505).cancel(true);
		AtomicInteger ran = new AtomicInteger();
		Future<?> accepted = shares.submit("A", ran::incrementAndGet);
		this.release.countDown();
		assertThat(accepted).succeedsWithin(PATIENCE);
		assertThat(ran).hasValue(1);
	}

	@Test
	void manyResourcesTogetherHaveALimitToo() {
		ThreadShares shares = new ThreadShares(this.threads);
		for (int i = 0; i < 506; i++) {
			shares.submit("A", () -> await(this.release));
			shares.submit("B", () -> await(this.release));
		}
		for (int i = 0; i < 6; i++) {
			shares.submit("C", () -> await(this.release));
		}
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> shares.submit("C", () -> {
		}));
	}

	@Test
	void taskIsRefusedAfterTheThreadsHaveEndedAndKeepsNoShare() {
		ThreadShares shares = new ThreadShares(this.threads);
		this.threads.shutdownNow();
		for (int i = 0; i < 20; i++) {
			assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> shares.submit("A", () -> {
			}));
		}
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
	 * A service whose acquirer is slow for every API but the one with the reports.
	 */
	private CachingTokenService service() {
		Function<Set<String>, String> resources = (scopes) -> scopes.iterator().next().replaceFirst("/[^/]*$", "");
		return new CachingTokenService(Set.of("api://slow/.default"), resources, () -> new TokenAcquirer() {

			@Override
			public IwaToken acquire(AcquisitionContext context) {
				Set<String> scopes = context.request().scopes();
				if (!scopes.contains("api://reports/.default")) {
					context.enter(Stage.TOKEN, "POST to login.example");
					await(ThreadSharesTests.this.release);
				}
				return IwaToken.of("token", Instant.now().plusSeconds(3600), scopes, "alice@contoso.com",
						Source.INTEGRATED);
			}

			@Override
			public Object fingerprint() {
				return "ticket";
			}

			@Override
			public void forget() {
			}

		}, this.threads, Executors.newCachedThreadPool(), PATIENCE, new RetryPolicy(Duration.ofMinutes(5)),
				Instant::now, AcquisitionObserver.NONE);
	}

	/**
	 * What an API or an application may ask for without an end.
	 */
	enum Storm {

		CLAIMS, SCOPES, FORCED;

		IwaTokenRequest request(int number) {
			IwaTokenRequest request = IwaTokenRequest.defaults().withScopes("api://slow/.default");
			return switch (this) {
				case CLAIMS -> request.withClaims("{\"access_token\":{\"c\":{\"value\":\"" + number + "\"}}}");
				case SCOPES -> request.withScopes("api://slow/Read." + number);
				case FORCED -> request.withClaims("{}",
						IwaToken.of("t" + number, Instant.MAX, Set.of(), "alice@contoso.com", Source.CACHE));
			};
		}

	}

}
