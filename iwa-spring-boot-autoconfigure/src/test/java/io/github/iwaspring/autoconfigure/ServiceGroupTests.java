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
import java.util.List;

import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.web.IwaClient;
import io.github.iwaspring.web.IwaHttpRequestValuesProcessor;
import io.github.iwaspring.web.IwaRequestAttributes;
import io.github.iwaspring.web.IwaScopes;
import io.github.iwaspring.web.StubTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.HttpServiceProxyRegistry;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * HTTP service groups, whose names are those of {@code iwa.clients}.
 */
class ServiceGroupTests {

	private static final String GROUP = "spring.http.serviceclient.";

	private final StubTokens tokens = new StubTokens();

	private RecordingServer gateway;

	@BeforeEach
	void start() throws IOException {
		this.gateway = RecordingServer.http();
	}

	@AfterEach
	void stop() {
		this.gateway.close();
	}

	@ParameterizedTest
	@ValueSource(classes = { RestGroups.class, WebGroups.class })
	void groupGetsTheBaseUrlAndTheTokenOfItsEntry(Class<?> groups) {
		context(groups)
			.withPropertyValues("iwa.clients.reports.base-url=" + this.gateway.url("/reports"),
					"iwa.clients.reports.scopes=api://reports/.default",
					"iwa.clients.billing.base-url=" + this.gateway.url("/billing"),
					"iwa.clients.billing.scopes=api://billing/.default")
			.run((context) -> {
				callReportsAndBilling(context);
				assertThat(this.gateway.received()).extracting(RecordingServer.Received::path)
					.containsExactly("/reports/x", "/billing/x");
				assertThat(this.gateway.authorizations()).containsOnly("Bearer token-1");
				assertThat(this.tokens.requests()).containsExactly(scopes("api://reports/.default"),
						scopes("api://billing/.default"));
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { RestGroups.class, WebGroups.class })
	void entryGetsTheBaseUrlOfItsGroupAndTheGroupKeepsItsOwn(Class<?> groups) {
		context(groups)
			.withPropertyValues(GROUP + "reports.base-url=" + this.gateway.url("/v1"),
					"iwa.clients.reports.scopes=api://reports/.default",
					GROUP + "billing.base-url=" + this.gateway.url("/v2"),
					"iwa.clients.billing.base-url=" + this.gateway.url("/v3"))
			.run((context) -> {
				callReportsAndBilling(context);
				context.getBean("iwa.reports.restClient", RestClient.class)
					.get()
					.uri("/y")
					.retrieve()
					.toBodilessEntity();
				context.getBean("iwa.billing.restClient", RestClient.class)
					.get()
					.uri("/y")
					.retrieve()
					.toBodilessEntity();
				assertThat(this.gateway.received()).extracting(RecordingServer.Received::path)
					.containsExactly("/v1/x", "/v2/x", "/v1/y", "/v3/y");
				assertThat(this.gateway.authorizations()).containsOnly("Bearer token-1");
			});
	}

	/**
	 * Spring Boot itself finds no property of a group under another spelling.
	 */
	@ParameterizedTest
	@ValueSource(classes = { RestGroups.class, WebGroups.class })
	void groupBelongsToTheEntryWhoseNameIsSpelledOtherwise(Class<?> groups) {
		context(groups)
			.withPropertyValues("iwa.clients.Reports.base-url=" + this.gateway.url("/reports"),
					"iwa.clients.Reports.scopes=api://reports/.default",
					GROUP + "bill-ing.base-url=" + this.gateway.url("/billing"),
					"iwa.clients.bill-ing.scopes=api://billing/.default")
			.run((context) -> {
				callReportsAndBilling(context);
				assertThat(this.gateway.received()).extracting(RecordingServer.Received::path)
					.containsExactly("/reports/x", "/billing/x");
				assertThat(this.tokens.requests()).containsExactly(scopes("api://reports/.default"),
						scopes("api://billing/.default"));
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { RestGroups.class, WebGroups.class })
	void annotationsBeatTheGroup(Class<?> groups) {
		context(groups)
			.withPropertyValues("iwa.clients.reports.base-url=" + this.gateway.url("/reports"),
					"iwa.clients.reports.scopes=api://reports/.default",
					"iwa.clients.billing.base-url=" + this.gateway.url("/billing"),
					"iwa.clients.billing.scopes=api://billing/.default", "other=billing")
			.run((context) -> {
				Api api = context.getBean(HttpServiceProxyRegistry.class).getClient("reports", Api.class);
				api.withScopes();
				api.ofAnother();
				assertThat(this.tokens.requests()).containsExactly(scopes("api://reports/read"),
						scopes("api://billing/.default"));
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { RestGroups.class, WebGroups.class })
	void groupOfNoEntryIsJudgedByItsOrigin(Class<?> groups) {
		context(groups)
			.withPropertyValues("iwa.api.base-url=" + this.gateway.url("/"),
					GROUP + "reports.base-url=" + this.gateway.url("/v1"), "iwa.clients.other.base-url=https://other")
			.run((context) -> {
				context.getBean(HttpServiceProxyRegistry.class).getClient("reports", Api.class).get();
				assertThat(this.tokens.requests()).containsExactly(IwaTokenRequest.defaults());
			});
	}

	@Test
	void configurerOfTheApplicationHasTheLastWord() {
		context(RestGroups.class)
			.withBean(RestClientHttpServiceGroupConfigurer.class,
					() -> (groups) -> groups.filterByName("reports")
						.forEachClient((group, builder) -> builder.baseUrl(this.gateway.url("/mine").toString())))
			.withPropertyValues("iwa.clients.reports.base-url=" + this.gateway.url("/reports"))
			.run((context) -> {
				context.getBean(HttpServiceProxyRegistry.class).getClient("reports", Api.class).get();
				assertThat(this.gateway.received()).extracting(RecordingServer.Received::path)
					.containsExactly("/mine/x");
			});
	}

	@Test
	void groupBeatsTheClientBeanThatItIsBuiltOn() {
		context(RestGroups.class, GroupOnABillingClient.class)
			.withPropertyValues("iwa.clients.reports.base-url=" + this.gateway.url("/reports"),
					"iwa.clients.reports.scopes=api://reports/.default",
					"iwa.clients.billing.base-url=" + this.gateway.url("/billing"),
					"iwa.clients.billing.scopes=api://billing/.default")
			.run((context) -> {
				context.getBean(HttpServiceProxyRegistry.class).getClient("reports", Api.class).get();
				assertThat(this.tokens.requests()).containsExactly(scopes("api://reports/.default"));
				assertThat(this.gateway.authorizations()).containsExactly("Bearer token-1");
			});
	}

	@Test
	void processorIsForAFactoryOfTheApplication() {
		context(Object.class)
			.withPropertyValues("iwa.clients.reports.base-url=" + this.gateway.url("/reports"),
					"iwa.clients.billing.base-url=" + this.gateway.url("/billing"),
					"iwa.clients.billing.scopes=api://billing/.default", "other=billing")
			.run((context) -> {
				Api api = HttpServiceProxyFactory
					.builderFor(RestClientAdapter
						.create(context.getBean(RestClient.Builder.class).baseUrl(this.gateway.url("/")).build()))
					.httpRequestValuesProcessor(context.getBean(IwaHttpRequestValuesProcessor.class))
					.build()
					.createClient(Api.class);
				api.ofAnother();
				assertThat(this.tokens.requests()).containsExactly(scopes("api://billing/.default"));
				assertThat(catchThrowable(api::get)).hasMessageContaining("names no client");
			});
	}

	@Test
	void scopesOfTheRequestBeatThoseOfTheMethod() {
		context(Object.class).withPropertyValues("iwa.api.base-url=" + this.gateway.url("/")).run((context) -> {
			String url = this.gateway.url("/").toString();
			HttpExchangeAdapter rest = RestClientAdapter.create(context.getBean(RestClient.Builder.class)
				.baseUrl(url)
				.defaultRequest((request) -> request.attributes(IwaRequestAttributes.scopes("api://rest/own")))
				.build());
			HttpExchangeAdapter web = WebClientAdapter.create(context.getBean(WebClient.Builder.class)
				.baseUrl(url)
				.defaultRequest((request) -> request.attributes(IwaRequestAttributes.scopes("api://web/own")))
				.build());
			for (HttpExchangeAdapter adapter : List.of(rest, web)) {
				HttpServiceProxyFactory.builderFor(adapter)
					.httpRequestValuesProcessor(context.getBean(IwaHttpRequestValuesProcessor.class))
					.build()
					.createClient(Api.class)
					.withScopes();
			}
			assertThat(this.tokens.requests()).containsExactly(scopes("api://rest/own"), scopes("api://web/own"));
		});
	}

	private ApplicationContextRunner context(Class<?>... configurations) {
		return new ApplicationContextRunner()
			.withConfiguration(InstalledAutoConfigurations.of("org.springframework.boot.http.client",
					"org.springframework.boot.webclient", "org.springframework.boot.restclient",
					"org.springframework.boot.micrometer.observation"))
			.withConfiguration(AutoConfigurations.of(IwaAutoConfiguration.class, IwaWebClientAutoConfiguration.class,
					IwaRestClientAutoConfiguration.class))
			.withUserConfiguration(configurations)
			.withBean("stubTokens", IwaTokenService.class, () -> this.tokens);
	}

	private static void callReportsAndBilling(ApplicationContext context) {
		HttpServiceProxyRegistry registry = context.getBean(HttpServiceProxyRegistry.class);
		registry.getClient("reports", Api.class).get();
		registry.getClient("billing", Api.class).get();
	}

	private static IwaTokenRequest scopes(String... scopes) {
		return IwaTokenRequest.defaults().withScopes(scopes);
	}

	interface Api {

		@GetExchange("/x")
		String get();

		@GetExchange("/x")
		@IwaScopes("api://reports/read")
		String withScopes();

		@GetExchange("/x")
		@IwaClient("${other}")
		String ofAnother();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "reports", types = Api.class)
	@ImportHttpServices(group = "billing", types = Api.class)
	static class RestGroups {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "reports", types = Api.class, clientType = ClientType.WEB_CLIENT)
	@ImportHttpServices(group = "billing", types = Api.class, clientType = ClientType.WEB_CLIENT)
	static class WebGroups {

	}

	@Configuration(proxyBeanMethods = false)
	static class GroupOnABillingClient {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		RestClientHttpServiceGroupConfigurer mine(@Qualifier("billing") RestClient billing) {
			return (groups) -> groups.filterByName("reports").forEachClient((group) -> billing.mutate());
		}

	}

}
