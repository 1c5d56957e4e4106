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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.web.AllowedTargets;
import io.github.iwaspring.web.BearerTokenInterceptor;
import io.github.iwaspring.web.StubTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.test.web.client.match.MockRestRequestMatchers;
import org.springframework.test.web.client.response.MockRestResponseCreators;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link IwaRestClientAutoConfiguration}.
 */
class IwaRestClientAutoConfigurationTests {

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
			assertThat(context).hasSingleBean(RestClient.class).hasBean("iwaRestClient");
			get(context.getBean(RestClient.class), "/orders/1");
			assertThat(this.api.received()).extracting(RecordingServer.Received::path).containsExactly("/api/orders/1");
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
		});
	}

	@Test
	void injectedBuilderSendsTokensAndHasNoBaseUrl() {
		context().run((context) -> {
			RestClient client = context.getBean(RestClient.Builder.class).build();
			get(client, this.api.url("/elsewhere").toString());
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
		});
	}

	@Test
	void absoluteUrlIsSubjectToTheSameRule() throws IOException {
		try (RecordingServer otherPort = RecordingServer.https(); RecordingServer plain = RecordingServer.http()) {
			context().run((context) -> {
				for (RestClient client : List.of(context.getBean(RestClient.class),
						context.getBean(RestClient.Builder.class).build())) {
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
			get(context.getBean(RestClient.class), this.api.url("/me").toString());
			get(context.getBean(RestClient.Builder.class).build(), this.api.url("/me").toString());
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1", "none");
		});
	}

	@Test
	void restClientOfTheApplicationReplacesOurs() {
		context().withBean("mine", RestClient.class, RestClient::create)
			.run((context) -> assertThat(context).hasSingleBean(RestClient.class).doesNotHaveBean("iwaRestClient"));
	}

	@Test
	void ownBeanNeedsNoBuilderBean() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(IwaRestClientAutoConfiguration.class))
			.withBean(IwaTokenService.class, () -> this.tokens)
			.withBean(AllowedTargets.class, () -> ClientContext.baseUrl(this.api.url("/")))
			.run((context) -> assertThat(context).hasSingleBean(RestClient.class));
	}

	@Test
	void tokenIsAddedOnce() {
		context().run((context) -> {
			RestClientCustomizer customizer = context.getBean("iwaRestClientCustomizer", RestClientCustomizer.class);
			RestClient.Builder injected = context.getBean(RestClient.Builder.class);
			customizer.customize(injected);
			RestClient.Builder plain = RestClient.builder()
				.requestFactory(context.getBean(ClientHttpRequestFactory.class));
			customizer.customize(plain);
			customizer.customize(plain);
			for (RestClient client : List.of(context.getBean(RestClient.class), injected.build(), plain.build())) {
				get(client.mutate().build(), this.api.url("/orders").toString());
			}
			assertThat(this.api.authorizations()).hasSize(3).containsOnly("Bearer token-1");
			assertThat(interceptors(injected)).isEmpty();
			assertThat(interceptors(plain)).singleElement().isInstanceOf(BearerTokenInterceptor.class);
		});
	}

	@Test
	void ruleSeesTheRequestAfterOtherCustomizers() throws IOException {
		try (RecordingServer other = RecordingServer.https()) {
			ClientHttpRequestInterceptor reroute = (request, body, execution) -> execution
				.execute(new HttpRequestWrapper(request) {

					@Override
					public URI getURI() {
						return other.url("/");
					}

				}, body);
			context().withBean(RestClientCustomizer.class, () -> (builder) -> builder.requestInterceptor(reroute))
				.run((context) -> {
					get(context.getBean(RestClient.class), "/orders");
					get(context.getBean(RestClient.Builder.class).build(), this.api.url("/orders").toString());
					assertThat(other.authorizations()).containsExactly("none", "none");
				});
		}
	}

	@Test
	void noBeanOfOursExistsWhenDisabled() {
		context().withPropertyValues("iwa.enabled=false").run((context) -> {
			assertThat(context).hasSingleBean(RestClient.Builder.class).doesNotHaveBean(RestClient.class);
			assertThat(context.getBeanDefinitionNames()).noneMatch((name) -> name.startsWith("iwa"));
			assertThat(context).doesNotHaveBean(ClientConfiguration.class);
		});
	}

	@Test
	void configurationBacksOffWithoutItsLibraryAndTheOtherStays() {
		for (Class<?> missing : List.of(RestClient.class, RestClientCustomizer.class)) {
			context().withClassLoader(new FilteredClassLoader(missing))
				.run((context) -> assertThat(context).hasNotFailed()
					.doesNotHaveBean(IwaRestClientAutoConfiguration.class)
					.doesNotHaveBean("iwaRestClient")
					.hasBean("iwaWebClient"));
		}
	}

	@Test
	void reactiveWebApplicationHasAWorkingClient() {
		ClientContext
			.with(new ReactiveWebApplicationContextRunner(), this.tokens, ClientContext.baseUrl(this.api.url("/api")))
			.run((context) -> {
				get(context.getBean(RestClient.class), "/orders");
				assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
			});
	}

	@Test
	void transportOfTheOwnBeanIsNotInjectedByType() {
		context().run((context) -> assertThat(context.getBeanProvider(ClientHttpRequestFactory.class).getIfUnique())
			.isSameAs(context.getBean("clientHttpRequestFactory"))
			.isNotSameAs(context.getBean("iwaClientHttpRequestFactory")));
	}

	@Test
	void builderOfTheApplicationIsNeitherUsedNorChanged() {
		RestClient.Builder builder = RestClient.builder().baseUrl("https://localhost:1/");
		context().withBean(RestClient.Builder.class, () -> builder).run((context) -> {
			get(context.getBean(RestClient.class), "/orders");
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
			assertThat(interceptors(builder)).isEmpty();
		});
	}

	@Test
	void requestFactoryOfTheLastCustomizerReplacesOurs() {
		context().withUserConfiguration(FailingFactories.class)
			.run((context) -> assertThatThrownBy(() -> get(context.getBean(RestClient.class), "/orders"))
				.hasMessageContaining("unordered"));
		assertThat(this.api.received()).isEmpty();
	}

	@Test
	void mockServerOfACustomizerReplacesOurTransport() {
		AtomicReference<MockRestServiceServer> server = new AtomicReference<>();
		context()
			.withBean(RestClientCustomizer.class,
					() -> (builder) -> server.set(MockRestServiceServer.bindTo(builder).build()))
			.run((context) -> {
				RestClient client = context.getBean(RestClient.class);
				server.get()
					.expect(MockRestRequestMatchers.requestTo(this.api.url("/api/orders")))
					.andExpect(MockRestRequestMatchers.header("Authorization", "Bearer token-1"))
					.andRespond(MockRestResponseCreators.withSuccess());
				get(client, "/orders");
				server.get().verify();
			});
		assertThat(this.api.received()).isEmpty();
	}

	private ApplicationContextRunner context() {
		return ClientContext.of(this.tokens, ClientContext.baseUrl(this.api.url("/api")));
	}

	private static List<ClientHttpRequestInterceptor> interceptors(RestClient.Builder builder) {
		List<ClientHttpRequestInterceptor> interceptors = new ArrayList<>();
		builder.requestInterceptors(interceptors::addAll);
		return interceptors;
	}

	private static void get(RestClient client, String uri) {
		client.get().uri(uri).retrieve().toBodilessEntity();
	}

	@Configuration(proxyBeanMethods = false)
	static class FailingFactories {

		@Bean
		RestClientCustomizer unordered() {
			return failing("unordered");
		}

		@Bean
		@Order(1)
		RestClientCustomizer ordered() {
			return failing("ordered");
		}

		private static RestClientCustomizer failing(String message) {
			return (builder) -> builder.requestFactory((uri, method) -> {
				throw new IOException(message);
			});
		}

	}

}
