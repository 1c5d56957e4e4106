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

package com.example.orders;

import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.autoconfigure.AutoConfigureTestIwaTokens;
import io.github.iwaspring.web.IwaRequestAttributes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.restclient.test.autoconfigure.AutoConfigureMockRestServiceServer;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.test.autoconfigure.WebClientTest;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.ExpectedCount.once;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.headerDoesNotExist;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withStatus;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * Tests for {@link AutoConfigureTestIwaTokens}, in the kinds of test that Spring Boot
 * offers.
 */
class TestIwaTokensTests {

	private static final String BASE_URL = "iwa.api.base-url=https://orders.example.com";

	@Nested
	@SpringBootTest(classes = ClientBeanAlone.class, webEnvironment = WebEnvironment.NONE,
			properties = { BASE_URL, "iwa.token.prefetch=true", "iwa.diagnostics.on-startup=true" })
	@AutoConfigureTestIwaTokens
	@AutoConfigureMockRestServiceServer
	class WholeApplication {

		@Autowired
		RestClient restClient;

		@Autowired
		MockRestServiceServer server;

		@Autowired
		IwaTokenService tokens;

		@Test
		void clientBeanSendsTheTestToken() {
			this.server.expect(requestTo("https://orders.example.com/me"))
				.andExpect(header(HttpHeaders.AUTHORIZATION, "Bearer test-token"))
				.andRespond(withSuccess("Alice", MediaType.TEXT_PLAIN));
			assertThat(this.restClient.get().uri("/me").retrieve().body(String.class)).isEqualTo("Alice");
		}

		@Test
		void scopesHaveATokenOfTheirOwn() {
			IwaToken reports = this.tokens.getToken(IwaTokenRequest.defaults().withScopes("api://reports/.default"));
			assertThat(reports.value()).isEqualTo("test-token-api-reports-.default");
			this.server.expect(requestTo("https://orders.example.com/reports"))
				.andExpect(header(HttpHeaders.AUTHORIZATION, "Bearer " + reports.value()))
				.andRespond(withSuccess());
			this.restClient.get()
				.uri("/reports")
				.attributes(IwaRequestAttributes.scopes("api://reports/.default"))
				.retrieve()
				.toBodilessEntity();
		}

		@Test
		void requestsToOtherHostsHaveNoToken() {
			this.server.expect(requestTo("https://elsewhere.example.com/"))
				.andExpect(headerDoesNotExist("Authorization"))
				.andRespond(withSuccess());
			this.restClient.get().uri("https://elsewhere.example.com/").retrieve().toBodilessEntity();
		}

		@Test
		void nothingOfTheStartAsksTheDirectory(@Autowired Environment environment) {
			assertThat(environment.getProperty("iwa.token.prefetch")).isEqualTo("false");
			assertThat(environment.getProperty("iwa.diagnostics.on-startup")).isEqualTo("false");
		}

		@Test
		void tokenIsTheSameUntilSignOut() {
			this.tokens.signOut();
			IwaToken token = this.tokens.getToken();
			assertThat(this.tokens.getTokenAsync()).isCompletedWithValue(token);
			assertThat(token.username()).isEqualTo("alice@contoso.com");
			assertThat(this.tokens.getToken(IwaTokenRequest.defaults().withForceRefresh()).value())
				.isEqualTo("test-token-2");
			this.tokens.signOut();
			assertThat(this.tokens.getToken().value()).isEqualTo("test-token");
		}

	}

	@Nested
	@RestClientTest(value = Orders.class, properties = BASE_URL)
	@AutoConfigureTestIwaTokens
	class RestClientSlice {

		@Autowired
		Orders orders;

		@Autowired
		MockRestServiceServer server;

		@Test
		void builderSendsTheTestToken() {
			this.server.expect(requestTo("https://orders.example.com/me"))
				.andExpect(header(HttpHeaders.AUTHORIZATION, "Bearer test-token"))
				.andRespond(withSuccess("Alice", MediaType.TEXT_PLAIN));
			assertThat(this.orders.me()).isEqualTo("Alice");
		}

		@Test
		void nextTokenIsSentAfterARefusedOne(@Autowired IwaTokenService tokens) {
			tokens.signOut();
			this.server.expect(once(), requestTo("https://orders.example.com/me"))
				.andExpect(header(HttpHeaders.AUTHORIZATION, "Bearer test-token"))
				.andRespond(withStatus(HttpStatus.UNAUTHORIZED).header(HttpHeaders.WWW_AUTHENTICATE,
						"Bearer error=\"invalid_token\""));
			this.server.expect(once(), requestTo("https://orders.example.com/me"))
				.andExpect(header(HttpHeaders.AUTHORIZATION, "Bearer test-token-2"))
				.andRespond(withSuccess("Alice", MediaType.TEXT_PLAIN));
			assertThat(this.orders.me()).isEqualTo("Alice");
			tokens.signOut();
		}

	}

	@Nested
	@RestClientTest(properties = BASE_URL)
	@AutoConfigureTestIwaTokens
	class RestClientSliceWithTheClientBean {

		@Autowired
		RestClient restClient;

		@Autowired
		MockRestServiceServer server;

		@Test
		void clientBeanSendsTheTestToken() {
			this.server.expect(requestTo("https://orders.example.com/me"))
				.andExpect(header(HttpHeaders.AUTHORIZATION, "Bearer test-token"))
				.andRespond(withSuccess("Alice", MediaType.TEXT_PLAIN));
			assertThat(this.restClient.get().uri("/me").retrieve().body(String.class)).isEqualTo("Alice");
		}

	}

	@Nested
	@WebClientTest(properties = BASE_URL)
	@AutoConfigureTestIwaTokens
	class WebClientSlice {

		@Autowired
		WebClient webClient;

		@Autowired
		WebClient.Builder builder;

		@Test
		void clientBeanAndBuilderSendTheTestToken() {
			assertThat(this.webClient.get().uri("/me").retrieve().bodyToMono(String.class).block())
				.isEqualTo("Bearer test-token");
			assertThat(this.builder.build()
				.get()
				.uri("https://orders.example.com/me")
				.retrieve()
				.bodyToMono(String.class)
				.block()).isEqualTo("Bearer test-token");
		}

		@TestConfiguration
		static class Exchanges {

			/**
			 * Responds with the header that the request has.
			 */
			@Bean
			WebClientCustomizer echo() {
				return (client) -> client.exchangeFunction((request) -> Mono.just(ClientResponse.create(HttpStatus.OK)
					.body(String.valueOf(request.headers().getFirst(HttpHeaders.AUTHORIZATION)))
					.build()));
			}

		}

	}

	@Nested
	@SpringBootTest(webEnvironment = WebEnvironment.NONE, properties = "iwa.enabled=false")
	@AutoConfigureTestIwaTokens
	class SwitchedOff {

		@Test
		void nothingIsThere(@Autowired(required = false) IwaTokenService tokens) {
			assertThat(tokens).isNull();
		}

	}

	@SpringBootApplication
	static class Configuration {

	}

	/**
	 * Spring Boot's mock server serves one client, and is not to choose.
	 */
	@EnableAutoConfiguration
	static class ClientBeanAlone {

	}

	/**
	 * What an application would call its API with.
	 */
	@Component
	static class Orders {

		private final RestClient restClient;

		Orders(RestClient.Builder builder) {
			this.restClient = builder.baseUrl("https://orders.example.com").build();
		}

		String me() {
			return this.restClient.get().uri("/me").retrieve().body(String.class);
		}

	}

}
