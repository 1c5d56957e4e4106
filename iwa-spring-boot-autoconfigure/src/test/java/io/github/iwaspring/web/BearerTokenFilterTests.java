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
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.fixtures.RecordingServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BearerTokenFilter}.
 */
class BearerTokenFilterTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final StubTokens tokens = new StubTokens();

	private RecordingServer api;

	private WebClient client;

	@BeforeEach
	void start() throws IOException {
		this.api = RecordingServer.http();
		this.client = WebClient.builder().filter(filter()).build();
	}

	@AfterEach
	void stop() {
		this.api.close();
	}

	@Test
	void requestToAnAllowedOriginHasTheToken() {
		assertThat(get("/orders")).isEqualTo("fine");
		assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
		assertThat(this.tokens.requests()).containsExactly(IwaTokenRequest.defaults());
	}

	@Test
	void requestToAnotherHostHasNoTokenAndCausesNoSignIn() {
		this.client.get().uri(this.api.url("127.0.0.1", "/")).retrieve().toBodilessEntity().block(LIMIT);
		assertThat(this.api.authorizations()).containsExactly("none");
		assertThat(this.tokens.requests()).isEmpty();
	}

	@Test
	void requestWithAnAuthorizationHeaderIsUnchanged() {
		this.api.answer("/", (request) -> Answer.unauthorized("Bearer error=\"invalid_token\""));
		HttpStatus status = status(this.client.get().uri(this.api.url("/")).header("authorization", "Basic abc"));
		assertThat(status).isEqualTo(HttpStatus.UNAUTHORIZED);
		assertThat(this.api.authorizations()).containsExactly("Basic abc");
		assertThat(this.tokens.requests()).isEmpty();
	}

	@Test
	void requestMayOptOut() {
		this.client.get()
			.uri(this.api.url("/"))
			.attributes(IwaRequestAttributes.withoutToken())
			.retrieve()
			.toBodilessEntity()
			.block(LIMIT);
		assertThat(this.api.authorizations()).containsExactly("none");
		assertThat(this.tokens.requests()).isEmpty();
	}

	@Test
	void requestMayAskForOtherScopes() {
		this.client.get()
			.uri(this.api.url("/"))
			.attributes(IwaRequestAttributes.scopes("api://reports/read"))
			.retrieve()
			.toBodilessEntity()
			.block(LIMIT);
		assertThat(this.tokens.requests()).containsExactly(IwaTokenRequest.defaults().withScopes("api://reports/read"));
	}

	@Test
	void invalidTokenIsReplacedOnceAndTheRequestIsSentAgain() {
		this.api.answer("/orders", (request) -> request.authorization().equals("Bearer token-1")
				? Answer.unauthorized("Negotiate", "Bearer realm=\"a, b\", error=\"invalid_token\"") : Answer.ok());
		String answer = this.client.post()
			.uri(this.api.url("/orders"))
			.bodyValue("two apples")
			.retrieve()
			.bodyToMono(String.class)
			.block(LIMIT);
		assertThat(answer).isEqualTo("fine");
		assertThat(this.api.authorizations()).containsExactly("Bearer token-1", "Bearer token-2");
		assertThat(this.api.received()).extracting(RecordingServer.Received::body)
			.containsExactly("two apples", "two apples");
		assertThat(this.tokens.invalidated()).containsExactly("token-1");
	}

	@Test
	void tokenThatIsInvalidTwiceIsNotReplacedAgain() {
		this.api.answer("/", (request) -> Answer.unauthorized("Bearer error=\"invalid_token\""));
		HttpStatus status = status(this.client.get().uri(this.api.url("/")));
		assertThat(status).isEqualTo(HttpStatus.UNAUTHORIZED);
		assertThat(this.api.authorizations()).containsExactly("Bearer token-1", "Bearer token-2");
		assertThat(this.tokens.invalidated()).containsExactly("token-1");
	}

	@Test
	void otherRejectionIsReturnedToTheCaller() {
		this.api.answer("/", (request) -> Answer.unauthorized("Bearer error=\"insufficient_scope\""));
		HttpStatus status = status(this.client.get().uri(this.api.url("/")));
		assertThat(status).isEqualTo(HttpStatus.UNAUTHORIZED);
		assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
		assertThat(this.tokens.invalidated()).isEmpty();
	}

	@Test
	void exchangeFailsWithTheErrorOfTheTokenServiceAndSendsNothing() {
		this.tokens.willAnswer(() -> CompletableFuture.failedFuture(ticketMissing()));
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> get("/"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.TICKET_MISSING));
		assertThat(this.api.received()).isEmpty();
	}

	@Test
	void exchangeFailsIfAnInvalidTokenCannotBeReplaced() {
		this.api.answer("/", (request) -> {
			this.tokens.willAnswer(() -> CompletableFuture.failedFuture(ticketMissing()));
			return Answer.unauthorized("Bearer error=\"invalid_token\"");
		});
		assertThatExceptionOfType(IwaException.class).isThrownBy(() -> get("/"))
			.satisfies((ex) -> assertThat(ex).hasMessageNotContaining("token-1"));
		assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
	}

	@Test
	void eachSubscriptionIsAnExchangeOfItsOwn() {
		Mono<String> call = this.client.get().uri(this.api.url("/")).retrieve().bodyToMono(String.class);
		assertThat(this.tokens.requests()).isEmpty();
		call.block(LIMIT);
		call.block(LIMIT);
		assertThat(this.tokens.requests()).hasSize(2);
	}

	@Test
	void cancelEndsTheWaitForTheToken() {
		CompletableFuture<IwaToken> pending = new CompletableFuture<>();
		this.tokens.willAnswer(() -> pending);
		this.client.get().uri(this.api.url("/")).retrieve().bodyToMono(String.class).subscribe().dispose();
		assertThat(pending).isCancelled();
		assertThat(this.api.received()).isEmpty();
	}

	@Test
	void contextOfTheCallerReachesTheExchange() {
		ExchangeFunction next = (request) -> Mono.deferContextual((context) -> Mono
			.just(ClientResponse.create(HttpStatus.OK).header("X-Trace", context.<String>get("trace")).build()));
		ClientResponse response = WebClient.builder()
			.filter(filter())
			.exchangeFunction(next)
			.build()
			.get()
			.uri(this.api.url("/"))
			.exchangeToMono(Mono::just)
			.contextWrite((context) -> context.put("trace", "4711"))
			.block(LIMIT);
		assertThat(response.headers().header("X-Trace")).containsExactly("4711");
	}

	@Test
	void bodyOfARejectionIsReleased() {
		AtomicInteger released = new AtomicInteger();
		Flux<DataBuffer> body = Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(new byte[10]))
			.cast(DataBuffer.class)
			.doOnComplete(released::incrementAndGet);
		assertThat(exchangeRefusedWith(body)).isEqualTo(HttpStatus.OK);
		assertThat(released).hasValue(1);
	}

	@Test
	void rejectionWhoseBodyNeverEndsIsCancelled() {
		AtomicInteger cancelled = new AtomicInteger();
		Flux<DataBuffer> body = Flux.<DataBuffer>never().doOnCancel(cancelled::incrementAndGet);
		assertThat(exchangeRefusedWith(body)).isEqualTo(HttpStatus.OK);
		assertThat(cancelled).hasValue(1);
	}

	@Test
	void rejectionWhoseBodyFailsIsRetried() {
		assertThat(exchangeRefusedWith(Flux.error(new IOException("reset")))).isEqualTo(HttpStatus.OK);
	}

	private HttpStatus exchangeRefusedWith(Flux<DataBuffer> body) {
		ClientResponse refusal = ClientResponse.create(HttpStatus.UNAUTHORIZED)
			.header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
			.body(body)
			.build();
		ExchangeFunction next = (request) -> Mono.just(request.headers().getFirst("Authorization").endsWith("-1")
				? refusal : ClientResponse.create(HttpStatus.OK).build());
		return status(WebClient.builder().filter(filter()).exchangeFunction(next).build().get().uri(this.api.url("/")));
	}

	private static HttpStatus status(WebClient.RequestHeadersSpec<?> request) {
		return request.exchangeToMono((response) -> Mono.just(HttpStatus.valueOf(response.statusCode().value())))
			.block(LIMIT);
	}

	private String get(String path) {
		return this.client.get().uri(this.api.url(path)).retrieve().bodyToMono(String.class).block(LIMIT);
	}

	private BearerTokenFilter filter() {
		URI origin = this.api.url("/");
		return new BearerTokenFilter(this.tokens,
				AllowedTargets.of(new AllowedTargets.Entry(null, origin, Set.of(), Set.of())), new TokenRefusals());
	}

	private static IwaException ticketMissing() {
		return IwaException.of(IwaErrorCode.TICKET_MISSING, IwaException.Stage.KERBEROS)
			.description("There is no ticket.")
			.action("Sign in.")
			.build();
	}

}
