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
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for prefetched tokens, for what observers are told, and for the status.
 */
@Timeout(60)
class PrefetchTests {

	private static final Set<String> SCOPES = Set.of("api://orders/.default");

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final ScriptedAcquirer acquirer = new ScriptedAcquirer();

	private final AtomicReference<Instant> now = new AtomicReference<>(START);

	private final Recorder recorder = new Recorder();

	private final CachingTokenService service = new CachingTokenService(SCOPES, Function.identity(),
			() -> this.acquirer, Executors.newFixedThreadPool(3), Executors.newSingleThreadExecutor(),
			Duration.ofSeconds(30), new RetryPolicy(Duration.ofMinutes(5), () -> 0), this.now::get, this.recorder);

	@AfterEach
	void close() {
		this.acquirer.hold.countDown();
		this.service.close();
	}

	@Test
	void callerTakesThePrefetchedToken() throws Exception {
		this.service.prefetch();
		this.recorder.ended(1);
		assertThat(this.service.getToken().value()).isEqualTo("token-1");
		assertThat(this.acquirer.count()).isEqualTo(1);
	}

	@Test
	void callerWaitsForThePrefetchInProgress() throws Exception {
		this.acquirer.hold = new CountDownLatch(1);
		this.service.prefetch();
		this.acquirer.started.get(30, TimeUnit.SECONDS);
		CompletableFuture<IwaToken> caller = this.service.getTokenAsync();
		this.acquirer.hold.countDown();
		assertThat(caller.get(30, TimeUnit.SECONDS).value()).isEqualTo("token-1");
		assertThat(this.acquirer.count()).isEqualTo(1);
		assertThat(this.recorder.events).contains("1 succeeded INTEGRATED", "2 joined", "2 succeeded CACHE");
	}

	@Test
	void secondPrefetchKeepsTheCallersOfTheFirst() throws Exception {
		Prefetch prefetch = new Prefetch();
		prefetch.started(SCOPES);
		FutureTask<Void> waiting = new FutureTask<>(() -> {
			prefetch.await(SCOPES, Duration.ofMinutes(10));
			return null;
		});
		Thread caller = new Thread(waiting);
		caller.setDaemon(true);
		caller.start();
		while (caller.getState() != Thread.State.TIMED_WAITING) {
			Thread.onSpinWait();
		}
		prefetch.started(SCOPES);
		prefetch.ended(null);
		waiting.get(30, TimeUnit.SECONDS);
	}

	@Test
	void prefetchNeverPromptsAndTheFirstCallerMay() throws Exception {
		this.service.prefetch();
		this.recorder.ended(1);
		this.service.getToken(IwaTokenRequest.defaults().withForceRefresh());
		assertThat(this.acquirer.renewals).containsExactly(true, false);
	}

