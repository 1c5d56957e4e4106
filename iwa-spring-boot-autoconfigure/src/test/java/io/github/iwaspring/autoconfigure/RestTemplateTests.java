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
import java.util.List;
import java.util.Set;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.fixtures.RecordingServer.Answer;
import io.github.iwaspring.web.AllowedTargets;
import io.github.iwaspring.web.IwaClient;
import io.github.iwaspring.web.IwaHttpRequestValuesProcessor;
import io.github.iwaspring.web.IwaRequestAttributes;
import io.github.iwaspring.web.StubTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.BufferingClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.test.web.client.match.MockRestRequestMatchers;
import org.springframework.test.web.client.response.MockRestResponseCreators;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.client.support.RestTemplateAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Templates of Spring Boot's {@code RestTemplateBuilder}, beyond the plain call.
 */
@ExtendWith(OutputCaptureExtension.class)
class RestTemplateTests {

	private final StubTokens tokens = new StubTokens();

	private RecordingServer api;

	@BeforeEach
	void start() throws IOException {
		this.api = RecordingServer.http();
	}

	@AfterEach
	void stop() {
		this.api.close();
	}

	@Test
	void authorizationOfTheApplicationIsLeftAlone() {
		context().run((context) -> {
			RestTemplateBuilder builder = context.getBean(RestTemplateBuilder.class);
			builder.basicAuthentication("user", "password").build().getForObject(this.api.url("/"), String.class);
			ClientHttpRequestInterceptor own = (request, body, execution) -> {
				request.getHeaders().setBearerAuth("mine");
				return execution.execute(request, body);
			};
			builder.interceptors(own).build().getForObject(this.api.url("/"), String.class);
			assertThat(this.api.authorizations()).containsExactly("Basic dXNlcjpwYXNzd29yZA==", "Bearer mine");
			assertThat(this.tokens.requests()).isEmpty();
		});
	}

