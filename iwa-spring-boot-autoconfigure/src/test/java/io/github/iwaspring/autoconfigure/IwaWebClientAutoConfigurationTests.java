package io.github.iwaspring.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.web.BearerTokenFilter;
import io.github.iwaspring.web.StubTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

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
	void theOwnBeanPointsAtTheBaseUrlAndSignsIn() {
		context().run((context) -> {
			assertThat(context).hasSingleBean(WebClient.class).hasBean("iwaWebClient");
			get(context.getBean(WebClient.class), "/orders/1");
			assertThat(this.api.received()).extracting(RecordingServer.Received::path).containsExactly("/api/orders/1");
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
		});
	}

	@Test
	void anInjectedBuilderSignsInWithoutABaseUrl() {
		context().run((context) -> {
			WebClient client = context.getBean(WebClient.Builder.class).build();
			get(client, this.api.url("/elsewhere").toString());
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
		});
	}

	@Test
	void anAbsoluteUrlGoesThroughTheSameRule() throws IOException {
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
	void withoutConfigurationOnlyTheOwnBeanSignsInToGraph() {
		ClientContext.of(this.tokens, ClientContext.nothingButGraph("localhost:" + this.api.port())).run((context) -> {
			get(context.getBean(WebClient.class), this.api.url("/me").toString());
			get(context.getBean(WebClient.Builder.class).build(), this.api.url("/me").toString());
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1", "none");
		});
	}

	@Test
	void aWebClientOfTheApplicationReplacesOurs() {
		context().withBean("mine", WebClient.class, WebClient::create)
			.run((context) -> assertThat(context).hasSingleBean(WebClient.class).doesNotHaveBean("iwaWebClient"));
	}

	@Test
	void aBuilderOfTheApplicationIsNotChangedByOurBean() {
		WebClient.Builder mine = WebClient.builder();
		context().withBean(WebClient.Builder.class, () -> mine).run((context) -> {
			get(context.getBean(WebClient.class), "/orders");
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
			assertThat(filters(mine)).isEmpty();
		});
	}

	@Test
	void withoutABuilderBeanThereIsStillAClient() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(IwaWebClientAutoConfiguration.class))
			.withBean(IwaTokenService.class, () -> this.tokens)
			.withBean(ApiSettings.class, () -> ClientContext.baseUrl(this.api.url("/")))
			.run((context) -> assertThat(context).hasSingleBean(WebClient.class));
	}

	@Test
	void theTokenIsAttachedOnce() {
		context().run((context) -> {
			WebClient.Builder injected = context.getBean(WebClient.Builder.class);
			context.getBean("iwaWebClientCustomizer", WebClientCustomizer.class).customize(injected);
			assertThat(filters(injected)).singleElement().isInstanceOf(BearerTokenFilter.class);
			assertThat(filters(context.getBean(WebClient.class).mutate())).singleElement()
				.isInstanceOf(BearerTokenFilter.class);
		});
	}

	@Test
	void theRuleSeesTheRequestAsOtherCustomizersLeaveIt() throws IOException {
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
	void switchedOffNothingOfOursExists() {
		context().withPropertyValues("iwa.enabled=false").run((context) -> {
			assertThat(context).hasSingleBean(WebClient.Builder.class).doesNotHaveBean(WebClient.class);
			assertThat(context.getBeanDefinitionNames()).noneMatch((name) -> name.startsWith("iwa"));
			assertThat(context).doesNotHaveBean(ApiTargets.class);
		});
	}

	@Test
	void withoutItsLibraryThisHalfBacksOffAndTheOtherStays() {
		for (Class<?> missing : List.of(WebClient.class, WebClientCustomizer.class)) {
			context().withClassLoader(new FilteredClassLoader(missing))
				.run((context) -> assertThat(context).hasNotFailed()
					.doesNotHaveBean(IwaWebClientAutoConfiguration.class)
					.doesNotHaveBean("iwaWebClient")
					.hasBean("iwaRestClient"));
		}
	}

	@Test
	void aReactiveWebApplicationHasBothClients() {
		ClientContext
			.with(new ReactiveWebApplicationContextRunner(), this.tokens, ClientContext.baseUrl(this.api.url("/api")))
			.run((context) -> {
				assertThat(context).hasBean("iwaWebClient").hasBean("iwaRestClient");
				get(context.getBean(WebClient.class), "/orders");
				assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
			});
	}

	@Test
	void theTransportOfTheOwnBeanIsNobodyElses() {
		context().run((context) -> {
			assertThat(context.getBeanProvider(ClientHttpConnector.class).getIfUnique())
				.isSameAs(context.getBean("clientHttpConnector"))
				.isNotSameAs(context.getBean("iwaClientHttpConnector"));
		});
	}

	@Test
	void aClientThatNobodyUsesIsNotBuilt() {
		context().run((context) -> assertThat(context.getBeanFactory().containsSingleton("iwaWebClient")).isFalse());
	}

	@Test
	void aClientIsNotBuiltBeforeItIsUsed() {
		context().run((context) -> {
			WebClient client = context.getBean(WebClient.class);
			assertThat(context.getBeanFactory().containsSingleton("iwaClientHttpConnector")).isFalse();
			assertThat(context.getBeanFactory().containsSingleton("clientHttpConnector")).isFalse();
			get(client, "/orders");
			assertThat(context.getBeanFactory().containsSingleton("iwaClientHttpConnector")).isTrue();
		});
	}

	@Test
	void aServerOnEventLoopsHasItsClientBuiltAtTheStart() {
		ClientContext
			.with(new ReactiveWebApplicationContextRunner(), this.tokens, ClientContext.baseUrl(this.api.url("/api")))
			.run((context) -> {
				context.getBean(WebClient.class);
				assertThat(context.getBeanFactory().containsSingleton("iwaClientHttpConnector")).isTrue();
			});
	}

	@Test
	void everyMethodOfHttpIsPassedOn() {
		context().run((context) -> {
			WebClient client = context.getBean(WebClient.class);
			List<WebClient.RequestHeadersSpec<?>> requests = List.of(client.get().uri("/"), client.head().uri("/"),
					client.post().uri("/"), client.put().uri("/"), client.patch().uri("/"), client.delete().uri("/"),
					client.options().uri("/"), client.method(HttpMethod.PATCH).uri("/"));
			requests.forEach((request) -> request.retrieve().toBodilessEntity().block(Duration.ofSeconds(10)));
			assertThat(this.api.received()).extracting(RecordingServer.Received::method)
				.containsExactly("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PATCH");
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

}
