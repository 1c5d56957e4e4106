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

import java.net.URI;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.web.AllowedTargets;
import io.github.iwaspring.web.BearerTokenInterceptor;
import io.github.iwaspring.web.BearerTokenRestClient;
import io.github.iwaspring.web.IwaHttpRequestValuesProcessor;
import io.github.iwaspring.web.TokenRefusals;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

/**
 * Auto-configuration of {@link RestClient}: a client bean whose requests carry tokens,
 * and a customizer that does the same for the builders that an application injects.
 */
@AutoConfiguration(after = IwaAutoConfiguration.class)
@ConditionalOnClass({ RestClient.class, RestClientCustomizer.class })
@ConditionalOnBooleanProperty(name = "iwa.enabled", matchIfMissing = true)
@ConditionalOnBean(AllowedTargets.class)
@Import({ ClientConfiguration.class, IwaRestClientAutoConfiguration.NamedClients.class })
@ImportRuntimeHints(IwaRestClientAutoConfiguration.ProxyHints.class)
public final class IwaRestClientAutoConfiguration {

	/**
	 * The client bean. Like Spring Boot's builders, it gets a transport first and then
	 * all customizers in order, which may replace the transport.
	 */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	RestClient iwaRestClient(@Qualifier("iwaClientHttpRequestFactory") ClientHttpRequestFactory requestFactory,
			ObjectProvider<RestClientCustomizer> customizers, IwaTokenService tokens,
			@Qualifier("iwaOwnClientTargets") AllowedTargets targets, TokenRefusals refusals) {
		return build(requestFactory, customizers, tokens, targets, refusals);
	}

	/**
	 * Creates the client bean of an entry of {@code iwa.clients}.
	 */
	static RestClient restClient(String name,
			@Qualifier("iwaClientHttpRequestFactory") ClientHttpRequestFactory requestFactory,
			ObjectProvider<RestClientCustomizer> customizers, IwaTokenService tokens, AllowedTargets targets,
			TokenRefusals refusals) {
		return build(requestFactory, customizers, tokens, targets.forClient(name), refusals);
	}

	private static RestClient build(ClientHttpRequestFactory requestFactory,
			ObjectProvider<RestClientCustomizer> customizers, IwaTokenService tokens, AllowedTargets targets,
			TokenRefusals refusals) {
		RestClient.Builder builder = BearerTokenRestClient.builder(RestClient.builder(), tokens, targets, refusals)
			.requestFactory(requestFactory);
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		URI baseUrl = targets.baseUrl();
		if (baseUrl != null) {
			builder.baseUrl(baseUrl);
		}
		return builder.build();
	}

	/**
	 * The transport of the client bean, which does not follow redirects. A bean, so that
	 * it is closed with the context.
	 */
	@Bean(defaultCandidate = false)
	@Lazy
	ClientHttpRequestFactory iwaClientHttpRequestFactory(ResourceLoader resourceLoader,
			ObjectProvider<ClientHttpRequestFactoryBuilder<?>> requestFactoryBuilders,
			ObjectProvider<HttpClientSettings> httpClientSettings) {
		return requestFactoryBuilders
			.getIfAvailable(() -> ClientHttpRequestFactoryBuilder.detect(resourceLoader.getClassLoader()))
			.build(httpClientSettings.getIfAvailable(HttpClientSettings::defaults)
				.withRedirects(HttpRedirects.DONT_FOLLOW));
	}

	/**
	 * For builders that Spring Boot's configurer did not make, such as those of HTTP
	 * service groups. The others send tokens already.
	 */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	RestClientCustomizer iwaRestClientCustomizer(IwaTokenService tokens, AllowedTargets targets,
			TokenRefusals refusals) {
		BearerTokenInterceptor interceptor = new BearerTokenInterceptor(tokens, targets, refusals);
		return (builder) -> {
			if (!BearerTokenRestClient.isBuilder(builder)) {
				builder.requestInterceptors(interceptor::addTo);
			}
		};
	}

	@Bean
	@Order(ServiceGroups.ORDER)
	RestClientHttpServiceGroupConfigurer iwaRestClientHttpServiceGroupConfigurer(AllowedTargets targets,
			IwaHttpRequestValuesProcessor processor, Environment environment) {
		return (groups) -> new ServiceGroups(targets, processor, environment).configure(groups,
				RestClient.Builder::baseUrl);
	}

	@Bean
	static RestClientBuilderPostProcessor iwaRestClientBuilderPostProcessor(ObjectProvider<IwaTokenService> tokens,
			ObjectProvider<AllowedTargets> targets, ObjectProvider<TokenRefusals> refusals, BeanFactory beanFactory) {
		return new RestClientBuilderPostProcessor((builder) -> BearerTokenRestClient.builder(builder,
				tokens.getObject(), targets.getObject(), refusals.getObject()), targets::getObject, beanFactory);
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ClientHttpRequestFactoryBuilderCustomizer<ClientHttpRequestFactoryBuilder<?>> iwaClientHttpRequestFactoryBuilderCustomizer() {
		return RedirectGuard::guard;
	}

	/**
	 * A bridge for applications that still have a {@code RestTemplate}, which Spring
	 * Framework deprecates since 7.1: its requests get tokens by their origin.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RestTemplateCustomizer.class)
	static class RestTemplateConfiguration {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		RestTemplateCustomizer iwaRestTemplateCustomizer(IwaTokenService tokens, AllowedTargets targets,
				TokenRefusals refusals) {
			BearerTokenInterceptor interceptor = new BearerTokenInterceptor(tokens, targets, refusals);
			return interceptor::addTo;
		}

	}

	/**
	 * Registers the client beans of the entries.
	 */
	static class NamedClients extends NamedClientRegistrar {

		NamedClients(Environment environment) {
			super(environment, RestClient.class, IwaRestClientAutoConfiguration.class, "restClient");
		}

	}

	/**
	 * The proxies of {@link BearerTokenRestClient}.
	 */
	static class ProxyHints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.proxies().registerJdkProxy(RestClient.class).registerJdkProxy(RestClient.Builder.class);
		}

	}

}
