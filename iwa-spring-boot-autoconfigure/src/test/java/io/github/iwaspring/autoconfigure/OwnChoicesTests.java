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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.fixtures.RecordingServer.Answer;
import io.github.iwaspring.web.AllowedTargets;
import io.github.iwaspring.web.BearerTokenRestClient;
import io.github.iwaspring.web.StubTokens;
import io.github.iwaspring.web.TokenRefusals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.BufferingClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.test.web.client.match.MockRestRequestMatchers;
import org.springframework.test.web.client.response.MockRestResponseCreators;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Transports, interceptors and builders that the application chooses itself, after the
 * starter has set up a client.
 */
@ExtendWith(OutputCaptureExtension.class)
class OwnChoicesTests {

	private static final String INVALID_TOKEN = "Bearer error=\"invalid_token\"";

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
	void interceptorThatIsAddedLaterTakesNoTokenElsewhere() {
		this.other.answer("/", (request) -> Answer.unauthorized(INVALID_TOKEN));
		context().run((context) -> {
			for (RestClient.Builder builder : restClientBuilders(context)) {
				status(builder.requestInterceptor(sendTo(this.other.url("/"))).build(), this.api.url("/"));
				status(builder.build().mutate().requestInterceptor(sendTo(this.other.url("/"))).build(),
						this.api.url("/"));
			}
			assertThat(this.other.authorizations()).hasSize(4).containsOnly("none");
			assertThat(this.tokens.requests()).isEmpty();
			assertThat(this.api.received()).isEmpty();
		});
	}

	@Test
	void interceptorThatIsAddedLaterMaySendTheRequestToTheApi() {
		context().run((context) -> {
			RestClient.Builder builder = context.getBean(RestClient.Builder.class);
			status(builder.requestInterceptor(sendTo(this.api.url("/"))).build(), URI.create("http://orders/"));
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
		});
	}

	@Test
	void filterThatIsAddedLaterTakesNoTokenElsewhere() {
		this.other.answer("/", (request) -> Answer.unauthorized(INVALID_TOKEN));
		context().run((context) -> {
			for (WebClient.Builder builder : List.of(context.getBean(WebClient.class).mutate(),
					context.getBean(WebClient.Builder.class))) {
				WebClient client = builder.filter(
						(request, next) -> next.exchange(ClientRequest.from(request).url(this.other.url("/")).build()))
					.build();
				assertThat(client.get()
					.uri(this.api.url("/"))
					.exchangeToMono((response) -> response.toBodilessEntity())
					.map((response) -> response.getStatusCode().value())
					.block(Duration.ofSeconds(30))).isEqualTo(401);
			}
			assertThat(this.other.authorizations()).hasSize(2).containsOnly("none");
			assertThat(this.tokens.invalidated()).isEmpty();
		});
	}

	/**
	 * The limit that the manual names.
	 */
	@Test
	void interceptorBehindTheCustomizerOfABuilderOfTheApplicationTakesTheTokenElsewhere() {
		context().run((context) -> {
			RestClientCustomizer customizer = context.getBean("iwaRestClientCustomizer", RestClientCustomizer.class);
			RestClient.Builder last = RestClient.builder().requestInterceptor(sendTo(this.other.url("/")));
			customizer.customize(last);
			status(last.build(), this.api.url("/"));
			assertThat(this.other.authorizations()).containsExactly("none");
			RestClient.Builder first = RestClient.builder();
			customizer.customize(first);
			status(first.requestInterceptor(sendTo(this.other.url("/"))).build(), this.api.url("/"));
			assertThat(this.other.authorizations()).containsExactly("none", "Bearer token-1");
		});
	}

	/**
	 * The other limit: a proxy of the transport itself cannot be seen.
	 */
	@Test
	void proxyOfTheTransportItselfGetsRequestsOverPlainHttp() {
		this.other.answer("/", (request) -> Answer.ok());
		context().run((context) -> {
			HttpClient proxied = HttpClient.newBuilder()
				.proxy(ProxySelector.of(new InetSocketAddress("localhost", this.other.port())))
				.build();
			status(context.getBean(RestClient.Builder.class)
				.requestFactory(new JdkClientHttpRequestFactory(proxied))
				.build(), this.api.url("/"));
			assertThat(this.other.authorizations()).containsExactly("Bearer token-1");
		});
	}

	@Test
	void requestFactoryThatIsSetLaterGetsTokens() {
		this.api.answer("/",
				(request) -> request.authorization().endsWith("-1") ? Answer.unauthorized(INVALID_TOKEN) : Answer.ok());
		context().run((context) -> {
			RestClient.Builder injected = context.getBean(RestClient.Builder.class)
				.apply((builder) -> builder.requestFactory(new JdkClientHttpRequestFactory()));
			assertThat(status(injected.build(), this.api.url("/"))).isEqualTo(200);
			RestClient own = context.getBean(RestClient.class)
				.mutate()
				.requestFactory(new BufferingClientHttpRequestFactory(new JdkClientHttpRequestFactory()))
				.build();
			assertThat(status(own, this.api.url("/"))).isEqualTo(200);
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1", "Bearer token-2", "Bearer token-2");
		});
	}

