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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.entra.HostAndPort;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.fixtures.RecordingServer.Answer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenRefusals}: what an API that refuses tokens costs.
 */
class TokenRefusalsTests {

	private static final List<String> INVALID_TOKEN = List.of("Bearer error=\"invalid_token\"");

	private final StubTokens tokens = new StubTokens();

	private Instant now = Instant.parse("2026-11-27T12:00:00Z");

	private final TokenRefusals refusals = new TokenRefusals(() -> this.now);

	private RecordingServer api;

	@BeforeEach
	void start() throws IOException {
		this.api = RecordingServer.http();
		this.api.answer("/", (request) -> refuse());
	}

	@AfterEach
	void stop() {
		this.api.close();
	}

	@ParameterizedTest
	@EnumSource
	void apiThatRefusesEveryTokenCostsOneRefresh(Client client) {
		for (int call = 1; call <= 300; call++) {
			assertThat(client.call(this, "/")).isEqualTo(401);
		}
		assertThat(this.tokens.invalidated()).containsExactly("token-1");
		assertThat(this.api.received()).as("requests").hasSize(301);
	}

	@Test
	void refusalIsKnownToTheOtherClientsToo() {
		for (int call = 1; call <= 10; call++) {
			for (Client client : Client.values()) {
				assertThat(client.call(this, "/")).isEqualTo(401);
			}
		}
		assertThat(this.tokens.invalidated()).containsExactly("token-1");
	}

