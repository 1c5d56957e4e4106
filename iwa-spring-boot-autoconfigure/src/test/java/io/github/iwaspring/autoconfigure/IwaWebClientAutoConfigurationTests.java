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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.web.AllowedTargets;
import io.github.iwaspring.web.BearerTokenFilter;
import io.github.iwaspring.web.StubTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link IwaWebClientAutoConfiguration}.
 */
class IwaWebClientAutoConfigurationTests {

	private final StubTokens tokens = new StubTokens();

	private RecordingServer api;

	@BeforeEach
	void start() throws IOException {
		this.api = RecordingServer.https();
	}

	@AfterEach
	void stop() {
		this.api.close();
	}

	@Test
	void ownBeanUsesTheBaseUrlAndSendsTokens() {
		context().run((context) -> {
			assertThat(context).hasSingleBean(WebClient.class).hasBean("iwaWebClient");
			get(context.getBean(WebClient.class), "/orders/1");
			assertThat(this.api.received()).extracting(RecordingServer.Received::path).containsExactly("/api/orders/1");
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
		});
	}

	@Test
	void injectedBuilderSendsTokensAndHasNoBaseUrl() {
		context().run((context) -> {
			WebClient client = context.getBean(WebClient.Builder.class).build();
			get(client, this.api.url("/elsewhere").toString());
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
		});
	}

	@Test
	void absoluteUrlIsSubjectToTheSameRule() throws IOException {
		try (RecordingServer otherPort = RecordingServer.https(); RecordingServer plain = RecordingServer.http()) {
			context().run((context) -> {
				for (WebClient client : List.of(context.getBean(WebClient.class),
						context.getBean(WebClient.Builder.class).build())) {
					get(client, otherPort.url("/").toString());
					get(client, plain.url("/").toString());
					get(client, this.api.url("127.0.0.1", "/").toString());
				}
				assertThat(otherPort.authorizations()).containsExactly("none", "none");
				assertThat(plain.authorizations()).containsExactly("none", "none");
				assertThat(this.api.authorizations()).containsExactly("none", "none");
			});
		}
	}

	@Test
	void ownBeanAloneSendsTokensToGraphWithoutConfiguration() {
		ClientContext.of(this.tokens, ClientContext.nothingButGraph("localhost:" + this.api.port())).run((context) -> {
			get(context.getBean(WebClient.class), this.api.url("/me").toString());
			get(context.getBean(WebClient.Builder.class).build(), this.api.url("/me").toString());
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1", "none");
		});
	}

	@Test
	void webClientOfTheApplicationReplacesOurs() {
		context().withBean("mine", WebClient.class, WebClient::create)
			.run((context) -> assertThat(context).hasSingleBean(WebClient.class).doesNotHaveBean("iwaWebClient"));
	}

