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
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link AcquisitionContext}, as callers of the service see it.
 */
class AcquisitionContextTests {

	@Test
	void restartGivesTheUserMoreTimeThanSilentFlowsHave() {
		try (CachingTokenService service = service(Duration.ofMillis(200), (context) -> {
			context.restartForPrompt(Duration.ofSeconds(30), AcquisitionContextTests::nobody);
			new CompletableFuture<Void>().completeOnTimeout(null, 1500, TimeUnit.MILLISECONDS).join();
			return token();
		})) {
			assertThat(service.getToken().value()).isEqualTo("t");
		}
	}

	@Test
	void restartedTimeEndsToo() throws Exception {
		CountDownLatch interrupted = new CountDownLatch(1);
		try (CachingTokenService service = service(Duration.ofSeconds(30), (context) -> {
			context.restartForPrompt(Duration.ofMillis(50), AcquisitionContextTests::nobody);
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
			throw new IllegalStateException("nobody hears this");
		})) {
			IwaException failure = catchThrowableOfType(IwaException.class, service::getToken);
			assertThat(failure.code()).isEqualTo(IwaErrorCode.FALLBACK_TIMEOUT);
			assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void signOutEndsThePrompt() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		try (CachingTokenService service = service(Duration.ofSeconds(30), (context) -> {
			context.restartForPrompt(Duration.ofMinutes(15), AcquisitionContextTests::nobody);
			asked.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
			throw new IllegalStateException("nobody hears this");
		})) {
			CompletableFuture<IwaToken> waiting = service.getTokenAsync();
			assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
			service.signOut();
			assertThat(waiting).failsWithin(Duration.ofSeconds(30))
				.withThrowableThat()
				.withCauseInstanceOf(IwaException.class)
				.withMessageContaining("signed out");
			assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void restartWhenTimeIsOverThenFails() {
		AcquisitionContext context = new AcquisitionContext(IwaTokenRequest.defaults(), Duration.ofNanos(-1),
				AcquisitionListener.NONE);
		assertThat(catchThrowableOfType(IwaException.class,
				() -> context.restartForPrompt(Duration.ofMinutes(15), AcquisitionContextTests::nobody))
			.code()).isEqualTo(IwaErrorCode.TIMEOUT);
	}

	private static IwaException nobody() {
		return IwaException.of(IwaErrorCode.FALLBACK_TIMEOUT, Stage.FALLBACK).build();
	}

	private static IwaToken token() {
		return IwaToken.of("t", Instant.now().plusSeconds(3600), Set.of("s"), "alice@contoso.com", Source.DEVICE_CODE);
	}

	private static CachingTokenService service(Duration timeout, Function<AcquisitionContext, IwaToken> acquirer) {
		return new CachingTokenService(Set.of("s"), () -> new TokenAcquirer() {

			@Override
			public IwaToken acquire(AcquisitionContext context) {
				return acquirer.apply(context);
			}

			@Override
			public Object fingerprint() {
				return "ticket";
			}

			@Override
			public void forget() {
			}

		}, Executors.newSingleThreadExecutor(), Executors.newSingleThreadExecutor(), timeout,
				new RetryPolicy(Duration.ofMinutes(5)), InstantSource.system());
	}

}
