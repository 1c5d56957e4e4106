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

package io.github.iwaspring.it;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Many concurrent callers while a token is acquired or renewed.
 */
@Timeout(60)
class RenewalTests {

	private static final int THREADS = 20;

	private static final int CALLERS = 1000;

	private static final int CANCELLED = 100;

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
		this.directory.close();
	}

	@Test
	void twentyThreadsAtRefreshTimeCauseOneTokenRequest() throws Exception {
		this.directory.tokenLifetime(Duration.ofSeconds(10));
		this.directory.on(Hop.TOKEN).times(1).rewrite((body) -> body.replaceFirst("[{]", "{\"refresh_in\":1,"));
		try (Application application = Application.start(this.directory.properties())) {
			IwaTokenService tokens = application.tokens();
			String first = tokens.getToken().value();
			this.directory.tokenLifetime(Duration.ofHours(1));
			List<Future<?>> callers = IntStream.range(0, THREADS)
				.<Future<?>>mapToObj((caller) -> this.threads.submit(() -> {
					while (tokens.getToken().value().equals(first)) {
						Thread.onSpinWait();
					}
				}))
				.toList();
			for (Future<?> caller : callers) {
				caller.get(30, TimeUnit.SECONDS);
			}
			assertThat(this.directory.log().requests(Hop.TOKEN)).hasSize(2);
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).hasSize(1);
		}
	}

	@Test
	void unavailableDirectoryFailsNoCallUntilTokenExpires() {
		this.directory.tokenLifetime(Duration.ofSeconds(9));
		try (Application application = Application.start(this.directory.properties())) {
			IwaTokenService tokens = application.tokens();
			IwaToken first = tokens.getToken();
			this.directory.on(Hop.USER_REALM).fault(Fault.disconnect());
			this.directory.on(Hop.TOKEN).fault(Fault.disconnect());
			IwaException failure = Awaitility.await()
				.pollInterval(Duration.ofMillis(20))
				.atMost(Duration.ofSeconds(30))
				.until(() -> catchThrowableOfType(IwaException.class,
						() -> assertThat(tokens.getToken().value()).isEqualTo(first.value())), Objects::nonNull);
			assertThat(Instant.now()).isAfterOrEqualTo(first.expiresAt());
			assertThat(failure.code()).isEqualTo(IwaErrorCode.CONNECTION_FAILED);
			assertThat(failure.description()).contains("The previous token expired at " + first.expiresAt())
				.containsPattern("; its renewal had failed since \\d{4}-\\S+ \\(attempts: \\d+\\)\\.");
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).hasSize(1);
		}
	}

	@Test
	void cancelledCallersDoNotAffectOthers() throws Exception {
		try (Application application = Application.start(this.directory.properties())) {
			List<CompletableFuture<IwaToken>> callers = IntStream.range(0, CALLERS)
				.mapToObj((caller) -> application.tokens().getTokenAsync())
				.toList();
			List<CompletableFuture<IwaToken>> shuffled = new ArrayList<>(callers);
			Collections.shuffle(shuffled, new Random(1));
			Set<CompletableFuture<IwaToken>> cancelled = new HashSet<>(shuffled.subList(0, CANCELLED));
			cancelled.forEach((caller) -> caller.cancel(true));
			for (CompletableFuture<IwaToken> caller : callers) {
				if (!cancelled.contains(caller)) {
					assertThat(caller.get(30, TimeUnit.SECONDS).username()).isEqualTo(User.ALICE.upn());
				}
			}
			assertThat(this.directory.log().hops()).containsExactly(Hop.USER_REALM, Hop.METADATA, Hop.WS_TRUST,
					Hop.TOKEN);
		}
	}

}
