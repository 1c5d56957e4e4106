package io.github.iwaspring.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.fixtures.RecordingServer;
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
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

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
	void theOwnBeanPointsAtTheBaseUrlAndSignsIn() {
		context().run((context) -> {
			assertThat(context).hasSingleBean(RestClient.class).hasBean("iwaRestClient");
			get(context.getBean(RestClient.class), "/orders/1");
			assertThat(this.api.received()).extracting(RecordingServer.Received::path).containsExactly("/api/orders/1");
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
		});
	}

	@Test
	void anInjectedBuilderSignsInWithoutABaseUrl() {
		context().run((context) -> {
			RestClient client = context.getBean(RestClient.Builder.class).build();
			get(client, this.api.url("/elsewhere").toString());
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
		});
	}

	@Test
	void anAbsoluteUrlGoesThroughTheSameRule() throws IOException {
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
	void withoutConfigurationOnlyTheOwnBeanSignsInToGraph() {
		ClientContext.of(this.tokens, ClientContext.nothingButGraph("localhost:" + this.api.port())).run((context) -> {
			get(context.getBean(RestClient.class), this.api.url("/me").toString());
			get(context.getBean(RestClient.Builder.class).build(), this.api.url("/me").toString());
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1", "none");
		});
	}

	@Test
	void aRestClientOfTheApplicationReplacesOurs() {
		context().withBean("mine", RestClient.class, RestClient::create)
			.run((context) -> assertThat(context).hasSingleBean(RestClient.class).doesNotHaveBean("iwaRestClient"));
	}

	@Test
	void aBuilderOfTheApplicationIsNotChangedByOurBean() {
		RestClient.Builder mine = RestClient.builder();
		context().withBean(RestClient.Builder.class, () -> mine).run((context) -> {
			get(context.getBean(RestClient.class), "/orders");
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
			assertThat(interceptors(mine)).isEmpty();
		});
	}

	@Test
	void withoutABuilderBeanThereIsStillAClient() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(IwaRestClientAutoConfiguration.class))
			.withBean(IwaTokenService.class, () -> this.tokens)
			.withBean(ApiSettings.class, () -> ClientContext.baseUrl(this.api.url("/")))
			.run((context) -> assertThat(context).hasSingleBean(RestClient.class));
	}

	@Test
	void theTokenIsAttachedOnce() {
		context().run((context) -> {
			RestClient.Builder injected = context.getBean(RestClient.Builder.class);
			context.getBean("iwaRestClientCustomizer", RestClientCustomizer.class).customize(injected);
			assertThat(interceptors(injected)).singleElement().isInstanceOf(BearerTokenInterceptor.class);
			assertThat(interceptors(context.getBean(RestClient.class).mutate())).singleElement()
				.isInstanceOf(BearerTokenInterceptor.class);
		});
	}

	@Test
	void theRuleSeesTheRequestAsOtherCustomizersLeaveIt() throws IOException {
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
	void switchedOffNothingOfOursExists() {
		context().withPropertyValues("iwa.enabled=false").run((context) -> {
			assertThat(context).hasSingleBean(RestClient.Builder.class).doesNotHaveBean(RestClient.class);
			assertThat(context.getBeanDefinitionNames()).noneMatch((name) -> name.startsWith("iwa"));
			assertThat(context).doesNotHaveBean(ApiTargets.class);
		});
	}

	@Test
	void withoutItsLibraryThisHalfBacksOffAndTheOtherStays() {
		for (Class<?> missing : List.of(RestClient.class, RestClientCustomizer.class)) {
			context().withClassLoader(new FilteredClassLoader(missing))
				.run((context) -> assertThat(context).hasNotFailed()
					.doesNotHaveBean(IwaRestClientAutoConfiguration.class)
					.doesNotHaveBean("iwaRestClient")
					.hasBean("iwaWebClient"));
		}
	}

	@Test
	void aReactiveWebApplicationHasAWorkingClientToo() {
		ClientContext
			.with(new ReactiveWebApplicationContextRunner(), this.tokens, ClientContext.baseUrl(this.api.url("/api")))
			.run((context) -> {
				get(context.getBean(RestClient.class), "/orders");
				assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
			});
	}

	@Test
	void theTransportOfTheOwnBeanIsNobodyElses() {
		context().run((context) -> assertThat(context.getBeanProvider(ClientHttpRequestFactory.class).getIfUnique())
			.isSameAs(context.getBean("clientHttpRequestFactory"))
			.isNotSameAs(context.getBean("iwaClientHttpRequestFactory")));
	}

	@Test
	void aClientIsNotBuiltBeforeItIsUsed() {
		context().run((context) -> {
			RestClient client = context.getBean(RestClient.class);
			assertThat(context.getBeanFactory().containsSingleton("iwaClientHttpRequestFactory")).isFalse();
			get(client, "/orders");
			assertThat(context.getBeanFactory().containsSingleton("iwaClientHttpRequestFactory")).isTrue();
		});
	}

	@Test
	void everyMethodOfHttpIsPassedOn() {
		context().run((context) -> {
			RestClient client = context.getBean(RestClient.class);
			List<RestClient.RequestHeadersSpec<?>> requests = List.of(client.get().uri("/"), client.head().uri("/"),
					client.post().uri("/"), client.put().uri("/"), client.patch().uri("/"), client.delete().uri("/"),
					client.options().uri("/"), client.method(HttpMethod.PATCH).uri("/"));
			requests.forEach((request) -> request.retrieve().toBodilessEntity());
			assertThat(this.api.received()).extracting(RecordingServer.Received::method)
				.containsExactly("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PATCH");
		});
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

}
