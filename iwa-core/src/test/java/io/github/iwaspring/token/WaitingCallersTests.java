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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link WaitingCallers} and {@link AcquisitionOutcome}.
 */
@Timeout(60)
class WaitingCallersTests {

	private static final IwaToken TOKEN = IwaToken.of("t", Instant.parse("2026-01-01T00:00:00Z"), Set.of("s"),
			"alice@contoso.com", Source.INTEGRATED);

	private static final IwaException FAILURE = IwaException.of(IwaErrorCode.CONNECTION_FAILED, Stage.TOKEN).build();

	private final WaitingCallers callers = callers(Duration.ofMinutes(10));

	private final Queue<Runnable> callbacks = new ArrayDeque<>();

	private final List<String> told = new ArrayList<>();

	@Test
	void futureCompletesOnTheThreadsOfCallbacks() {
		CompletableFuture<IwaToken> future = this.callers.future(this.callbacks::add, AcquisitionListener.NONE);
		this.callers.complete(AcquisitionOutcome.succeeded(TOKEN));
		assertThat(future).as("on the thread that acquires").isNotDone();
		this.callbacks.remove().run();
		assertThat(future).isCompletedWithValue(TOKEN);
	}

	@Test
	void futureOfALateCallerIsDone() {
		this.callers.complete(AcquisitionOutcome.failed(FAILURE));
		CompletableFuture<IwaToken> future = this.callers.future(this.callbacks::add, AcquisitionListener.NONE);
		assertThat(future).isCompletedExceptionally();
		assertThat(catchThrowable(future::join)).hasCause(FAILURE);
	}

	@Test
	void futureCompletesWhereCallbacksAreRejected() throws Exception {
		CompletableFuture<IwaToken> future = this.callers.future((task) -> {
			throw new RejectedExecutionException();
		}, AcquisitionListener.NONE);
		this.callers.complete(AcquisitionOutcome.succeeded(TOKEN));
		assertThat(future.get(30, TimeUnit.SECONDS)).isSameAs(TOKEN);
	}

	@Test
	void callerWhoCancelsAffectsNobodyElse() throws Exception {
		CompletableFuture<IwaToken> one = this.callers.future(Runnable::run, listener("one"));
		CompletableFuture<IwaToken> other = this.callers.future(Runnable::run, listener("other"));
		one.cancel(true);
		assertThat(this.told).containsExactly("one cancelled");
		this.callers.complete(AcquisitionOutcome.succeeded(TOKEN));
		assertThat(one).isCancelled();
		assertThat(other).isCompletedWithValue(TOKEN);
		assertThat(this.callers.await(AcquisitionListener.NONE)).isSameAs(TOKEN);
	}

	@Test
	void firstOutcomeCounts() throws Exception {
		this.callers.complete(AcquisitionOutcome.succeeded(TOKEN));
		this.callers.complete(AcquisitionOutcome.failed(FAILURE));
		assertThat(this.callers.await(AcquisitionListener.NONE)).isSameAs(TOKEN);
	}

	@Test
	void callerIsToldBeforeTheFutureCompletes() {
		CompletableFuture<IwaToken> future = this.callers.future(Runnable::run, listener("one"));
		future.whenComplete((token, failure) -> this.told.add("dependent"));
		this.callers.complete(AcquisitionOutcome.succeeded(TOKEN));
		assertThat(this.told).containsExactly("one succeeded", "dependent");
	}

	@Test
	void callersGetTheFailureItself() {
		this.callers.complete(AcquisitionOutcome.failed(FAILURE));
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> this.callers.await(listener("one")))
			.isSameAs(FAILURE);
		assertThat(this.told).startsWith("one failed");
	}

	@Test
	void callersOfAClosedServiceAreToldThatNobodyWantsTheToken() {
		this.callers.complete(AcquisitionOutcome.cancelled(FAILURE));
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> this.callers.await(listener("one")))
			.isSameAs(FAILURE);
		assertThat(this.told).containsOnly("one cancelled");
	}

	@Test
	void interruptedCallerIsToldToHaveGivenUp() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> this.callers.await(listener("one")));
		assertThat(this.told).containsExactly("one cancelled");
	}

	@Test
	void callerGoesOnAfterTheDeadlineWithoutAnOutcome() {
		WaitingCallers forgotten = callers(Duration.ofSeconds(-1));
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> forgotten.await(listener("one")))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.TIMEOUT));
		assertThat(this.told).startsWith("one failed");
	}

	private static WaitingCallers callers(Duration timeout) {
		return new WaitingCallers(
				new AcquisitionContext(IwaTokenRequest.defaults(), timeout, AcquisitionListener.NONE));
	}

	private AcquisitionListener listener(String name) {
		return new AcquisitionListener() {

			@Override
			public void succeeded(IwaToken token) {
				WaitingCallersTests.this.told.add(name + " succeeded");
			}

			@Override
			public void failed(IwaException failure) {
				WaitingCallersTests.this.told.add(name + " failed");
			}

			@Override
			public void cancelled() {
				WaitingCallersTests.this.told.add(name + " cancelled");
			}

		};
	}

}
