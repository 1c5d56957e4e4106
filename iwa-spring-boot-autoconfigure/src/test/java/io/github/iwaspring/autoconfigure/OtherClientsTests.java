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

package io.github.iwaspring.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.fixtures.RecordingServer.Answer;
import io.github.iwaspring.web.IwaRequestAttributes;
import io.github.iwaspring.web.StubTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.graphql.client.HttpGraphQlClient;
import org.springframework.graphql.client.HttpSyncGraphQlClient;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that are built on others, as {@code docs/clients.md} shows them.
 */
class OtherClientsTests {

	private final StubTokens tokens = new StubTokens();

	private RecordingServer api;

	private RecordingServer other;

	@BeforeEach
	void start() throws IOException {
		this.api = RecordingServer.http();
		this.other = RecordingServer.http();
	}

	@AfterEach
	void stop() {
		this.api.close();
		this.other.close();
	}

	@Test
	void restTemplateOfTheInjectedBuilderSendsTokensToItsApiAlone() {
		context().run((context) -> {
			RestTemplate template = context.getBean(RestTemplateBuilder.class).build();
			template.getForObject(this.api.url("/orders"), String.class);
			template.getForObject(this.other.url("/orders"), String.class);
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
			assertThat(this.other.authorizations()).containsExactly("none");
			assertThat(this.tokens.requests()).containsExactly(IwaTokenRequest.defaults());
		});
	}

	@Test
	void restTemplateReplacesARejectedTokenOnce() {
		this.api.answer("/orders", (request) -> request.authorization().endsWith("-1")
				? Answer.unauthorized("Bearer error=\"invalid_token\"") : Answer.ok());
		context().run((context) -> {
			RestTemplate template = context.getBean(RestTemplateBuilder.class).build();
			assertThat(template.postForObject(this.api.url("/orders"), "two apples", String.class)).isEqualTo("fine");
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1", "Bearer token-2");
		});
	}

	@Test
	void customizerIsForARestTemplateOfTheApplication() {
		context().run((context) -> {
			RestTemplate template = new RestTemplate(new JdkClientHttpRequestFactory());
			RestTemplateCustomizer customizer = context.getBean("iwaRestTemplateCustomizer",
					RestTemplateCustomizer.class);
			customizer.customize(template);
			customizer.customize(template);
			assertThat(template.getInterceptors()).hasSize(1);
			template.getForObject(this.api.url("/orders"), String.class);
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
		});
	}

	@Test
	void restTemplateIsNotNeeded() {
		context().withClassLoader(new FilteredClassLoader(RestTemplate.class, RestTemplateCustomizer.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("iwaRestTemplateCustomizer")
				.hasBean("iwaRestClient"));
	}

	@Test
	void graphQlClientsOfTheInjectedBuildersSendTokens() {
		this.api.answer("/graphql", (request) -> new Answer(200, Map.of("Content-Type", List.of("application/json")),
				"{\"data\":{\"order\":\"apples\"}}"));
		URI url = this.api.url("/graphql");
		context().run((context) -> {
			HttpGraphQlClient reactive = HttpGraphQlClient
				.builder(context.getBean(WebClient.Builder.class).baseUrl(url.toString()))
				.build();
			assertThat(reactive.document("{ order }")
				.retrieve("order")
				.toEntity(String.class)
				.block(Duration.ofSeconds(30))).isEqualTo("apples");
			HttpSyncGraphQlClient blocking = HttpSyncGraphQlClient
				.builder(context.getBean(RestClient.Builder.class).baseUrl(url))
				.build();
			assertThat(blocking.document("{ order }").retrieveSync("order").toEntity(String.class)).isEqualTo("apples");
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1", "Bearer token-1");
		});
	}

	@Test
	void graphQlClientsOfNamedClientsSendTheirTokenAndTheReactiveOneTakesAttributes() {
		this.api.answer("/reports/graphql", (request) -> new Answer(200,
				Map.of("Content-Type", List.of("application/json")), "{\"data\":{\"order\":\"apples\"}}"));
		context().run((context) -> {
			HttpSyncGraphQlClient client = HttpSyncGraphQlClient
				.builder(context.getBean("iwa.reports.restClient", RestClient.class).mutate())
				.url(this.api.url("/reports/graphql"))
				.build();
			client.document("{ order }").retrieveSync("order").toEntity(String.class);
			HttpGraphQlClient.builder(context.getBean("iwa.reports.webClient", WebClient.class).mutate())
				.url(this.api.url("/reports/graphql"))
				.build()
				.document("{ order }")
				.attributes(IwaRequestAttributes.scopes("api://reports/read"))
				.retrieve("order")
				.toEntity(String.class)
				.block(Duration.ofSeconds(30));
			assertThat(this.tokens.requests()).containsExactly(IwaTokenRequest.defaults().withScopes("reports"),
					IwaTokenRequest.defaults().withScopes("api://reports/read"));
		});
	}

	private ApplicationContextRunner context() {
		return new ApplicationContextRunner()
			.withConfiguration(InstalledAutoConfigurations.of("org.springframework.boot.autoconfigure.ssl",
					"org.springframework.boot.http", "org.springframework.boot.restclient",
					"org.springframework.boot.webclient", "org.springframework.boot.micrometer.observation",
					"org.springframework.boot.jackson", "io.github.iwaspring.autoconfigure"))
			.withBean("stubTokens", IwaTokenService.class, () -> this.tokens)
			.withPropertyValues("iwa.api.base-url=" + this.api.url("/"),
					"iwa.clients.reports.base-url=" + this.api.url("/reports"), "iwa.clients.reports.scopes=reports");
	}

}