	@Test
	void ownBeanNeedsNoBuilderBean() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(IwaWebClientAutoConfiguration.class))
			.withBean(IwaTokenService.class, () -> this.tokens)
			.withBean(AllowedTargets.class, () -> ClientContext.baseUrl(this.api.url("/")))
			.run((context) -> assertThat(context).hasSingleBean(WebClient.class));
	}

	@Test
	void tokenIsAddedOnce() {
		context().run((context) -> {
			WebClient.Builder injected = context.getBean(WebClient.Builder.class);
			context.getBean("iwaWebClientCustomizer", WebClientCustomizer.class).customize(injected);
			assertThat(filters(injected)).singleElement().isInstanceOf(BearerTokenFilter.class);
			assertThat(filters(context.getBean(WebClient.class).mutate())).singleElement()
				.isInstanceOf(BearerTokenFilter.class);
		});
	}

	@Test
	void ruleSeesTheRequestAfterOtherCustomizers() throws IOException {
		try (RecordingServer other = RecordingServer.https()) {
			ExchangeFilterFunction reroute = (request, next) -> next
				.exchange(ClientRequest.from(request).url(other.url("/")).build());
			context().withBean(WebClientCustomizer.class, () -> (builder) -> builder.filter(reroute)).run((context) -> {
				get(context.getBean(WebClient.class), "/orders");
				get(context.getBean(WebClient.Builder.class).build(), this.api.url("/orders").toString());
				assertThat(other.authorizations()).containsExactly("none", "none");
			});
		}
	}

	@Test
	void noBeanOfOursExistsWhenDisabled() {
		context().withPropertyValues("iwa.enabled=false").run((context) -> {
			assertThat(context).hasSingleBean(WebClient.Builder.class).doesNotHaveBean(WebClient.class);
			assertThat(context.getBeanDefinitionNames()).noneMatch((name) -> name.startsWith("iwa"));
			assertThat(context).doesNotHaveBean(ClientConfiguration.class);
		});
	}

	@Test
	void configurationBacksOffWithoutItsLibraryAndTheOtherStays() {
		for (Class<?> missing : List.of(WebClient.class, WebClientCustomizer.class)) {
			context().withClassLoader(new FilteredClassLoader(missing))
				.run((context) -> assertThat(context).hasNotFailed()
					.doesNotHaveBean(IwaWebClientAutoConfiguration.class)
					.doesNotHaveBean("iwaWebClient")
					.hasBean("iwaRestClient"));
		}
	}

	@Test
	void reactiveWebApplicationHasBothClients() {
		ClientContext
			.with(new ReactiveWebApplicationContextRunner(), this.tokens, ClientContext.baseUrl(this.api.url("/api")))
			.run((context) -> {
				assertThat(context).hasBean("iwaWebClient").hasBean("iwaRestClient");
				get(context.getBean(WebClient.class), "/orders");
				assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
			});
	}

	@Test
	void transportOfTheOwnBeanIsNotInjectedByType() {
		context().run((context) -> assertThat(context.getBeanProvider(ClientHttpConnector.class).getIfUnique())
			.isSameAs(context.getBean("clientHttpConnector"))
			.isNotSameAs(context.getBean("iwaClientHttpConnector")));
	}

	@Test
	void clientIsNotBuiltUnlessItIsInjected() {
		context().run((context) -> assertThat(context.getBeanFactory().containsSingleton("iwaWebClient")).isFalse());
	}

	@Test
	void clientIsBuiltWhenItIsInjected() {
		ClientContext
			.with(new ReactiveWebApplicationContextRunner(), this.tokens, ClientContext.baseUrl(this.api.url("/api")))
			.withBean(Caller.class)
			.run((context) -> assertThat(context.getBeanFactory().containsSingleton("iwaClientHttpConnector"))
				.isTrue());
	}

	@Test
	void builderOfTheApplicationIsNeitherUsedNorChanged() {
		WebClient.Builder builder = WebClient.builder().baseUrl("https://localhost:1/");
		context().withBean(WebClient.Builder.class, () -> builder).run((context) -> {
			get(context.getBean(WebClient.class), "/orders");
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
			assertThat(filters(builder)).isEmpty();
		});
	}

	@Test
	void connectorOfACustomizerReplacesOursWhateverItsOrder() {
		for (Class<?> customizer : List.of(EarlyCustomizer.class, PlainCustomizer.class)) {
			context().withUserConfiguration(customizer).run((context) -> {
				WebClient client = context.getBean(WebClient.class);
				assertThatThrownBy(() -> get(client, "/orders")).hasMessageContaining(customizer.getSimpleName());
			});
		}
		assertThat(this.api.received()).isEmpty();
	}

	@Test
	void connectorOfTheLastCustomizerCounts() {
		context().withUserConfiguration(PlainCustomizer.class, EarlyCustomizer.class).run((context) -> {
			WebClient client = context.getBean(WebClient.class);
			assertThatThrownBy(() -> get(client, "/orders"))
				.hasMessageContaining(PlainCustomizer.class.getSimpleName());
		});
	}

	@Test
	void connectorBeanOfTheApplicationReplacesOurs() {
		context().withBean("mine", ClientHttpConnector.class, () -> new FailingConnector("mine")).run((context) -> {
			assertThat(context).doesNotHaveBean("iwaClientHttpConnector");
			assertThatThrownBy(() -> get(context.getBean(WebClient.class), "/orders")).hasMessageContaining("mine");
			assertThatThrownBy(() -> get(context.getBean(WebClient.Builder.class).build(), "https://localhost/"))
				.hasMessageContaining("mine");
		});
	}

	@Test
	void customizersApplyInOrder() {
		context().withUserConfiguration(OrderedCustomizers.class).run((context) -> {
			context.getBean(WebClient.class);
			assertThat(context.getBean(OrderedCustomizers.class).applied).containsExactly("first", "second",
					"unordered");
		});
	}

	private ApplicationContextRunner context() {
		return ClientContext.of(this.tokens, ClientContext.baseUrl(this.api.url("/api")));
	}

	private static List<ExchangeFilterFunction> filters(WebClient.Builder builder) {
		List<ExchangeFilterFunction> filters = new ArrayList<>();
		builder.filters(filters::addAll);
		return filters;
	}

	private static void get(WebClient client, String uri) {
		client.get().uri(uri).retrieve().toBodilessEntity().block(Duration.ofSeconds(10));
	}

	static class Caller {

		Caller(WebClient webClient) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyCustomizer {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		WebClientCustomizer early() {
			return (builder) -> builder.clientConnector(new FailingConnector("EarlyCustomizer"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainCustomizer {

		@Bean
		WebClientCustomizer plain() {
			return (builder) -> builder.clientConnector(new FailingConnector("PlainCustomizer"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OrderedCustomizers {

		final List<String> applied = new ArrayList<>();

		@Bean
		WebClientCustomizer unordered() {
			return (builder) -> this.applied.add("unordered");
		}

		@Bean
		@Order(2)
		WebClientCustomizer second() {
			return (builder) -> this.applied.add("second");
		}

		@Bean
		@Order(1)
		WebClientCustomizer first() {
			return (builder) -> this.applied.add("first");
		}

	}

	private record FailingConnector(String name) implements ClientHttpConnector {

		@Override
		public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
				Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
			return Mono.error(new IOException(this.name));
		}

	}

}
