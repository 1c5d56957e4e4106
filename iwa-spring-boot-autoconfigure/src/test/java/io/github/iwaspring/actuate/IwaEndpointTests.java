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

package io.github.iwaspring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaReport;
import io.github.iwaspring.IwaReport.Check;
import io.github.iwaspring.token.TokenClients;
import io.github.iwaspring.token.TokenStatus;
import io.github.iwaspring.token.TokenStatus.LastFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link IwaEndpoint}.
 */
@Timeout(60)
class IwaEndpointTests {

	private static final Set<String> SCOPES = Set.of("api://orders/.default");

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final AtomicInteger runs = new AtomicInteger();

	private volatile Instant now = NOW;

	private volatile Duration retryAfter;

	private final CompletableFuture<Void> started = new CompletableFuture<>();

	private final CountDownLatch hold = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newFixedThreadPool(2);

	@AfterEach
	void stop() {
		this.hold.countDown();
		this.threads.shutdownNow();
	}

	@Test
	void secondCallerGetsTheRunningReport() throws Exception {
		IwaEndpoint endpoint = endpoint((scopes) -> new TokenStatus(null, null, null));
		Future<Map<String, Object>> first = this.threads.submit(endpoint::diagnose);
		this.started.get(30, TimeUnit.SECONDS);
		CountDownLatch asking = new CountDownLatch(1);
		CompletableFuture<Thread> caller = new CompletableFuture<>();
		Future<Map<String, Object>> second = this.threads.submit(() -> {
			caller.complete(Thread.currentThread());
			asking.countDown();
			return endpoint.diagnose();
		});
		asking.await();
		awaitWaiting(caller.get(30, TimeUnit.SECONDS));
		this.hold.countDown();
		assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(first.get(30, TimeUnit.SECONDS))
			.containsEntry("healthy", true);
		assertThat(this.runs).hasValue(1);
		endpoint.diagnose();
		assertThat(this.runs).as("after the first run").hasValue(2);
	}

	@Test
	void doctorDoesNotRunWhileTheDirectoryWantsNoRequest() throws Exception {
		this.hold.countDown();
		IwaException throttled = throttled(Duration.ofMinutes(1));
		assertThat(endpoint(failed(throttled, NOW.minusSeconds(59))).diagnose())
			.isEqualTo(Map.of("postponedUntil", NOW.plusSeconds(1).toString()));
		assertThat(this.runs).hasValue(0);
		endpoint(failed(throttled, NOW.minusSeconds(60))).diagnose();
		assertThat(this.runs).hasValue(1);
	}

	@Test
	void doctorDoesNotRunWhileTheDirectoryWantsNoFurtherRun() throws Exception {
		this.hold.countDown();
		this.retryAfter = Duration.ofMinutes(1);
		IwaEndpoint endpoint = endpoint((scopes) -> new TokenStatus(null, null, null));
		assertThat(endpoint.diagnose()).containsKey("checks");
		this.now = NOW.plusSeconds(59);
		assertThat(endpoint.diagnose()).isEqualTo(Map.of("postponedUntil", NOW.plusSeconds(60).toString()));
		assertThat(this.runs).hasValue(1);
		this.now = NOW.plusSeconds(60);
		assertThat(endpoint.diagnose()).containsKey("checks");
		assertThat(this.runs).hasValue(2);
	}

	@Test
	void longestDelayIsAnHour() throws Exception {
		IwaException throttled = throttled(Duration.ofDays(1));
		assertThat(endpoint(failed(throttled, NOW)).diagnose())
			.isEqualTo(Map.of("postponedUntil", NOW.plusSeconds(3600).toString()));
	}

	@ParameterizedTest
	@CsvSource({ "KERBEROS_FAILED, KERBEROS", "FALLBACK_UNAVAILABLE, FALLBACK" })
	void delayThatTheDirectoryDidNotAskForPostponesNoRun(IwaErrorCode code, Stage stage) throws Exception {
		this.hold.countDown();
		IwaException failure = IwaException.of(code, stage).retryAfter(Duration.ofMinutes(5)).build();
		assertThat(endpoint(failed(failure, NOW)).diagnose()).containsKey("checks");
	}

	@Test
	void newCredentialsEndTheDelay() throws Exception {
		this.hold.countDown();
		IwaException throttled = throttled(Duration.ofMinutes(1));
		LastFailure failure = new LastFailure(throttled, NOW, true);
		assertThat(endpoint((scopes) -> new TokenStatus(null, null, failure)).diagnose()).containsKey("checks");
	}

	@Test
	void stateOfEachClientIsShown() {
		IwaException failure = IwaException.of(IwaErrorCode.TICKET_MISSING, Stage.KERBEROS).build();
		assertThat(endpoint(failed(failure, NOW)).state())
			.isEqualTo(Map.of("clients", Map.of("default", Map.of("scopes", List.copyOf(SCOPES), "lastFailure",
					Map.of("code", "ticket-missing", "stage", "KERBEROS", "at", NOW.toString())))));
	}

	private static void awaitWaiting(Thread thread) {
		while (thread.getState() != Thread.State.WAITING) {
			Thread.onSpinWait();
		}
	}

	private static IwaException throttled(Duration retryAfter) {
		return IwaException.of(IwaErrorCode.THROTTLED, Stage.TOKEN).retryAfter(retryAfter).build();
	}

	private static Function<Set<String>, TokenStatus> failed(IwaException failure, Instant at) {
		return (scopes) -> new TokenStatus(null, null, new LastFailure(failure, at, false));
	}

	private IwaEndpoint endpoint(Function<Set<String>, TokenStatus> statuses) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		IwaDoctor doctor = this::run;
		beans.addBean("iwaDoctor", doctor);
		return new IwaEndpoint(statuses, new TokenClients(Map.of("default", SCOPES)),
				beans.getBeanProvider(IwaDoctor.class), () -> this.now);
	}

	private IwaReport run() {
		this.runs.incrementAndGet();
		this.started.complete(null);
		try {
			this.hold.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		IwaReport report = mock();
		given(report.isHealthy()).willReturn(true);
		Check check = mock();
		given(check.stage()).willReturn(Stage.TOKEN);
		given(check.retryAfter()).willReturn(this.retryAfter);
		willReturn(List.of(check)).given(report).checks();
		return report;
	}

}
