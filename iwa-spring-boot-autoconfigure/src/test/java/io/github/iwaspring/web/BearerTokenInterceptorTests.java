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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.fixtures.RecordingServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BearerTokenInterceptor}.
 */
class BearerTokenInterceptorTests {

	private final StubTokens tokens = new StubTokens();

	private RecordingServer api;

	private RestClient client;

	@BeforeEach
	void start() throws IOException {
		this.api = RecordingServer.http();
		this.client = RestClient.builder().requestInterceptor(interceptor()).build();
	}

	@AfterEach
	void stop() {
		this.api.close();
	}

	@Test
	void requestToAnAllowedOriginHasTheToken() {
		String answer = this.client.get().uri(this.api.url("/orders")).retrieve().body(String.class);
		assertThat(answer).isEqualTo("fine");
		assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
		assertThat(this.tokens.requests()).containsExactly(IwaTokenRequest.defaults());
	}

	@Test
	void requestToAnotherHostHasNoTokenAndCausesNoSignIn() {
		this.client.get().uri(this.api.url("127.0.0.1", "/")).retrieve().toBodilessEntity();
		assertThat(this.api.authorizations()).containsExactly("none");
		assertThat(this.tokens.requests()).isEmpty();
	}

	@Test
	void requestWithAnAuthorizationHeaderIsUnchanged() {
		this.client.get().uri(this.api.url("/")).header("authorization", "Basic abc").retrieve().toBodilessEntity();
		assertThat(this.api.authorizations()).containsExactly("Basic abc");
		assertThat(this.tokens.requests()).isEmpty();
	}

	@Test
	void requestMayOptOutOrAskForOtherScopes() {
		this.client.get()
			.uri(this.api.url("/"))
			.attributes(IwaRequestAttributes.withoutToken())
			.retrieve()
			.toBodilessEntity();
		assertThat(this.tokens.requests()).isEmpty();
		this.client.get()
			.uri(this.api.url("/"))
			.attributes(IwaRequestAttributes.scopes("api://reports/read"))
			.retrieve()
			.toBodilessEntity();
		assertThat(this.tokens.requests()).containsExactly(IwaTokenRequest.defaults().withScopes("api://reports/read"));
		assertThat(this.api.authorizations()).containsExactly("none", "Bearer token-1");
	}

	@Test
	void invalidTokenIsReplacedOnceAndTheRequestIsSentAgain() {
		this.api.answer("/orders", (request) -> request.authorization().equals("Bearer token-1")
				? Answer.unauthorized("Negotiate", "Bearer realm=\"a, b\", error=\"invalid_token\"") : Answer.ok());
		String answer = this.client.post()
			.uri(this.api.url("/orders"))
			.body("two apples")
			.retrieve()
			.body(String.class);
		assertThat(answer).isEqualTo("fine");
		assertThat(this.api.authorizations()).containsExactly("Bearer token-1", "Bearer token-2");
		assertThat(this.api.received()).extracting(RecordingServer.Received::body)
			.containsExactly("two apples", "two apples");
		assertThat(this.tokens.invalidated()).containsExactly("token-1");
	}

	@Test
	void tokenThatIsInvalidTwiceIsNotReplacedAgain() {
		this.api.answer("/", (request) -> Answer.unauthorized("Bearer error=\"invalid_token\""));
		HttpStatusCode status = this.client.get()
			.uri(this.api.url("/"))
			.exchange((request, response) -> response.getStatusCode());
		assertThat(status).isEqualTo(HttpStatus.UNAUTHORIZED);
		assertThat(this.api.authorizations()).containsExactly("Bearer token-1", "Bearer token-2");
		assertThat(this.tokens.invalidated()).containsExactly("token-1");
	}

	@Test
	void requestFailsIfAnInvalidTokenCannotBeReplaced() {
		this.api.answer("/", (request) -> {
			this.tokens.willAnswer(() -> CompletableFuture.failedFuture(ticketMissing()));
			return Answer.unauthorized("Bearer error=\"invalid_token\"");
		});
		assertThatExceptionOfType(IwaException.class)
			.isThrownBy(() -> this.client.get().uri(this.api.url("/")).retrieve().toBodilessEntity())
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.TICKET_MISSING))
			.withMessageNotContaining("token-1");
		assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
	}

	@Test
	void firstResponseIsClosedBeforeTheNextRequest() throws IOException {
		List<String> events = new ArrayList<>();
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.GET, this.api.url("/"));
		interceptor().intercept(request, new byte[0], (sent, body) -> {
			events.add(sent.getHeaders().getFirst("Authorization"));
			return refusal(events);
		});
		assertThat(events).containsExactly("Bearer token-1", "closed", "Bearer token-2");
	}

	@Test
	void requestOfTheCallerIsNotModified() throws IOException {
		List<String> events = new ArrayList<>();
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.GET, this.api.url("/"));
		request.getHeaders().add("X-Kept", "a");
		interceptor().intercept(request, new byte[0], (sent, body) -> {
			sent.getHeaders().add("X-Kept", "b");
			return new MockClientHttpResponse(new byte[0], HttpStatus.OK);
		});
		assertThat(request.getHeaders().headerNames()).containsExactly("X-Kept");
		assertThat(request.getHeaders().get("X-Kept")).containsExactly("a");
	}

	private static ClientHttpResponse refusal(List<String> events) {
		MockClientHttpResponse response = new MockClientHttpResponse(new byte[0], HttpStatus.UNAUTHORIZED) {

			@Override
			public void close() {
				events.add("closed");
			}

		};
		response.getHeaders().add("WWW-Authenticate", "Bearer error=\"invalid_token\"");
		return response;
	}

	private BearerTokenInterceptor interceptor() {
		return new BearerTokenInterceptor(this.tokens,
				AllowedTargets.of(new AllowedTargets.Entry(null, this.api.url("/"), Set.of(), Set.of())),
				new TokenRefusals());
	}

	private static IwaException ticketMissing() {
		return IwaException.of(IwaErrorCode.TICKET_MISSING, IwaException.Stage.KERBEROS)
			.description("There is no ticket.")
			.action("Sign in.")
			.build();
	}

}
