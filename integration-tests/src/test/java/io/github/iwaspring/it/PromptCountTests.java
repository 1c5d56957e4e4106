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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The number of prompts that many callers or a demanding API can cause.
 */
class PromptCountTests {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final ShownCodes codes = new ShownCodes();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void twentyConcurrentCallersCauseOnePrompt() throws Exception {
		List<CompletableFuture<IwaToken>> tokens = new ArrayList<>();
		try (Application application = start(User.MIA)) {
			for (int i = 0; i < 5; i++) {
				for (IwaTokenRequest request : List.of(IwaTokenRequest.defaults(),
						IwaTokenRequest.defaults().withForceRefresh(), permission(), permission().withForceRefresh())) {
					tokens.add(application.tokens().getTokenAsync(request));
				}
			}
			this.directory.deviceCodes().approve(User.MIA);
			for (CompletableFuture<IwaToken> token : tokens) {
				assertThat(token.get(30, TimeUnit.SECONDS).username()).isEqualTo(User.MIA.upn());
			}
			assertThat(this.codes.shown()).hasSize(1);
		}
	}

	@Test
	void twentyConcurrentBlockingCallersCauseOnePrompt() throws Exception {
		CountDownLatch answered = new CountDownLatch(20);
		try (Application application = start(User.MIA)) {
			for (int i = 0; i < 20; i++) {
				Thread caller = new Thread(() -> {
					if (callApi(application).contains(User.MIA.upn())) {
						answered.countDown();
					}
				});
				caller.setDaemon(true);
				caller.start();
			}
			this.directory.deviceCodes().approve(User.MIA);
			assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(this.codes.shown()).hasSize(1);
		}
	}

	@Test
	void repeatedDemandsForSecondFactorCauseOnePrompt() throws Exception {
		AtomicInteger demands = new AtomicInteger();
		this.directory.on(Hop.API).intercept((request, hop) -> challenge(demands.incrementAndGet()));
		this.directory.on(Hop.TOKEN)
			.intercept((request,
					hop) -> (request.form().getOrDefault("claims", "").contains("acrs")
							&& !request.form().containsKey("device_code"))
									? Fault.entra("invalid_grant", 50076).intercept(request, hop)
									: hop.respond(request));
		try (Application application = start(User.ALICE)) {
			CompletableFuture<Void> first = CompletableFuture.runAsync(() -> application
				.refused(IwaErrorCode.CLAIMS_CHALLENGE_REPEATED, Stage.TOKEN, () -> callApi(application)));
			this.directory.deviceCodes().approve(User.ALICE);
			first.get(30, TimeUnit.SECONDS);
			for (int request = 0; request < 5; request++) {
				assertThat(application
					.refused(IwaErrorCode.FALLBACK_UNAVAILABLE, Stage.FALLBACK, () -> callApi(application))
					.retryAfter()).isPositive();
			}
			assertThat(demands).as("challenges").hasValue(7);
			assertThat(this.codes.shown()).as("prompts").hasSize(1);
			assertThat(this.directory.log().requests(Hop.DEVICE_CODE)).hasSize(1);
		}
	}

	private static Reply challenge(int number) {
		String claims = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c" + number + "\"}}}";
		return Reply.status(401)
			.withHeader("WWW-Authenticate", "Bearer realm=\"\", error=\"insufficient_claims\", claims=\""
					+ Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "\"");
	}

	private static IwaTokenRequest permission() {
		return IwaTokenRequest.defaults().withScopes(Resource.ORDERS.name() + "/" + Resource.ORDERS.permission());
	}

	private static String callApi(Application application) {
		return String.valueOf(application.bean(RestClient.class).get().uri("/me").retrieve().body(String.class));
	}

	private Application start(User user) {
		return Application.start(this.codes, this.directory.properties(user));
	}

}
