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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.iwaspring.IwaDeviceCodePrompt;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.prompt.SystemBrowser;
import io.github.iwaspring.support.Lazy;
import io.github.iwaspring.token.AcquisitionContext;
import io.github.iwaspring.token.AcquisitionListener;
import io.github.iwaspring.token.CachingTokenService;
import io.github.iwaspring.token.RetryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link DeviceCodeFlow}: a managed user, a directory over TLS, and msal4j.
 */
class DeviceCodeFlowTests {

	private static final String ALICE = "alice@contoso.com";

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final ScriptedEntra entra;

	private final RecordingPrompt prompt = new RecordingPrompt();

	private InstantSource clock = Clock.fixed(NOW, ZoneOffset.UTC);

	DeviceCodeFlowTests() throws Exception {
		this.entra = new ScriptedEntra();
	}

	@AfterEach
	void close() {
		this.entra.close();
	}

	@Test
	void managedUserSignsInByACodeAndTheNextCallIsSilent() {
		this.entra.answerToken(ScriptedEntra.PENDING, ScriptedEntra.token(ALICE, "a1"));
		SignInTokenAcquirer acquirer = acquirer(null, Duration.ofMinutes(15));
		IwaToken token = acquirer.acquire(ScriptedEntra.acquisition());
		assertThat(token.source()).isEqualTo(Source.DEVICE_CODE);
		assertThat(token.value()).isEqualTo("token-of-a1");
		assertThat(token.username()).isEqualTo(ALICE);
		assertThat(acquirer.acquire(ScriptedEntra.acquisition()).source()).isEqualTo(Source.CACHE);
		assertThat(this.entra.tokenRequests()).hasSize(2)
			.allSatisfy((body) -> assertThat(body).contains("grant_type=device_code", "device_code=D1"));
		assertThat(this.prompt.shown).singleElement().satisfies((code) -> {
			assertThat(code.clientId()).isEqualTo(ScriptedEntra.CLIENT_ID);
			assertThat(code.tenant()).isEqualTo(ScriptedEntra.TENANT);
			assertThat(code.username()).isEqualTo(ALICE);
			assertThat(code.userCode()).isEqualTo("ABCD-1234");
			assertThat(code.verificationUri().getPath()).isEqualTo("/device");
			assertThat(code.expiresAt()).isEqualTo(NOW.plusSeconds(900));
			assertThat(code.toString()).doesNotContain("alice", "ABCD");
		});
		assertThat(this.prompt.ended).isEqualTo(this.prompt.shown);
	}

	@Test
	void promptExpiresWithTheTimeoutOfTheApplication() {
		this.entra.answerToken(ScriptedEntra.token(ALICE, "a1"));
		acquirer(null, Duration.ofMinutes(2)).acquire(ScriptedEntra.acquisition());
		assertThat(this.prompt.shown.get(0).expiresAt()).isEqualTo(NOW.plusSeconds(120));
	}