	@Test
	void requestNamesItsEntryByAnAttribute() {
		context(entry("reports"), entry("billing")).run((context) -> {
			RestTemplateBuilder builder = context.getBean(RestTemplateBuilder.class);
			builder
				.requestCustomizers((ClientHttpRequest request) -> IwaRequestAttributes.client("billing")
					.accept(request.getAttributes()))
				.build()
				.getForObject(this.api.url("/"), String.class);
			assertThat(this.tokens.requests()).containsExactly(IwaTokenRequest.defaults().withScopes("billing"));
			assertThatExceptionOfType(IwaException.class)
				.isThrownBy(() -> builder.build().getForObject(this.api.url("/"), String.class))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.CLIENT_AMBIGUOUS));
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
		});
	}

	/**
	 * Spring Framework's adapter hands no attributes on.
	 */
	@Test
	void annotationsOfAnInterfaceOnATemplateAreNotRead() {
		context(entry("reports"), entry("billing")).run((context) -> {
			Api client = HttpServiceProxyFactory
				.builderFor(RestTemplateAdapter
					.create(context.getBean(RestTemplateBuilder.class).rootUri(this.api.url("").toString()).build()))
				.httpRequestValuesProcessor(context.getBean(IwaHttpRequestValuesProcessor.class))
				.build()
				.createClient(Api.class);
			assertThatExceptionOfType(IwaException.class).isThrownBy(client::get)
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.CLIENT_AMBIGUOUS));
			assertThat(this.api.received()).isEmpty();
		});
	}

	@Test
	void claimsChallengeIsAnsweredOnce() {
		this.tokens.replaceOnClaims();
		String challenge = "Bearer error=\"insufficient_claims\", claims=\"eyJuIjoxfQ==\"";
		this.api.answer("/orders", (request) -> request.authorization().equals("Bearer token-1")
				? Answer.unauthorized(challenge) : Answer.ok());
		this.api.answer("/endless", (request) -> Answer.unauthorized(challenge));
		context().run((context) -> {
			RestTemplate template = context.getBean(RestTemplateBuilder.class).build();
			assertThat(template.getForObject(this.api.url("/orders"), String.class)).isEqualTo("fine");
			assertThat(this.tokens.requests()).extracting(IwaTokenRequest::claims).containsExactly(null, "{\"n\":1}");
			assertThatExceptionOfType(IwaException.class)
				.isThrownBy(() -> template.getForObject(this.api.url("/endless"), String.class))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.CLAIMS_CHALLENGE_REPEATED));
			assertThat(this.api.received()).hasSize(4);
		});
	}

	@Test
	void anyOther401IsForTheCaller() {
		this.api.answer("/", (request) -> Answer.unauthorized("Bearer realm=\"orders\""));
		context().run((context) -> assertThatExceptionOfType(HttpClientErrorException.Unauthorized.class)
			.isThrownBy(() -> context.getBean(RestTemplateBuilder.class)
				.build()
				.getForObject(this.api.url("/"), String.class)));
		assertThat(this.api.received()).hasSize(1);
	}

	@Test
	void mockServerTakesThePlaceOfTheTransport() {
		context().run((context) -> {
			RestTemplate template = context.getBean(RestTemplateBuilder.class).build();
			MockRestServiceServer server = MockRestServiceServer.bindTo(template).build();
			server.expect(MockRestRequestMatchers.header("Authorization", "Bearer token-1"))
				.andRespond(MockRestResponseCreators.withSuccess());
			template.getForObject(this.api.url("/"), String.class);
			server.verify();
			assertThat(this.api.received()).isEmpty();
		});
	}

	@Test
	void requestWithATokenDoesNotUseHttpUrlConnectionWhicheverIsSetFirst() {
		context().run((context) -> {
			RestTemplateCustomizer customizer = context.getBean("iwaRestTemplateCustomizer",
					RestTemplateCustomizer.class);
			RestTemplate first = new RestTemplate();
			customizer.customize(first);
			assertRefused(first);
			first.setRequestFactory(new JdkClientHttpRequestFactory());
			first.getForObject(this.api.url("/"), String.class);
			assertThat(this.api.authorizations()).containsExactly("Bearer token-1");
			first.setRequestFactory(new BufferingClientHttpRequestFactory(new SimpleClientHttpRequestFactory()));
			assertRefused(first);
			RestTemplate last = new RestTemplate(new JdkClientHttpRequestFactory());
			customizer.customize(last);
			last.setRequestFactory(new SimpleClientHttpRequestFactory());
			assertRefused(last);
			assertRefused(context.getBean(RestTemplateBuilder.class)
				.requestFactory(SimpleClientHttpRequestFactory.class)
				.build());
			assertThat(this.api.received()).hasSize(1);
			assertThat(this.tokens.requests()).hasSize(1);
		});
	}

	@Test
	void requestWithoutATokenUsesTheTransportOfTheApplication() {
		context().run((context) -> {
			RestTemplate template = context.getBean(RestTemplateBuilder.class)
				.requestFactory(SimpleClientHttpRequestFactory.class)
				.build();
			assertThat(template.getForObject(this.api.url("127.0.0.1", "/"), String.class)).isEqualTo("fine");
			assertThat(this.api.authorizations()).containsExactly("none");
		});
	}

	@Test
	void beanOfTheApplicationWithoutTokensIsNamed(CapturedOutput output) {
		context().withBean("plain", RestTemplate.class, RestTemplate::new)
			.withUserConfiguration(TemplateOfTheInjectedBuilder.class)
			.run((context) -> assertThat(output).containsOnlyOnce("RestTemplate bean 'plain' carry no token")
				.containsPattern("INFO .*RestTemplate bean 'plain' .*iwaRestTemplateCustomizer"));
	}

	@Test
	void builderIsThatOfSpringBootWhenDisabled() {
		context().withPropertyValues("iwa.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(RestTemplateCustomizer.class);
			context.getBean(RestTemplateBuilder.class).build().getForObject(this.api.url("/"), String.class);
			assertThat(this.api.authorizations()).containsExactly("none");
		});
	}

	private void assertRefused(RestTemplate template) {
		assertThatExceptionOfType(IwaException.class)
			.isThrownBy(() -> template.getForObject(this.api.url("/"), String.class))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(IwaErrorCode.CONFIGURATION_REFUSED))
			.withMessageContaining("cannot use HttpURLConnection");
	}

	private ApplicationContextRunner context() {
		return ClientContext.of(this.tokens, ClientContext.baseUrl(this.api.url("/")));
	}

	private ApplicationContextRunner context(AllowedTargets.Entry... entries) {
		return ClientContext.of(this.tokens, AllowedTargets.of(List.of(entries), Set.of()));
	}

	private AllowedTargets.Entry entry(String name) {
		URI url = this.api.url("/" + name);
		return new AllowedTargets.Entry(name, url, Set.of(), Set.of(name));
	}

	@Configuration(proxyBeanMethods = false)
	static class TemplateOfTheInjectedBuilder {

		@Bean
		RestTemplate built(RestTemplateBuilder builder) {
			return builder.build();
		}

	}

	interface Api {

		@GetExchange("/x")
		@IwaClient("billing")
		String get();

	}

}
