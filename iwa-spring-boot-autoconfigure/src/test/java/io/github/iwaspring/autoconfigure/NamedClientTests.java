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
import java.time.Duration;
import java.util.List;

import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.web.IwaRequestAttributes;
import io.github.iwaspring.web.StubTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The client beans of {@code iwa.clients}.
 */
class NamedClientTests {

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

	@Test
	void qualifiedClientUsesTheBaseUrlAndTheScopesOfItsEntry() {
		context().withBean(Component.class).run((context) -> {
			Component component = context.getBean(Component.class);
			component.rest.get().uri("/1").retrieve().toBodilessEntity();
			component.web.get().uri("/2").retrieve().toBodilessEntity().block(Duration.ofSeconds(30));
			assertThat(this.gateway.received()).extracting(RecordingServer.Received::path)
				.containsExactly("/reports/1", "/billing/2");
			assertThat(this.gateway.authorizations()).containsOnly("Bearer token-1");
			assertThat(this.tokens.requests()).containsExactly(scopes("api://reports/.default"),
					scopes("api://billing/.default"));
		});
	}

	@Test
	void clientsByTypeAreTheUnnamedOnes() {
		context().run((context) -> {
			assertThat(context).hasBean("iwa.reports.restClient").hasBean("iwa.reports.webClient");
			assertThat(context.getBean(RestClient.class)).isSameAs(context.getBean("iwaRestClient"));
			assertThat(context.getBean(WebClient.class)).isSameAs(context.getBean("iwaWebClient"));
			assertThat(context.getBean("iwa.reports.restClient")).isNotSameAs(context.getBean("iwa.billing.restClient"))
				.isSameAs(context.getBean("iwa.reports.restClient"));
		});
	}

	@Test
	void clientOfTheApplicationReplacesTheUnnamedOneOnly() {
		context().withBean("mine", RestClient.class, RestClient::create)
			.run((context) -> assertThat(context).doesNotHaveBean("iwaRestClient")
				.hasBean("iwaWebClient")
				.hasBean("iwa.reports.restClient"));
		context()
			.withBean("mine", RestClient.class, RestClient::create,
					(bean) -> ((AbstractBeanDefinition) bean).setDefaultCandidate(false))
			.run((context) -> assertThat(context).hasBean("iwaRestClient"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "order-items", "orderItems", "OrderItems" })
	void environmentVariableReplacesAPropertyOfAnEntry(String name) {
		environment("IWA_CLIENTS_ORDERITEMS_BASEURL=" + this.gateway.url("/items"),
				"IWA_CLIENTS_REPORTS_SCOPES=api://reports/read", "IWA_CLIENTS_OTHER_ITEMS_BASEURL=https://nobody",
				"IWA_CLIENTS_NEW_BASE_URL=" + this.gateway.url("/new"))
			.withPropertyValues("iwa.clients." + name + ".base-url=https://orders.contoso.com",
					"iwa.clients." + name + ".scopes=api://items/.default")
			.run((context) -> {
				assertThat(context.getBeanNamesForType(RestClient.class)).containsExactlyInAnyOrder("iwaRestClient",
						"iwa." + name + ".restClient", "iwa.reports.restClient", "iwa.billing.restClient",
						"iwa.new.restClient");
				for (String client : List.of(name, "reports", "new")) {
					context.getBean("iwa." + client + ".restClient", RestClient.class)
						.get()
						.uri("/1")
						.retrieve()
						.toBodilessEntity();
				}
				assertThat(this.gateway.received()).extracting(RecordingServer.Received::path)
					.containsExactly("/items/1", "/reports/1", "/new/1");
				assertThat(this.tokens.requests()).containsExactly(scopes("api://items/.default"),
						scopes("api://reports/read"), IwaTokenRequest.defaults());
			});
	}

	@Test
	void namesThatDifferOnlyInCaseOrDashesAreRefusedBesideAnEnvironmentVariable() {
		environment("IWA_CLIENTS_ORDERITEMS_BASEURL=https://orders.contoso.com")
			.withPropertyValues("iwa.clients.order-items.scopes=a", "iwa.clients.orderItems.scopes=b")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("iwa.clients = 'order-items, orderItems'"));
	}