	@ParameterizedTest
	@CsvSource({ "authorization_declined, FALLBACK_DECLINED", "access_denied, FALLBACK_DECLINED",
			"expired_token, FALLBACK_TIMEOUT", "code_expired, FALLBACK_TIMEOUT",
			"bad_verification_code, FALLBACK_FAILED", "invalid_client, NOT_PUBLIC_CLIENT" })
	void errorResponseEndsTheSignIn(String error, IwaErrorCode code) {
		this.entra.answerToken("{\"error\":\"" + error + "\"}");
		IwaException failure = failure(acquirer(null, Duration.ofMinutes(15)));
		assertThat(failure.code()).isEqualTo(code);
		assertThat(failure.stage()).isEqualTo(Stage.FALLBACK);
		assertThat(failure.getSuppressed()).hasSize(1);
		assertThat(this.prompt.shown).hasSize(1);
		assertThat(this.prompt.ended).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "https://evil.example/device", "http://localhost/device", "https://microsoft.com/devicelogin" })
	void codeWithAnAddressOutsideTheCloudIsNotShown(String address) {
		this.entra.verifyAt(address).answerToken(ScriptedEntra.PENDING);
		IwaException failure = failure(acquirer(null, Duration.ofMinutes(15)));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.FALLBACK_FAILED);
		assertThat(failure).hasMessageContaining("address");
		assertThat(this.prompt.shown).isEmpty();
	}

	@Test
	void tokenOfAnotherUserIsAMismatchAndLeavesNothing() {
		this.entra.answerToken(ScriptedEntra.token("bob@contoso.com", "b1"));
		SignInTokenAcquirer acquirer = acquirer(ALICE, Duration.ofMinutes(15));
		assertThat(failure(acquirer).code()).isEqualTo(IwaErrorCode.USER_MISMATCH);
		assertThat(failure(acquirer).code()).isEqualTo(IwaErrorCode.FALLBACK_UNAVAILABLE);
	}

	@Test
	void claimsOfTheRequestAreSentForTheCodeAndForTheToken() {
		this.entra.answerToken(ScriptedEntra.token(ALICE, "a1"));
		String claims = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";
		acquirer(null, Duration.ofMinutes(15)).acquire(
				new AcquisitionContext(IwaTokenRequest.defaults().withScopes(ScriptedEntra.SCOPE).withClaims(claims),
						Duration.ofSeconds(30), AcquisitionListener.NONE));
		assertThat(this.entra.deviceCodeRequests()).singleElement()
			.satisfies((body) -> assertThat(URLDecoder.decode(body, StandardCharsets.UTF_8)).contains(claims));
		assertThat(this.entra.tokenRequests()).singleElement()
			.satisfies((body) -> assertThat(URLDecoder.decode(body, StandardCharsets.UTF_8)).contains("acrs", "c1"));
	}

	@Test
	void promptThatFailsToEndKeepsTheToken() {
		this.prompt.failsToEnd = true;
		this.entra.answerToken(ScriptedEntra.token(ALICE, "a1"));
		assertThat(acquirer(null, Duration.ofMinutes(15)).acquire(ScriptedEntra.acquisition()).source())
			.isEqualTo(Source.DEVICE_CODE);
	}

	@Test
	void promptThatFailsToShowEndsTheSignIn() {
		this.prompt.failure = new IllegalStateException("no console");
		IwaException failure = failure(acquirer(null, Duration.ofMinutes(15)));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.FALLBACK_FAILED);
		assertThat(failure).hasMessageContaining("IwaDeviceCodePrompt").hasCause(this.prompt.failure);
		assertThat(this.prompt.ended).hasSize(1);
	}

	@Test
	void secondPromptForTheResourceIsRefusedForFiveMinutes() {
		this.entra.answerToken(ScriptedEntra.error("access_denied"));
		SignInTokenAcquirer acquirer = acquirer(null, Duration.ofMinutes(15));
		failure(acquirer);
		IwaException refused = failure(acquirer);
		assertThat(refused.code()).isEqualTo(IwaErrorCode.FALLBACK_UNAVAILABLE);
		assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(5));
		assertThat(this.prompt.shown).hasSize(1);
	}

	@Test
	void unansweredPromptIsAFallbackTimeout() throws Exception {
		this.entra.answerToken(ScriptedEntra.PENDING);
		try (CachingTokenService service = service(Duration.ofMillis(300))) {
			IwaException failure = catchThrowableOfType(IwaException.class, service::getToken);
			assertThat(failure.code()).isEqualTo(IwaErrorCode.FALLBACK_TIMEOUT);
			assertThat(failure.stage()).isEqualTo(Stage.FALLBACK);
			assertThat(failure).hasMessageContaining("iwa.fallback.device-code.timeout");
			this.prompt.firstEnded.get(30, TimeUnit.SECONDS);
		}
	}

	@Test
	void closingTheServiceEndsThePrompt() throws Exception {
		this.entra.answerToken(ScriptedEntra.PENDING);
		CachingTokenService service = service(Duration.ofMinutes(15));
		CompletableFuture<IwaToken> token = service.getTokenAsync();
		this.prompt.first.get(30, TimeUnit.SECONDS);
		service.close();
		this.prompt.firstEnded.get(30, TimeUnit.SECONDS);
		assertThat(token).failsWithin(Duration.ofSeconds(30));
	}

	@Test
	void callerThatWaitedForThePromptGetsItsToken() throws Exception {
		CompletableFuture<Boolean> released = new CompletableFuture<>();
		this.entra.answerToken(ScriptedEntra.token(ALICE, "a1"));
		this.clock = InstantSource.system();
		SignInTokenAcquirer acquirer = acquirer(null, Duration.ofMinutes(15), (code) -> {
			this.prompt.show(code);
			released.join();
		});
		CompletableFuture<IwaToken> first = CompletableFuture
			.supplyAsync(() -> acquirer.acquire(ScriptedEntra.acquisition()), this::start);
		this.prompt.first.get(30, TimeUnit.SECONDS);
		CompletableFuture<IwaToken> second = CompletableFuture
			.supplyAsync(() -> acquirer.acquire(ScriptedEntra.acquisition()), this::start);
		released.complete(true);
		assertThat(first.get(30, TimeUnit.SECONDS).source()).isEqualTo(Source.DEVICE_CODE);
		assertThat(second.get(30, TimeUnit.SECONDS).source()).isEqualTo(Source.CACHE);
		assertThat(this.prompt.shown).hasSize(1);
	}

	private void start(Runnable task) {
		Thread thread = new Thread(task, "caller");
		thread.setDaemon(true);
		thread.start();
	}

	private IwaException failure(SignInTokenAcquirer acquirer) {
		return catchThrowableOfType(IwaException.class, () -> acquirer.acquire(ScriptedEntra.acquisition()));
	}

	private CachingTokenService service(Duration timeout) {
		return new CachingTokenService(Set.of(ScriptedEntra.SCOPE), new Lazy<>(() -> acquirer(null, timeout)),
				Executors.newSingleThreadExecutor(), Executors.newSingleThreadExecutor(), Duration.ofSeconds(30),
				new RetryPolicy(Duration.ofMinutes(5)), this.clock);
	}

	private SignInTokenAcquirer acquirer(String username, Duration timeout) {
		return acquirer(username, timeout, this.prompt);
	}

	private SignInTokenAcquirer acquirer(String username, Duration timeout, IwaDeviceCodePrompt to) {
		return new SignInTokenAcquirer(this.entra.settings(username), ScriptedEntra::alice, this.entra.http(),
				new FallbackSettings(List.of(IwaFallbackFlow.DEVICE_CODE), timeout, Duration.ofMinutes(5),
						URI.create("http://localhost"), () -> to, Brokers.none(), new SystemBrowser(), this.clock),
				null);
	}

}