	/**
	 * As where the auto-configuration of HTTP clients is excluded.
	 */
	@Test
	void requestFactoryThatIsSetOnACopyLetsNoInterceptorTakeTheTokenElsewhere() {
		context().run((context) -> {
			RestClient.Builder bare = BearerTokenRestClient.builder(RestClient.builder(),
					context.getBean(IwaTokenService.class), context.getBean(AllowedTargets.class),
					context.getBean(TokenRefusals.class));
			RestClient copy = bare.build()
				.mutate()
				.requestFactory(new JdkClientHttpRequestFactory())
				.requestInterceptor(sendTo(this.other.url("/")))
				.build();
			status(copy, this.api.url("/"));
			assertThat(this.other.authorizations()).containsExactly("none");
		});
	}

	@Test
	void mockServerThatIsBoundLaterGetsTokens() {
		context().run((context) -> {
			for (RestClient.Builder builder : restClientBuilders(context)) {
				MockRestServiceServer server = MockRestServiceServer.bindTo(builder).build();
				server.expect(MockRestRequestMatchers.requestTo(this.api.url("/")))
					.andExpect(MockRestRequestMatchers.header("Authorization", "Bearer token-1"))
					.andExpect(MockRestRequestMatchers.content().string("two apples"))
					.andRespond(MockRestResponseCreators.withSuccess());
				builder.build().post().uri(this.api.url("/")).body("two apples").retrieve().toBodilessEntity();
				server.verify();
			}
			assertThat(this.api.received()).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, 2 * 1024 * 1024 })
	void bodyThatCanBeWrittenOnceIsSentAgainUnlessItIsLarge(int size) {
		this.api.answer("/",
				(request) -> request.authorization().endsWith("-1") ? Answer.unauthorized(INVALID_TOKEN) : Answer.ok());
		boolean isLarge = size > 1024 * 1024;
		context().run((context) -> {
			RestClient client = context.getBean(RestClient.class);
			assertThat(post(client, size, false)).isEqualTo(isLarge ? 401 : 200);
			assertThat(post(client, size, false)).as("with the new token").isEqualTo(200);
			assertThat(this.api.received()).extracting((request) -> request.body().length()).containsOnly(size);
			assertThat(this.api.authorizations()).startsWith("Bearer token-1", "Bearer token-2")
				.hasSize(isLarge ? 2 : 3);
		});
	}

	@Test
	void largeBodyThatCanBeWrittenAgainIsSentAgain() {
		this.api.answer("/",
				(request) -> request.authorization().endsWith("-1") ? Answer.unauthorized(INVALID_TOKEN) : Answer.ok());
		context().run(
				(context) -> assertThat(post(context.getBean(RestClient.class), 2 * 1024 * 1024, true)).isEqualTo(200));
	}

	@Test
	void httpUrlConnectionIsNotUsed(CapturedOutput output) {
		context().withPropertyValues("spring.http.clients.imperative.factory=simple").run((context) -> {
			assertThat(context.getBean(ClientHttpRequestFactoryBuilder.class))
				.isInstanceOf(JdkClientHttpRequestFactoryBuilder.class);
			assertThat(context.getBean("iwaClientHttpRequestFactory", ClientHttpRequestFactory.class))
				.isInstanceOf(JdkClientHttpRequestFactory.class);
			assertThat(output).containsOnlyOnce("The JDK's HttpClient is used instead of HttpURLConnection");
		});
		context().withBean("mine", ClientHttpRequestFactoryBuilder.class, ClientHttpRequestFactoryBuilder::simple)
			.run((context) -> assertThat(context.getBean(ClientHttpRequestFactoryBuilder.class))
				.isInstanceOf(JdkClientHttpRequestFactoryBuilder.class));
	}

	@Test
	void httpUrlConnectionThatTheApplicationSetsIsRefused() {
		context().run((context) -> {
			for (RestClient.Builder builder : restClientBuilders(context)) {
				for (ClientHttpRequestFactory simple : List.of(new SimpleClientHttpRequestFactory(),
						new BufferingClientHttpRequestFactory(new SimpleClientHttpRequestFactory()))) {
					assertThatExceptionOfType(IwaException.class).isThrownBy(() -> builder.requestFactory(simple))
						.withMessageContaining("cannot use HttpURLConnection");
				}
			}
		});
	}

	@Test
	void builderBeanOfTheApplicationWithoutTokensIsNamedOnce(CapturedOutput output) {
		context()
			.withBean("plainWeb", WebClient.Builder.class, WebClient::builder, (bean) -> bean.setScope("prototype"))
			.withBean("plainRest", RestClient.Builder.class, RestClient::builder)
			.run((context) -> {
				context.getBean("plainWeb");
				context.getBean("plainWeb");
				assertThat(output).containsOnlyOnce("Requests of the WebClient.Builder bean 'plainWeb' carry no token")
					.containsOnlyOnce("Requests of the RestClient.Builder bean 'plainRest' carry no token")
					.contains("iwaWebClientCustomizer", "iwaRestClientCustomizer");
			});
	}

	@Test
	void builderBeanOfTheApplicationWithTheCustomizerIsNotNamed(CapturedOutput output) {
		context().run((context) -> {
			WebClient.Builder web = WebClient.builder();
			context.getBean("iwaWebClientCustomizer", WebClientCustomizer.class).customize(web);
			RestClient.Builder rest = RestClient.builder();
			context.getBean("iwaRestClientCustomizer", RestClientCustomizer.class).customize(rest);
			for (Object builder : List.of(web, rest, context.getBean(RestClient.Builder.class))) {
				context.getBeanFactory().initializeBean(builder, "mine");
			}
			assertThat(output).doesNotContain("carry no token");
		});
	}

	@Test
	void builderBeanThatIsAMockStopsNoStart(CapturedOutput output) {
		context().withBean("mockWeb", WebClient.Builder.class, () -> mock(WebClient.Builder.class))
			.withBean("mockRest", RestClient.Builder.class, () -> mock(RestClient.Builder.class))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).doesNotContain("carry no token");
			});
	}

	@Test
	void clientBeanOfTheApplicationWithoutTokensIsNamedOnce(CapturedOutput output) {
		context().withBean("plainWeb", WebClient.class, WebClient::create, (bean) -> bean.setScope("prototype"))
			.withBean("plainRest", RestClient.class, RestClient::create)
			.withBean("mockRest", RestClient.class, () -> mock(RestClient.class))
			.run((context) -> {
				context.getBean("plainWeb");
				context.getBean("plainWeb");
				assertThat(output).containsOnlyOnce("Requests of the WebClient bean 'plainWeb' carry no token")
					.containsOnlyOnce("Requests of the RestClient bean 'plainRest' carry no token")
					.doesNotContain("mockRest");
			});
	}

	@Test
	void clientBeanWithTokensOrBesideOursIsNotNamed(CapturedOutput output) {
		context().run((context) -> {
			context.getBean(RestClient.class);
			context.getBean(WebClient.class);
		});
		context().withUserConfiguration(ClientsOfInjectedBuilders.class)
			.run((context) -> assertThat(context).doesNotHaveBean("iwaRestClient").doesNotHaveBean("iwaWebClient"));
		context()
			.withBean("plainRest", RestClient.class, RestClient::create,
					(bean) -> ((AbstractBeanDefinition) bean).setDefaultCandidate(false))
			.run((context) -> assertThat(context).hasBean("iwaRestClient"));
		assertThat(output).doesNotContain("carry no token");
	}

	@Test
	void configurerOfTheApplicationKeepsItsType() {
		context().withBean(OwnConfigurer.class)
			.run((context) -> assertThat(context.getBean(RestClientBuilderConfigurer.class))
				.isExactlyInstanceOf(OwnConfigurer.class));
	}

	@Test
	void builderBeanOfTheApplicationIsNotNamedWhereNoBuilderSendsTokens(CapturedOutput output) {
		ClientContext.of(this.tokens, ClientContext.nothingButGraph("graph.microsoft.com"))
			.withBean("plainWeb", WebClient.Builder.class, WebClient::builder)
			.run((context) -> assertThat(output).doesNotContain("'plainWeb'"));
	}

	private ApplicationContextRunner context() {
		AllowedTargets targets = ClientContext.baseUrl(this.api.url("/"));
		return ClientContext.of(this.tokens, targets);
	}

	private static List<RestClient.Builder> restClientBuilders(ApplicationContext context) {
		return List.of(context.getBean(RestClient.class).mutate(), context.getBean(RestClient.Builder.class));
	}

	private static ClientHttpRequestInterceptor sendTo(URI url) {
		return (request, body, execution) -> execution.execute(new HttpRequestWrapper(request) {

			@Override
			public URI getURI() {
				return url;
			}

		}, body);
	}

	private static int status(RestClient client, URI url) {
		Integer status = client.get().uri(url).exchange((request, response) -> response.getStatusCode().value());
		return status;
	}

	private int post(RestClient client, int size, boolean repeatable) {
		byte[] apples = "a".repeat(size).getBytes(StandardCharsets.US_ASCII);
		ByteArrayOutputStream once = new ByteArrayOutputStream();
		once.writeBytes(apples);
		StreamingHttpOutputMessage.Body body = (out) -> {
			once.writeTo(out);
			once.reset();
		};
		RestClient.RequestBodySpec request = client.post().uri(this.api.url("/"));
		Integer status = (repeatable ? request.body(apples) : request.body(body))
			.exchange((sent, response) -> response.getStatusCode().value());
		return status;
	}

	@Configuration(proxyBeanMethods = false)
	static class ClientsOfInjectedBuilders {

		@Bean
		RestClient orders(RestClient.Builder builder) {
			return builder.build();
		}

		@Bean
		WebClient reports(WebClient.Builder builder) {
			return builder.build();
		}

	}

	static class OwnConfigurer extends RestClientBuilderConfigurer {

	}

}