	@Test
	void mutatedClientKeepsItsEntryAndAnAttributeChangesIt() {
		context().run((context) -> {
			RestClient client = context.getBean("iwa.reports.restClient", RestClient.class).mutate().build();
			client.get().uri("/").retrieve().toBodilessEntity();
			client.get().uri("/").attributes(IwaRequestAttributes.client("billing")).retrieve().toBodilessEntity();
			assertThat(this.tokens.requests()).containsExactly(scopes("api://reports/.default"),
					scopes("api://billing/.default"));
		});
	}

	@Test
	void ambiguousRequestIsNotSent() {
		context().run((context) -> {
			String url = this.gateway.url("/").toString();
			RestClient rest = context.getBean(RestClient.class);
			WebClient web = context.getBean(WebClient.class);
			assertThat(catchThrowable(() -> rest.get().uri(url).retrieve().toBodilessEntity()))
				.hasMessageContaining("names no client");
			assertThat(web.get().uri(url).retrieve().toBodilessEntity().materialize().block(Duration.ofSeconds(30)))
				.satisfies((signal) -> assertThat(signal.getThrowable()).hasMessageContaining("names no client"));
			assertThat(this.gateway.received()).isEmpty();
		});
	}

	@Test
	void refusedNameOrPlaceholderStopsTheStartByItsOwnError() {
		context().withPropertyValues("iwa.clients[a.b].base-url=https://a.contoso.com")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("iwa.clients = 'a.b'"));
		context().withPropertyValues("iwa.clients.late.base-url=${reports.url}")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("reports.url"));
	}

	@Test
	void clientsWorkAndErrorsStopTheStartUnderLazyInitialization() {
		ApplicationContextRunner lazy = context().withBean(LazyInitializationBeanFactoryPostProcessor.class);
		lazy.withBean(Component.class).run((context) -> {
			context.getBean(Component.class).rest.get().uri("/1").retrieve().toBodilessEntity();
			assertThat(this.gateway.authorizations()).containsExactly("Bearer token-1");
		});
		lazy.withPropertyValues("iwa.clients.neither.scopes=api://neither/.default")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("iwa.clients.neither.base-url"));
	}

	@Test
	void clientsAreInjectedInAChildContextAsWell() {
		context().withBean(Unqualified.class)
			.run((parent) -> context().withParent(parent)
				.withBean(Component.class)
				.withBean(Unqualified.class)
				.run((child) -> {
					assertThat(child.getBean(Unqualified.class).rest).isSameAs(parent.getBean(Unqualified.class).rest);
					child.getBean(Component.class).rest.get().uri("/1").retrieve().toBodilessEntity();
					assertThat(this.gateway.authorizations()).containsExactly("Bearer token-1");
				}));
	}

	@Test
	void noneExistsWhenDisabled() {
		context().withPropertyValues("iwa.enabled=false")
			.run((context) -> assertThat(context.getBeanDefinitionNames()).noneMatch((name) -> name.startsWith("iwa")));
	}

	private ApplicationContextRunner environment(String... variables) {
		return context().withInitializer((context) -> TestPropertyValues.of(variables)
			.applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT, "test-systemEnvironment"));
	}

	private ApplicationContextRunner context() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(HttpClientAutoConfiguration.class,
					ReactiveHttpClientAutoConfiguration.class, ImperativeHttpClientAutoConfiguration.class,
					WebClientAutoConfiguration.class, RestClientAutoConfiguration.class, IwaAutoConfiguration.class,
					IwaWebClientAutoConfiguration.class, IwaRestClientAutoConfiguration.class))
			.withBean("stubTokens", IwaTokenService.class, () -> this.tokens)
			.withPropertyValues("iwa.clients.reports.base-url=" + this.gateway.url("/reports"),
					"iwa.clients.reports.scopes=api://reports/.default",
					"iwa.clients.billing.base-url=" + this.gateway.url("/billing"),
					"iwa.clients.billing.scopes=api://billing/.default");
	}

	private static IwaTokenRequest scopes(String... scopes) {
		return IwaTokenRequest.defaults().withScopes(scopes);
	}

	static class Component {

		private final RestClient rest;

		private final WebClient web;

		Component(@Qualifier("reports") RestClient rest, @Qualifier("billing") WebClient web) {
			this.rest = rest;
			this.web = web;
		}

	}

	static class Unqualified {

		private final RestClient rest;

		Unqualified(RestClient rest, WebClient web) {
			this.rest = rest;
		}

	}

}
