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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.fixtures.RecordingServer.Answer;
import io.github.iwaspring.fixtures.RecordingServer.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests that both kinds of client answer claims challenges.
 */
class ClaimsAnswerTests {

	private static final String CLAIMS = "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}";

	private static final String INVALID_TOKEN = "Bearer error=\"invalid_token\"";

	private final StubTokens tokens = new StubTokens();

	private RecordingServer api;

	@BeforeEach
	void start() throws IOException {
		this.api = RecordingServer.http();
		this.tokens.replaceOnClaims();
	}

	@AfterEach
	void stop() {
		this.api.close();
	}

	@ParameterizedTest
	@EnumSource
	void challengeIsAnsweredWithATokenForItsClaims(Client client) {
		IwaToken challenged = this.tokens.current();
		this.api.answer("/", (request) -> request.authorization().endsWith("-1")
				? Answer.unauthorized("Negotiate", challenge(CLAIMS)) : Answer.ok());
		assertThat(call(client)).isEqualTo(200);
		assertThat(this.api.authorizations()).containsExactly("Bearer token-1", "Bearer token-2");
		assertThat(this.api.received()).extracting(Received::body).containsExactly("two apples", "two apples");
		assertThat(this.tokens.requests()).containsExactly(IwaTokenRequest.defaults(),
				IwaTokenRequest.defaults().withClaims(CLAIMS, challenged));
		assertThat(this.tokens.invalidated()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void secondChallengeOfARequestIsTheExceptionWithItsClaims(Client client) {
		AtomicInteger number = new AtomicInteger();
		this.api.answer("/", (request) -> Answer.unauthorized(challenge("{\"n\":" + number.incrementAndGet() + "}")));
		IwaException failure = catchThrowableOfType(IwaException.class, () -> call(client));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.CLAIMS_CHALLENGE_REPEATED);
		assertThat(failure.claims()).isEqualTo("{\"n\":2}");
		assertThat(failure).hasMessageStartingWith("POST to localhost was answered with status 401")
			.hasMessageEndingWith(failure.action())
			.hasMessageNotContaining("token-");
		assertThat(this.api.received()).as("requests").hasSize(2);
		assertThat(this.tokens.requests()).as("acquisitions").hasSize(2);
	}

	@ParameterizedTest
	@EnumSource
	void invalidTokenMayComeBeforeAChallenge(Client client) {
		answers(INVALID_TOKEN, challenge(CLAIMS));
		assertThat(call(client)).isEqualTo(200);
		assertThat(this.api.authorizations()).containsExactly("Bearer token-1", "Bearer token-2", "Bearer token-3");
		assertThat(this.tokens.invalidated()).containsExactly("token-1");
	}

	@ParameterizedTest
	@EnumSource
	void tokenThatIsInvalidAfterAChallengeIsNotReplaced(Client client) {
		answers(challenge(CLAIMS), INVALID_TOKEN);
		assertThat(call(client)).isEqualTo(401);
		assertThat(this.api.received()).as("requests").hasSize(2);
		assertThat(this.tokens.requests()).as("acquisitions").hasSize(2);
		assertThat(this.tokens.invalidated()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void sequenceOfRejectionsIsNeverALoop(Client client) {
		answers(INVALID_TOKEN, challenge(CLAIMS), INVALID_TOKEN, challenge(CLAIMS), INVALID_TOKEN);
		assertThat(call(client)).isEqualTo(401);
		assertThat(this.api.received()).as("requests").hasSize(3);
		assertThat(this.tokens.requests()).as("demands for claims").filteredOn((r) -> r.claims() != null).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void challengeThatCannotBeReadIsReturnedToTheCaller(Client client) {
		this.api.answer("/", (request) -> Answer.unauthorized(challenge("no JSON")));
		assertThat(call(client)).isEqualTo(401);
		assertThat(this.api.received()).hasSize(1);
		assertThat(this.tokens.requests()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void otherStatusIsNotAChallenge(Client client) {
		Answer refusal = Answer.unauthorized(challenge(CLAIMS));
		this.api.answer("/", (request) -> new Answer(403, refusal.headers(), "no"));
		assertThat(call(client)).isEqualTo(403);
		assertThat(this.tokens.requests()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void challengeOfAnOriginWithoutATokenIsIgnored(Client client) {
		this.api.answer("/", (request) -> Answer.unauthorized(challenge(CLAIMS)));
		assertThat(client.call(this, this.api.url("127.0.0.1", "/"), false)).isEqualTo(401);
		assertThat(client.call(this, this.api.url("/"), true)).isEqualTo(401);
		assertThat(this.api.authorizations()).containsExactly("none", "none");
		assertThat(this.tokens.requests()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void callFailsWithTheErrorOfTheTokenServiceIfThereIsNoTokenForTheClaims(Client client) {
		this.api.answer("/", (request) -> {
			this.tokens.willAnswer(() -> CompletableFuture.failedFuture(mfaRequired()));
			return Answer.unauthorized(challenge(CLAIMS));
		});
		IwaException failure = catchThrowableOfType(IwaException.class, () -> call(client));
		assertThat(failure.code()).isEqualTo(IwaErrorCode.MFA_REQUIRED);
		assertThat(this.api.received()).hasSize(1);
	}

	/**
	 * Responds with one challenge after the other, then with success.
	 */
	private void answers(String... challenges) {
		AtomicInteger number = new AtomicInteger();
		this.api.answer("/", (request) -> {
			int index = number.getAndIncrement();
			return (index < challenges.length) ? Answer.unauthorized(challenges[index]) : Answer.ok();
		});
	}

	private int call(Client client) {
		return client.call(this, this.api.url("/"), false);
	}

	private AllowedTargets targets() {
		return AllowedTargets.of(new AllowedTargets.Entry(null, this.api.url("/"), Set.of(), Set.of()));
	}

	private static String challenge(String claims) {
		return "Bearer realm=\"\", error=\"insufficient_claims\", claims=\""
				+ Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "\"";
	}

	private static IwaException mfaRequired() {
		return IwaException.of(IwaErrorCode.MFA_REQUIRED, IwaException.Stage.TOKEN)
			.description("A second factor is demanded.")
			.action("Sign in at a prompt.")
			.claims(CLAIMS)
			.build();
	}

	enum Client {

		WEB_CLIENT {

			@Override
			int call(ClaimsAnswerTests test, URI url, boolean withoutToken) {
				Integer status = WebClient.builder()
					.filter(new BearerTokenFilter(test.tokens, test.targets(), new TokenRefusals()))
					.build()
					.post()
					.uri(url)
					.attributes(withoutToken ? IwaRequestAttributes.withoutToken() : (attributes) -> {
					})
					.bodyValue("two apples")
					.exchangeToMono((response) -> Mono.just(response.statusCode().value()))
					.block();
				return status;
			}

		},

		REST_CLIENT {

			@Override
			int call(ClaimsAnswerTests test, URI url, boolean withoutToken) {
				Integer status = RestClient.builder()
					.requestInterceptor(new BearerTokenInterceptor(test.tokens, test.targets(), new TokenRefusals()))
					.build()
					.post()
					.uri(url)
					.attributes(withoutToken ? IwaRequestAttributes.withoutToken() : (attributes) -> {
					})
					.body("two apples")
					.exchange((request, response) -> response.getStatusCode().value());
				return status;
			}

		};

		abstract int call(ClaimsAnswerTests test, URI url, boolean withoutToken);

	}

}
