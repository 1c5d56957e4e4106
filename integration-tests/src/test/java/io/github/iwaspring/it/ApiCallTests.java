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

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.RecordedRequest;
import io.github.iwaspring.test.tenant.Resource;
import io.github.iwaspring.test.tenant.User;
import io.github.iwaspring.web.IwaRequestAttributes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls to a protected API with each client that an application can inject.
 */
class ApiCallTests {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@ParameterizedTest
	@EnumSource(WebApplicationType.class)
	void clientsCallApiAsUserInEveryApplicationType(WebApplicationType type) {
		try (Application application = Application.start(type, this.directory.properties(), "server.port=0")) {
			String api = this.directory.apiUrl() + "/me";
			assertThat(get(application.bean(WebClient.class), "/me")).contains(User.ALICE.upn());
			assertThat(get(application.bean(RestClient.class), "/me")).contains(User.ALICE.upn());
			assertThat(get(application.bean(WebClient.Builder.class).build(), api)).contains(User.ALICE.upn());
			// Spring Boot 4.0.0 has none in a reactive application
			assertThat(application.beans(RestClient.Builder.class))
				.hasSizeGreaterThanOrEqualTo((type != WebApplicationType.REACTIVE) ? 1 : 0)
				.allSatisfy((builder) -> assertThat(get(builder.build(), api)).contains(User.ALICE.upn()));
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).as("sign-ins").hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdk", "reactor" })
	void clientsCallApiOverEitherTransport(String transport) {
		try (Application application = Application.start(this.directory.properties(),
				"spring.http.clients.reactive.connector=" + transport,
				"spring.http.clients.imperative.factory=" + transport)) {
			assertThat(get(application.bean(WebClient.class), "/me")).contains(User.ALICE.upn());
			assertThat(get(application.bean(RestClient.class), "/me")).contains(User.ALICE.upn());
		}
	}

	@Test
	void rejectedTokenIsReplacedByOneRefresh() {
		try (Application application = Application.start(this.directory.properties())) {
			WebClient client = application.bean(WebClient.class);
			get(client, "/me");
			this.directory.revokeAccessTokens();
			assertThat(get(client, "/me")).contains(User.ALICE.upn());
			assertThat(this.directory.log().requests(Hop.API)).hasSize(3);
			assertThat(this.directory.log().requests(Hop.TOKEN)).hasSize(2);
			this.directory.revokeAccessTokens();
			assertThat(get(application.bean(RestClient.class), "/me")).contains(User.ALICE.upn());
		}
	}

	@Test
	void tokenForOtherAudienceIsRetriedOnce() {
		try (Application application = Application.start(this.directory.properties())) {
			WebClient client = application.bean(WebClient.class);
			assertThatExceptionOfType(WebClientResponseException.Unauthorized.class).isThrownBy(() -> client.get()
				.uri("/me")
				.attributes(IwaRequestAttributes.scopes(Resource.INVOICES.defaultScope()))
				.retrieve()
				.toBodilessEntity()
				.block());
			assertThat(this.directory.log().requests(Hop.API)).hasSize(2);
		}
	}

	@Test
	void namedClientHasATokenOfItsOwnFromTheSameSignIn() {
		String api = this.directory.apiUrl().toString();
		try (Application application = Application.start(this.directory.properties(),
				"iwa.scopes=" + Resource.INVOICES.defaultScope(), "iwa.clients.orders.base-url=" + api,
				"iwa.clients.orders.scopes=" + Resource.ORDERS.defaultScope())) {
			assertThat(get(application.bean("iwa.orders.webClient", WebClient.class), "/me"))
				.contains(User.ALICE.upn());
			assertThat(get(application.bean("iwa.orders.restClient", RestClient.class), "/me"))
				.contains(User.ALICE.upn());
			assertThatExceptionOfType(HttpClientErrorException.Unauthorized.class)
				.as("the API knows no tokens for invoices")
				.isThrownBy(() -> get(application.bean(RestClient.class), "/me"));
			assertThat(this.directory.log().requests(Hop.WS_TRUST)).as("sign-ins").hasSize(1);
		}
	}

	@Test
	void requestWithoutTokenHasNoAuthorizationHeader() {
		try (Application application = Application.start(this.directory.properties())) {
			RestClient client = application.bean(RestClient.class);
			assertThatExceptionOfType(HttpClientErrorException.Unauthorized.class).isThrownBy(() -> client.get()
				.uri("/me")
				.attributes(IwaRequestAttributes.withoutToken())
				.retrieve()
				.toBodilessEntity());
			assertThat(this.directory.log().requests()).singleElement()
				.extracting(RecordedRequest::authorizationScheme)
				.isNull();
		}
	}

	private static String get(WebClient client, String uri) {
		return client.get().uri(uri).retrieve().bodyToMono(String.class).block();
	}

	private static String get(RestClient client, String uri) {
		return client.get().uri(uri).retrieve().body(String.class);
	}

}