	@Test
	void callerWhoWaitedTriesAgainAtOnceAfterAFailedPrefetch() throws Exception {
		this.acquirer.hold = new CountDownLatch(1);
		this.acquirer.requestsSent = true;
		this.acquirer.failure = failure(null);
		this.service.prefetch();
		this.acquirer.started.get(30, TimeUnit.SECONDS);
		this.acquirer.started = new CompletableFuture<>();
		CompletableFuture<IwaToken> caller = this.service.getTokenAsync();
		this.acquirer.hold.countDown();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> caller.get(30, TimeUnit.SECONDS));
		assertThat(this.acquirer.count()).isEqualTo(2);
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken);
		assertThat(this.acquirer.count()).as("in the pause").isEqualTo(2);
	}

	@Test
	void callerMeetsTheFailureOfAPrefetchWhileTheDirectoryWantsNoRequest() throws Exception {
		this.acquirer.requestsSent = true;
		this.acquirer.failure = failure(Duration.ofMinutes(1));
		this.service.prefetch();
		this.recorder.ended(1);
		assertThatExceptionOfType(IwaException.class).isThrownBy(this.service::getToken);
		assertThat(this.acquirer.count()).isEqualTo(1);
	}

	@Test
	void closingTheServiceCancelsThePrefetch() throws Exception {
		this.acquirer.hold = new CountDownLatch(1);
		this.service.prefetch();
		this.acquirer.started.get(30, TimeUnit.SECONDS);
		this.service.close();
		assertThat(this.acquirer.interrupted.get(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.recorder.events).containsExactly("1 started", "1 step WS_TRUST", "1 cancelled");
	}

	@Test
	void observerIsToldOfCallersWhoJoinAndGiveUp() throws Exception {
		this.acquirer.hold = new CountDownLatch(1);
		CompletableFuture<IwaToken> first = this.service.getTokenAsync();
		this.acquirer.started.get(30, TimeUnit.SECONDS);
		CompletableFuture<IwaToken> second = this.service.getTokenAsync();
		CompletableFuture<IwaToken> third = this.service.getTokenAsync();
		assertThat(third.cancel(false)).isTrue();
		this.acquirer.hold.countDown();
		first.get(30, TimeUnit.SECONDS);
		second.get(30, TimeUnit.SECONDS);
		assertThat(this.recorder.events).contains("1 started", "2 caller", "3 caller", "3 cancelled",
				"1 succeeded INTEGRATED", "2 succeeded INTEGRATED");
	}

	@Test
	void tokenFromMemoryIsNotObserved() {
		this.service.getToken();
		int events = this.recorder.events.size();
		this.service.getToken();
		assertThat(this.service.getTokenAsync()).isCompleted();
		assertThat(this.recorder.events).hasSize(events);
	}

	@Test
	void statusTellsExpiryAndSinceWhenRenewalsFail() throws Exception {
		Instant expiresAt = this.service.getToken().expiresAt();
		assertThat(status().expiresAt()).isEqualTo(expiresAt);
		assertThat(status().renewalFailingSince()).isNull();
		this.now.set(expiresAt.minusSeconds(60));
		this.acquirer.failure = failure(null);
		this.service.getToken();
		this.recorder.ended(2);
		assertThat(status().renewalFailingSince()).isEqualTo(this.now.get());
		this.now.set(expiresAt);
		assertThat(status().expiresAt()).isNull();
		assertThat(status().lastFailure().exception()).isSameAs(this.acquirer.failure);
	}

	@Test
	void statusTellsTheLastFailureWithoutClaimsUntilASuccess() {
		this.acquirer.failure = failure(null);
		refused(IwaTokenRequest.defaults().withClaims("{}"));
		assertThat(status().lastFailure()).isNull();
		refused(IwaTokenRequest.defaults());
		assertThat(status().lastFailure().at()).isEqualTo(START);
		assertThat(status().lastFailure().credentialsChanged()).isFalse();
		this.acquirer.fingerprint = "another ticket";
		assertThat(status().lastFailure().credentialsChanged()).isTrue();
		this.acquirer.failure = null;
		this.service.getToken();
		assertThat(status().lastFailure()).isNull();
		this.service.signOut();
		assertThat(status()).isEqualTo(new TokenStatus(null, null, null));
	}

	private void refused(IwaTokenRequest request) {
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> this.service.getToken(request));
	}

	private TokenStatus status() {
		return this.service.status(SCOPES);
	}

	private static IwaException failure(Duration retryAfter) {
		return IwaException.of(IwaErrorCode.SERVICE_UNAVAILABLE, Stage.TOKEN)
			.description("It is away.")
			.action("Wait.")
			.retryAfter(retryAfter)
			.build();
	}

	/**
	 * Numbers acquisitions and callers who join, and records what it is told.
	 */
	private static final class Recorder implements AcquisitionObserver {

		private final List<String> events = Collections.synchronizedList(new ArrayList<>());

		private final List<CompletableFuture<Void>> ends = new ArrayList<>();

		@Override
		public AcquisitionListener started(IwaTokenRequest request) {
			return listener(request, "started");
		}

		@Override
		public AcquisitionListener joined(IwaTokenRequest request) {
			return listener(request, "caller");
		}

		void ended(int number) throws Exception {
			this.ends.get(number - 1).get(30, TimeUnit.SECONDS);
		}

		private synchronized AcquisitionListener listener(IwaTokenRequest request, String event) {
			assertThat(request.scopes()).isEqualTo(SCOPES);
			CompletableFuture<Void> end = new CompletableFuture<>();
			this.ends.add(end);
			int number = this.ends.size();
			this.events.add(number + " " + event);
			return new AcquisitionListener() {

				@Override
				public void stepEntered(Stage stage) {
					Recorder.this.events.add(number + " step " + stage);
				}

				@Override
				public void joined() {
					Recorder.this.events.add(number + " joined");
				}

				@Override
				public void succeeded(IwaToken token) {
					end("succeeded " + token.source());
				}

				@Override
				public void failed(IwaException failure) {
					end("failed " + failure.code().id());
				}

				@Override
				public void cancelled() {
					end("cancelled");
				}

				private void end(String outcome) {
					if (!end.isDone()) {
						Recorder.this.events.add(number + " " + outcome);
						end.complete(null);
					}
				}

			};
		}

	}

}