	@ParameterizedTest
	@EnumSource
	void parallelCallsWithTheSameTokenCostOneRefresh(Client client) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(50);
		try {
			CountDownLatch together = new CountDownLatch(50);
			List<Future<Integer>> calls = new ArrayList<>();
			for (int call = 1; call <= 50; call++) {
				calls.add(threads.submit(() -> {
					together.countDown();
					together.await();
					return client.call(this, "/");
				}));
			}
			for (Future<Integer> call : calls) {
				assertThat(call.get()).isEqualTo(401);
			}
			assertThat(this.tokens.invalidated()).containsOnly("token-1");
		}
		finally {
			threads.shutdownNow();
		}
	}

	@ParameterizedTest
	@EnumSource
	void apiThatAcceptsTokensAtAnotherPathCostsOneRefresh(Client client) {
		for (int call = 1; call <= 20; call++) {
			assertThat(client.call(this, "/")).isEqualTo(401);
			assertThat(client.call(this, "/public")).isEqualTo(200);
		}
		assertThat(this.tokens.invalidated()).containsExactly("token-1");
	}

	@ParameterizedTest
	@EnumSource
	void tokenServiceThatHasNoOtherTokenIsAskedOnce(Client client) {
		IwaToken only = this.tokens.current();
		this.tokens.willAnswer(() -> CompletableFuture.completedFuture(only));
		for (int call = 1; call <= 20; call++) {
			assertThat(client.call(this, "/")).isEqualTo(401);
		}
		assertThat(this.tokens.invalidated()).containsExactly("token-1");
	}

	@ParameterizedTest
	@EnumSource
	void tokenServiceThatHasNoOtherTokenIsAskedOnceForRequestsThatCannotBeSentAgain(Client client) {
		IwaToken only = this.tokens.current();
		this.tokens.willAnswer(() -> CompletableFuture.completedFuture(only));
		for (int call = 1; call <= 20; call++) {
			client.sendOnce(this, "/");
		}
		assertThat(this.tokens.invalidated()).containsExactly("token-1");
		assertThat(this.api.received()).as("requests").hasSizeBetween(20, 21);
	}

	@Test
	void apisThatBothRefuseEveryTokenCostOneRefreshEach() {
		List<URI> apis = List.of(URI.create("https://orders.contoso.com/"), URI.create("https://reports.contoso.com/"));
		int refreshes = 0;
		for (int call = 1; call <= 100; call++) {
			refreshes += refused(apis.get(call % 2));
		}
		assertThat(refreshes).isEqualTo(2);
	}

	@Test
	void tokenThatWasAcceptedIsReplacedAtOnce() {
		URI url = URI.create("https://orders.contoso.com/");
		assertThat(next(url, token(1), 401)).isNotNull();
		assertThat(next(url, token(2), 200)).isNull();
		assertThat(next(url, token(2), 401)).isNotNull();
	}

	@Test
	void tokenThatWasNotAcceptedIsReplacedLater() {
		URI url = URI.create("https://orders.contoso.com/");
		assertThat(next(url, token(1), 401)).isNotNull();
		this.now = this.now.plus(TokenRefusals.PAUSE);
		assertThat(next(url, token(2), 401)).isNotNull();
	}

	@Test
	void refusedTokenIsNotReplacedAsLongAsItLivesButItsSuccessorIs() {
		URI url = URI.create("https://orders.contoso.com/");
		assertThat(refused(url)).isEqualTo(1);
		IwaToken refused = this.tokens.current();
		this.now = this.now.plus(Duration.ofHours(1));
		assertThat(next(url, refused, 401)).isNull();
		this.tokens.invalidate(refused);
		assertThat(refused(url)).isEqualTo(1);
	}

	@Test
	void tokenThatWasRefusedSoonAfterAReplacementIsReplacedLater() {
		URI url = URI.create("https://orders.contoso.com/");
		assertThat(next(url, token(1), 401)).isNotNull();
		assertThat(next(url, token(2), 200)).isNull();
		this.now = this.now.plus(Duration.ofMinutes(1));
		assertThat(next(url, token(3), 401)).isNull();
		this.now = this.now.plus(TokenRefusals.PAUSE);
		assertThat(next(url, token(3), 401)).isNotNull();
	}

	@Test
	void tokenThatOnePathRefusesAndAnotherAcceptsIsReplacedLater() {
		URI admin = URI.create("https://contoso.com/admin");
		URI orders = URI.create("https://contoso.com/orders");
		assertThat(refused(admin)).isEqualTo(1);
		assertThat(next(orders, this.tokens.current(), 200)).isNull();
		assertThat(refused(admin)).isZero();
		this.now = this.now.plus(TokenRefusals.PAUSE);
		assertThat(next(orders, this.tokens.current(), 401)).isNotNull();
	}

	@Test
	void pathThatRefusesEveryTokenBesideOneThatAcceptsThemCostsOneRefreshInFiveMinutes() {
		URI admin = URI.create("https://contoso.com/admin");
		URI orders = URI.create("https://contoso.com/orders");
		int refreshes = 0;
		for (int minute = 0; minute < 60; minute++) {
			for (int call = 0; call < 10; call++) {
				refreshes += refused(admin);
				assertThat(next(orders, this.tokens.current(), 200)).isNull();
			}
			this.now = this.now.plus(Duration.ofMinutes(1));
		}
		assertThat(refreshes).isEqualTo(60 / 5);
	}

	@Test
	void otherScopesHaveATokenOfTheirOwn() {
		URI url = URI.create("https://orders.contoso.com/");
		assertThat(refused(url)).isEqualTo(1);
		assertThat(refused(url, "api://reports/read")).isEqualTo(1);
		assertThat(refused(url, "api://reports/read")).isZero();
	}

	@Test
	void whatIsRememberedIsBounded() {
		URI url = URI.create("https://orders.contoso.com/");
		IntStream.range(0, 20_000).forEach((number) -> refused(url, "api://orders/" + number));
		assertThat(this.refusals).extracting("replacements")
			.asInstanceOf(InstanceOfAssertFactories.MAP)
			.hasSizeLessThanOrEqualTo(TokenRefusals.MAX_APIS);
	}

	/**
	 * Sends the present token, and a new one if the rule allows it; both are refused.
	 * @return how many tokens were replaced
	 */
	private int refused(URI url, String... scopes) {
		AuthorizationAttempt first = AuthorizationAttempt.first(IwaTokenRequest.defaults().withScopes(scopes));
		IwaToken token = this.tokens.current();
		AuthorizationAttempt second = this.refusals.next(first, token, HttpMethod.GET, url, HttpStatus.UNAUTHORIZED,
				INVALID_TOKEN);
		if (second == null) {
			return 0;
		}
		this.tokens.invalidate(token);
		assertThat(this.refusals.next(second, this.tokens.current(), HttpMethod.GET, url, HttpStatus.UNAUTHORIZED,
				INVALID_TOKEN))
			.isNull();
		return 1;
	}

	private AuthorizationAttempt next(URI url, IwaToken token, int status) {
		return this.refusals.next(AuthorizationAttempt.first(IwaTokenRequest.defaults()), token, HttpMethod.GET, url,
				HttpStatus.valueOf(status), INVALID_TOKEN);
	}

	private static IwaToken token(int number) {
		return IwaToken.of("token-" + number, Instant.MAX, Set.of("scope"), "jane.doe@contoso.com",
				IwaToken.Source.CACHE);
	}

	private static Answer refuse() {
		return Answer.unauthorized(INVALID_TOKEN.get(0));
	}

	private AllowedTargets targets() {
		return AllowedTargets.of(new AllowedTargets.Entry(null, null,
				Set.of(HostAndPort.parse("localhost:" + this.api.port())), Set.of()));
	}

	enum Client {

		WEB_CLIENT {

			@Override
			int call(TokenRefusalsTests test, String path) {
				Integer status = client(test).get()
					.uri(test.api.url(path))
					.exchangeToMono((response) -> response.releaseBody().then(Mono.just(response.statusCode().value())))
					.block();
				return status;
			}

			@Override
			void sendOnce(TokenRefusalsTests test, String path) {
				AtomicBoolean isRead = new AtomicBoolean();
				Mono<String> body = Mono.defer(() -> isRead.getAndSet(true)
						? Mono.error(new IllegalStateException("read again")) : Mono.just("apples"));
				client(test).post()
					.uri(test.api.url(path))
					.body(body, String.class)
					.exchangeToMono((response) -> response.releaseBody().then(Mono.just(response.statusCode().value())))
					.onErrorComplete()
					.block();
			}

			private WebClient client(TokenRefusalsTests test) {
				return WebClient.builder()
					.filter(new BearerTokenFilter(test.tokens, test.targets(), test.refusals))
					.build();
			}

		},

		REST_CLIENT {

			@Override
			int call(TokenRefusalsTests test, String path) {
				return status(client(test), test, path);
			}

			@Override
			void sendOnce(TokenRefusalsTests test, String path) {
				post(client(test), test, path);
			}

			private RestClient client(TokenRefusalsTests test) {
				return RestClient.builder()
					.requestInterceptor(new BearerTokenInterceptor(test.tokens, test.targets(), test.refusals))
					.build();
			}

		},

		STREAMING_REST_CLIENT {

			@Override
			int call(TokenRefusalsTests test, String path) {
				return status(client(test), test, path);
			}

			@Override
			void sendOnce(TokenRefusalsTests test, String path) {
				post(client(test), test, path);
			}

			private RestClient client(TokenRefusalsTests test) {
				return BearerTokenRestClient.builder(RestClient.builder(), test.tokens, test.targets(), test.refusals)
					.requestFactory(new JdkClientHttpRequestFactory())
					.build();
			}

		};

		abstract int call(TokenRefusalsTests test, String path);

		/**
		 * Sends a request whose body cannot be sent again, if the client streams it.
		 */
		abstract void sendOnce(TokenRefusalsTests test, String path);

		private static void post(RestClient client, TokenRefusalsTests test, String path) {
			byte[] large = new byte[KeptBody.MAX_SIZE + 1];
			Integer status = client.post()
				.uri(test.api.url(path))
				.body((out) -> out.write(large))
				.exchange((request, response) -> response.getStatusCode().value());
			assertThat(status).isEqualTo(401);
		}

		private static int status(RestClient client, TokenRefusalsTests test, String path) {
			Integer status = client.get()
				.uri(test.api.url(path))
				.exchange((request, response) -> response.getStatusCode().value());
			return status;
		}

	}

}
