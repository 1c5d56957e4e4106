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

package io.github.iwaspring.prompt;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PromptGate}.
 */
class PromptGateTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

	private final PromptGate gate = new PromptGate(this.now::get);

	@ParameterizedTest
	@CsvSource({ "api://orders/read, api://orders/.default, true", "api://orders/read, API://ORDERS/read, true",
			"api://orders/read, api://bills/read, false", "User.Read, https://graph.microsoft.com/Mail.Read, true",
			"User.Read, api://orders/read, false",
			"https://orders.contoso.com//.default, https://orders.contoso.com/read, true" })
	void resourceHasOnePromptInFiveMinutes(String first, String second, boolean same) throws Exception {
		prompt(first);
		this.now.updateAndGet((time) -> time.plus(Duration.ofMinutes(5).minusNanos(1)));
		assertThat(pause(second) != null).isEqualTo(same);
		this.now.updateAndGet((time) -> time.plusNanos(1));
		assertThat(pause(second)).isNull();
	}

	@Test
	void pauseBeginsWhenThePromptEnds() throws Exception {
		try (PromptGate.Permit permit = this.gate.enter(List.of("a/b"), PATIENCE)) {
			permit.shown();
			this.now.updateAndGet((time) -> time.plus(Duration.ofMinutes(14)));
		}
		assertThat(pause("a/b")).isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void promptThatNobodySawDoesNotCount() throws Exception {
		this.gate.enter(List.of("a/b"), PATIENCE).close();
		assertThat(pause("a/b")).isNull();
		assertThat(this.gate.ended()).isZero();
		prompt("a/b");
		assertThat(this.gate.ended()).isEqualTo(1);
	}

	@Test
	void enterAllowsOnePromptAtATimeAndWaitsWithABound() throws Exception {
		PromptGate.Permit permit = this.gate.enter(List.of("a/b"), PATIENCE);
		assertThat(onAnotherThread(Duration.ZERO).get(30, TimeUnit.SECONDS)).isFalse();
		CompletableFuture<Boolean> patient = onAnotherThread(PATIENCE);
		assertThat(patient).isNotDone();
		permit.close();
		assertThat(patient.get(30, TimeUnit.SECONDS)).isTrue();
	}

	private CompletableFuture<Boolean> onAnotherThread(Duration patience) {
		CompletableFuture<Boolean> entered = new CompletableFuture<>();
		new Thread(() -> {
			try (PromptGate.Permit permit = this.gate.enter(List.of("c/d"), patience)) {
				entered.complete(permit != null);
			}
			catch (InterruptedException ex) {
				entered.completeExceptionally(ex);
			}
		}, "waiter").start();
		return entered;
	}

	private void prompt(String scope) throws InterruptedException {
		try (PromptGate.Permit permit = this.gate.enter(List.of(scope, "openid"), PATIENCE)) {
			permit.shown();
		}
	}

	private Duration pause(String scope) throws InterruptedException {
		try (PromptGate.Permit permit = this.gate.enter(List.of(scope), PATIENCE)) {
			return permit.pause();
		}
	}

}
