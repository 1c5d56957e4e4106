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
import java.util.function.Consumer;

import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.web.StubTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no transport sends a token to another origin because of a redirect.
 */
class RedirectTests {

	private static final int[] STATUSES = { 300, 301, 302, 303, 305, 307, 308 };

	private final StubTokens tokens = new StubTokens();

	private RecordingServer api;

	private RecordingServer otherPort;

	private RecordingServer plain;

	@BeforeEach
	void start() throws IOException {
		this.api = RecordingServer.https();
		this.otherPort = RecordingServer.https();
		this.plain = RecordingServer.http();
	}

	@AfterEach
	void stop() {
		this.api.close();
		this.otherPort.close();
		this.plain.close();
	}

	@ParameterizedTest
	@EnumSource
	void injectedBuilderSendsNoTokenToAnotherOrigin(Transport transport) {
		context(transport).run((context) -> {
			assertNoTokenGoesElsewhere(transport.injected(context));
			assertThat(this.api.authorizations()).contains("Bearer token-1");
		});
	}

	@ParameterizedTest
	@EnumSource
	void injectedBuilderSendsNoTokenFromPlainHttpToAnotherOrigin(Transport transport) {
		URI start = this.plain.url("/start");
		ClientContext.of(this.tokens, ClientContext.baseUrl(start))
			.withPropertyValues(transport.property)
			.run((context) -> {
				Consumer<URI> get = transport.injected(context);
				for (int status : STATUSES) {
					for (URI target : List.of(this.api.url("/"), this.plain.url("127.0.0.1", "/elsewhere"))) {
						this.plain.redirect("/start", status, target);
						get.accept(start);
					}
				}
				assertThat(this.api.authorizations()).doesNotContain("Bearer token-1");
				assertThat(this.plain.received()).filteredOn((request) -> !request.authorization().equals("none"))
					.extracting(RecordingServer.Received::path)
					.hasSize(2 * STATUSES.length)
					.containsOnly("/start");
			});
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.MATCH_NONE, names = "TEMPLATE_.*")
	void ownBeanFollowsNoRedirect(Transport transport) {
		context(transport).run((context) -> {
			assertNoTokenGoesElsewhere(transport.own(context));
			this.api.redirect("/start", 302, this.api.url("/same-origin"));
			transport.own(context).accept(this.api.url("/start"));
			assertThat(this.api.received()).extracting(RecordingServer.Received::path).containsOnly("/start");
			assertThat(this.otherPort.received()).isEmpty();
			assertThat(this.plain.received()).isEmpty();
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "WEB_REACTOR", "WEB_JETTY", "REST_REACTOR", "REST_JETTY" })
	void transportThatDropsTheTokenStillFollows(Transport transport) {
		context(transport).run((context) -> {
			this.api.redirect("/start", 302, this.otherPort.url("/download"));
			transport.injected(context).accept(this.api.url("/start"));
			assertThat(this.otherPort.authorizations()).containsExactly("none");
		});
	}

	@Test
	void builderBeanOfTheApplicationIsMadeSafe() {
		ClientContext.of(this.tokens, ClientContext.baseUrl(this.api.url("/")))
			.withBean("connectors", ClientHttpConnectorBuilder.class, ClientHttpConnectorBuilder::jdk)
			.withBean("factories", ClientHttpRequestFactoryBuilder.class, ClientHttpRequestFactoryBuilder::jdk)
			.run((context) -> {
				assertNoTokenGoesElsewhere(Transport.WEB_JDK.injected(context));
				assertNoTokenGoesElsewhere(Transport.REST_JDK.injected(context));
			});
	}

	/**
	 * Beans that a bean post-processor asks for miss the post-processors behind it.
	 */
	@ParameterizedTest
	@EnumSource(names = { "WEB_JDK", "REST_JDK", "REST_SIMPLE" })
	void builderThatIsCreatedEarlyIsSafe(Transport transport) {
		context(transport).withUserConfiguration(EarlyBuilders.class)
			.run((context) -> assertNoTokenGoesElsewhere(transport.injected(context)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "follow", "follow-when-possible" })
	void propertyThatEnablesRedirectsDoesNotMakeThemUnsafe(String redirects) {
		context(Transport.WEB_JDK)
			.withPropertyValues(Transport.REST_SIMPLE.property, "spring.http.clients.redirects=" + redirects)
			.run((context) -> {
				assertNoTokenGoesElsewhere(Transport.WEB_JDK.injected(context));
				assertNoTokenGoesElsewhere(Transport.REST_SIMPLE.injected(context));
				assertNoTokenGoesElsewhere(Transport.WEB_JDK.own(context));
				assertNoTokenGoesElsewhere(Transport.REST_SIMPLE.own(context));
			});
	}

	private ApplicationContextRunner context(Transport transport) {
		return ClientContext.of(this.tokens, ClientContext.baseUrl(this.api.url("/")))
			.withPropertyValues(transport.property);
	}

	/**
	 * The API redirects to another port, another host, plain http, and through its own
	 * origin to another port.
	 */
	private void assertNoTokenGoesElsewhere(Consumer<URI> get) {
		List<URI> targets = List.of(this.otherPort.url("/"), this.api.url("127.0.0.1", "/elsewhere"),
				this.plain.url("/"), this.api.url("/hop"));
		for (int status : STATUSES) {
			this.api.redirect("/hop", status, this.otherPort.url("/chained"));
			for (URI target : targets) {
				this.api.redirect("/start", status, target);
				get.accept(this.api.url("/start"));
			}
		}
		assertThat(this.otherPort.authorizations()).doesNotContain("Bearer token-1");
		assertThat(this.plain.authorizations()).doesNotContain("Bearer token-1");
		assertThat(this.api.received()).filteredOn((request) -> request.path().equals("/elsewhere"))
			.extracting(RecordingServer.Received::authorization)
			.doesNotContain("Bearer token-1");
	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyBuilders {

		@Bean
		static EarlyPostProcessor earlyPostProcessor(ObjectProvider<WebClient.Builder> webClients,
				ObjectProvider<RestClient.Builder> restClients) {
			webClients.getObject();
			restClients.getObject();
			return new EarlyPostProcessor();
		}

	}

	static final class EarlyPostProcessor implements BeanPostProcessor, Ordered {

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

	}

	/**
	 * The transports that Spring Boot supports.
	 */
	enum Transport {

		WEB_REACTOR("reactive.connector=reactor"), WEB_JETTY("reactive.connector=jetty"),
		WEB_HTTP_COMPONENTS("reactive.connector=http-components"), WEB_JDK("reactive.connector=jdk"),
		REST_REACTOR("imperative.factory=reactor"), REST_JETTY("imperative.factory=jetty"),
		REST_HTTP_COMPONENTS("imperative.factory=http-components"), REST_JDK("imperative.factory=jdk"),
		REST_SIMPLE("imperative.factory=simple"), TEMPLATE_REACTOR("imperative.factory=reactor"),
		TEMPLATE_JETTY("imperative.factory=jetty"), TEMPLATE_HTTP_COMPONENTS("imperative.factory=http-components"),
		TEMPLATE_JDK("imperative.factory=jdk"), TEMPLATE_SIMPLE("imperative.factory=simple");

		private final String property;

		Transport(String property) {
			this.property = "spring.http.clients." + property;
		}

		Consumer<URI> injected(ApplicationContext context) {
			if (name().startsWith("TEMPLATE")) {
				return get(context.getBean(RestTemplateBuilder.class).errorHandler((response) -> false).build());
			}
			return name().startsWith("WEB") ? get(context.getBean(WebClient.Builder.class).build())
					: get(context.getBean(RestClient.Builder.class).build());
		}

		Consumer<URI> own(ApplicationContext context) {
			return name().startsWith("WEB") ? get(context.getBean(WebClient.class))
					: get(context.getBean(RestClient.class));
		}

		private static Consumer<URI> get(WebClient client) {
			return (url) -> client.get()
				.uri(url)
				.exchangeToMono((response) -> response.releaseBody().thenReturn(url))
				.block(Duration.ofSeconds(10));
		}

		private static Consumer<URI> get(RestClient client) {
			return (url) -> client.get().uri(url).exchange((request, response) -> response.getStatusCode());
		}

		private static Consumer<URI> get(RestTemplate template) {
			return (url) -> template.execute(url, HttpMethod.GET, null, ClientHttpResponse::getStatusCode);
		}

	}

}
