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

package io.github.iwaspring.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.fixtures.RecordingServer.Answer;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.CachingTokenService;
import io.github.iwaspring.token.RetryPolicy;
import io.github.iwaspring.token.TokenAcquirer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests that nothing blocks an event loop. BlockHound turns every blocking call on a
 * thread that must not block into an error.
 */
@DisabledIfEnvironmentVariable(named = "WINEPREFIX", matches = ".+",
		disabledReason = "all tests share that JVM, and BlockHound changes its classes until it ends")
class EventLoopTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final StubTokens tokens = new StubTokens();

	private final Scheduler eventLoop = Schedulers.newParallel("event-loop", 1);

	private RecordingServer api;

	@BeforeAll
	static void install() {
		BlockHound.install();
	}

	@BeforeEach
	void start() throws IOException {
		this.api = RecordingServer.http();
		this.api.answer("/", (request) -> request.authorization().equals("Bearer token-1")
				? Answer.unauthorized("Bearer error=\"invalid_token\"") : Answer.ok());
	}

	@AfterEach
	void stop() {
		this.api.close();
		this.eventLoop.dispose();
	}

	@Test
	void exchangeWithAnInvalidTokenBlocksNothing() {
		assertThat(exchange()).isEqualTo("fine");
		assertThat(this.api.authorizations()).containsExactly("Bearer token-1", "Bearer token-2");
	}

	@Test
	void exchangeWithAClaimsChallengeBlocksNothing() {
		this.tokens.replaceOnClaims();
		this.api.answer("/", (request) -> request.authorization().equals("Bearer token-1")
				? Answer.unauthorized("Bearer error=\"insufficient_claims\", claims=\"eyJhIjp7fX0=\"") : Answer.ok());
		assertThat(exchange()).isEqualTo("fine");
		assertThat(this.api.authorizations()).containsExactly("Bearer token-1", "Bearer token-2");
	}

	@Test
	void slowTokenBlocksNothing() {
		Executor later = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);
		this.tokens.willAnswer(() -> CompletableFuture.supplyAsync(this.tokens::current, later));
		assertThat(exchange()).isEqualTo("fine");
	}

	@Test
	void tokenServiceOfThisLibraryBlocksNothing() {
		TokenAcquirer acquirer = new TokenAcquirer() {

			@Override
			public IwaToken acquire(AcquisitionContext acquisition) {
				block();
				return IwaToken.of("token-2", Instant.now().plusSeconds(3600), Set.of("s"), "alice@contoso.com",
						IwaToken.Source.INTEGRATED);
			}

			@Override
			public Object fingerprint() {
				return "ticket";
			}

			@Override
			public void forget() {
			}

		};
		try (CachingTokenService service = new CachingTokenService(Set.of("s"), () -> acquirer,
				Executors.newFixedThreadPool(1), Executors.newFixedThreadPool(1), LIMIT,
				new RetryPolicy(Duration.ofMinutes(5)), Clock.systemUTC())) {
			this.tokens.willAnswer(service::getTokenAsync);
			assertThat(exchange()).isEqualTo("fine");
			IwaToken token = Mono.fromCallable(service::getToken).subscribeOn(this.eventLoop).block(LIMIT);
			Mono.fromRunnable(() -> {
				service.invalidate(token);
				service.signOut();
			}).subscribeOn(this.eventLoop).block(LIMIT);
		}
	}

	@Test
	void blockingTokenServiceIsDetected() {
		this.tokens.willAnswer(() -> {
			block();
			return CompletableFuture.completedFuture(this.tokens.current());
		});
		assertThatThrownBy(this::exchange).hasRootCauseInstanceOf(BlockingOperationError.class);
	}

	private String exchange() {
		AllowedTargets targets = AllowedTargets
			.of(new AllowedTargets.Entry(null, this.api.url("/"), Set.of(), Set.of()));
		WebClient client = WebClient.builder()
			.filter(new BearerTokenFilter(this.tokens, targets, new TokenRefusals()))
			.build();
		return Mono.defer(() -> client.get().uri(this.api.url("/")).retrieve().bodyToMono(String.class))
			.subscribeOn(this.eventLoop)
			.block(LIMIT);
	}

	/**
	 * Blocks the current thread, for BlockHound to detect.
	 */
	private static void block() {
		try {
			Thread.sleep(10);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
