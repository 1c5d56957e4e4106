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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaInteractionRequiredException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Claims challenges of an API, and the directory requests that they cause.
 */
class ClaimsChallengeTests extends ClaimsChallenges {

	@ParameterizedTest
	@EnumSource
	void challengeIsAnsweredSilentlyAndNextCallUsesNewToken(Client client) {
		try (Application application = start()) {
			client.call(application);
			this.directory.api().demandClaims(CLAIMS);
			assertThat(client.call(application)).contains(User.ALICE.upn());
			assertThat(client.call(application)).contains(User.ALICE.upn());
			assertThat(claims()).containsExactly(ANNOUNCED, MERGED);
			assertThat(grants().get(1)).isEqualTo("refresh_token");
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).as("sign-ins").hasSize(1);
			assertThat(this.directory.log().requests(Hop.API)).as("calls").hasSize(4);
			assertThat(application.tokens().getToken().source()).isEqualTo(Source.CACHE);
		}
	}

	@Test
	void tokenForClaimsIsRefreshedAndReplacesCachedToken() {
		try (Application application = start()) {
			String before = application.tokens().getToken().value();
			IwaToken token = application.tokens().getToken(IwaTokenRequest.defaults().withClaims(CLAIMS));
			assertThat(token.source()).isEqualTo(Source.REFRESH);
			assertThat(token.value()).isNotEqualTo(before);
			assertThat(application.tokens().getToken().value()).isEqualTo(token.value());
			assertThat(claims()).containsExactly(ANNOUNCED, MERGED);
		}
	}

	@ParameterizedTest
	@EnumSource
	void claimsAreAcquiredByIntegratedSignInWhenRefreshTokenIsRejected(Client client) {
		try (Application application = start()) {
			client.call(application);
			this.directory.expireRefreshTokens();
			this.directory.api().demandClaims(CLAIMS);
			assertThat(client.call(application)).contains(User.ALICE.upn());
			assertThat(claims()).containsExactly(ANNOUNCED, MERGED, MERGED);
			assertThat(grants().get(2)).contains("saml");
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).as("sign-ins").hasSize(2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void revokedSessionContinuesWithNewerToken(Client client) {
		try (Application application = start()) {
			client.call(application);
			this.directory.api().challengeRevokedTokens();
			this.directory.revokeAccessTokens();
			assertThat(client.call(application)).contains(User.ALICE.upn());
			assertThat(client.call(application)).contains(User.ALICE.upn());
			assertThat(claims()).hasSize(2).last().asString().contains("\"nbf\"").contains("\"cp1\"");
		}
	}

	@ParameterizedTest
	@EnumSource
	void challengeIsFoundAmongOthersAndAcrossHeaderLines(Client client) {
		AtomicInteger number = new AtomicInteger();
		this.directory.on(Hop.API)
			.intercept((request, hop) -> (number.getAndIncrement() > 0) ? hop.respond(request)
					: unauthorized("Negotiate, Basic realm=\"a, Bearer b\"")
						.withHeader("WWW-Authenticate", "bEARER realm=\"\"")
						.withHeader("WWW-Authenticate",
								"CLAIMS=\"" + encode(CLAIMS) + "\", error=\"insufficient_claims\""));
		try (Application application = start()) {
			assertThat(client.call(application)).contains(User.ALICE.upn());
			assertThat(claims()).containsExactly(ANNOUNCED, MERGED);
		}
	}

	@Test
	void hundredConcurrentChallengesCauseOneAcquisition() throws Exception {
		int callers = 100;
		CountDownLatch sent = new CountDownLatch(callers);
		AtomicInteger number = new AtomicInteger();
		try (Application application = start()) {
			application.tokens().getToken();
			this.directory.api().demandClaims(CLAIMS);
			this.directory.on(Hop.API).intercept((request, hop) -> {
				if (number.getAndIncrement() < callers) {
					sent.countDown();
					await(sent);
				}
				return hop.respond(request);
			});
			Thread[] threads = IntStream.range(0, callers)
				.mapToObj((caller) -> new Thread(() -> Client.REST_CLIENT.call(application)))
				.toArray(Thread[]::new);
			List<Throwable> failures = new CopyOnWriteArrayList<>();
			for (Thread thread : threads) {
				thread.setUncaughtExceptionHandler((failed, ex) -> failures.add(ex));
				thread.start();
			}
			for (Thread thread : threads) {
				thread.join();
			}
			assertThat(failures).isEmpty();
			assertThat(this.tokenRequests).as("acquisitions").hasSize(2);
			assertThat(this.directory.log().requests(Hop.API)).as("calls").hasSize(2 * callers);
		}
	}

	@Test
	void lateChallengeIsAnsweredWithTokenAcquiredMeanwhile() throws Exception {
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		AtomicInteger number = new AtomicInteger();
		try (Application application = start()) {
			application.tokens().getToken();
			this.directory.api().demandClaims(CLAIMS);
			this.directory.on(Hop.API).intercept((request, hop) -> {
				if (number.getAndIncrement() == 0) {
					held.countDown();
					await(released);
				}
				return hop.respond(request);
			});
			CompletableFuture<String> late = CompletableFuture.supplyAsync(() -> Client.REST_CLIENT.call(application));
			held.await();
			assertThat(Client.WEB_CLIENT.call(application)).contains(User.ALICE.upn());
			released.countDown();
			assertThat(late.get(30, TimeUnit.SECONDS)).contains(User.ALICE.upn());
			assertThat(this.tokenRequests).as("acquisitions").hasSize(2);
		}
		finally {
			released.countDown();
		}
	}

	@Test
	void challengeIsAnsweredWithoutClientCapabilities() {
		try (Application application = Application.start(this.directory.properties(), "iwa.client-capabilities=")) {
			Client.WEB_CLIENT.call(application);
			this.directory.api().demandClaims(CLAIMS);
			assertThat(Client.WEB_CLIENT.call(application)).contains(User.ALICE.upn());
			assertThat(this.tokenRequests.get(0)).doesNotContainKey("claims");
			assertThat(this.tokenRequests.get(1)).containsEntry("claims", CLAIMS);
		}
	}

	@ParameterizedTest
	@EnumSource
	void mfaDemandForClaimsReachesCaller(Client client) {
		try (Application application = start()) {
			client.call(application);
			this.directory.api().demandClaims(CLAIMS);
			this.directory.on(Hop.TOKEN)
				.intercept((request, hop) -> Reply.json(400,
						Map.of("error", "invalid_grant", "error_codes", List.of(50076), "error_description", "MFA")));
			assertThatExceptionOfType(IwaInteractionRequiredException.class).isThrownBy(() -> client.call(application))
				.satisfies((failure) -> {
					assertThat(failure.code()).isEqualTo(IwaErrorCode.MFA_REQUIRED);
					assertThat(failure.claims()).isEqualTo(CLAIMS);
				});
			assertThat(this.directory.log().requests(Hop.TOKEN)).as("silent, then integrated").hasSize(3);
			assertThat(application.tokens().getToken().source()).as("the token without claims").isEqualTo(Source.CACHE);
		}
	}

}
