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

package io.github.iwaspring.signin;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.prompt.SystemBrowser;
import io.github.iwaspring.token.CachingTokenService;
import io.github.iwaspring.token.RetryPolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for renewals that would need a prompt: a managed user, whose refresh token is no
 * longer accepted.
 */
class RenewalPromptTests {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

	private final RecordingPrompt prompt = new RecordingPrompt();

	@Test
	void renewalPromptsNobody() throws Exception {
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try (ScriptedEntra entra = new ScriptedEntra(); CachingTokenService service = service(entra, threads)) {
			entra.answerToken(ScriptedEntra.token("alice@contoso.com", "a1"), ScriptedEntra.error("invalid_grant"));
			IwaToken token = service.getToken();
			this.now.set(token.expiresAt().minusSeconds(1));
			assertThat(service.getToken().value()).isEqualTo(token.value());
			threads.submit(() -> {
			}).get(30, TimeUnit.SECONDS);
			assertThat(entra.tokenRequests()).hasSize(2).last().asString().contains("grant_type=refresh_token");
			assertThat(service.getToken().value()).isEqualTo(token.value());
			assertThat(this.prompt.shown).as("prompts").hasSize(1);
		}
	}

	private CachingTokenService service(ScriptedEntra entra, ExecutorService threads) {
		FallbackSettings fallback = new FallbackSettings(List.of(IwaFallbackFlow.DEVICE_CODE), Duration.ofMinutes(15),
				Duration.ofMinutes(5), URI.create("http://localhost"), () -> this.prompt, Brokers.none(),
				new SystemBrowser(), this.now::get);
		SignInTokenAcquirer acquirer = new SignInTokenAcquirer(entra.settings(null), ScriptedEntra::alice, entra.http(),
				fallback, null);
		return new CachingTokenService(Set.of(ScriptedEntra.SCOPE), () -> acquirer, threads,
				Executors.newSingleThreadExecutor(), Duration.ofSeconds(30), new RetryPolicy(Duration.ofMinutes(5)),
				this.now::get);
	}

}
