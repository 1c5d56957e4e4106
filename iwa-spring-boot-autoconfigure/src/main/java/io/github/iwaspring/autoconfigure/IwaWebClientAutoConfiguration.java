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
import io.github.iwaspring.web.BearerTokenFilter;
import io.github.iwaspring.web.IwaHttpRequestValuesProcessor;
import io.github.iwaspring.web.TokenRefusals;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/**
 * Auto-configuration of {@link WebClient}: a client bean whose requests carry tokens, and
 * a customizer that does the same for the builders that an application injects.
 * <p>
 * It comes before Spring Boot's connector, so its condition on a connector is about one
 * of the application.
 */
@AutoConfiguration(after = IwaAutoConfiguration.class, before = ReactiveHttpClientAutoConfiguration.class)
@ConditionalOnClass({ WebClient.class, WebClientCustomizer.class })
@ConditionalOnBooleanProperty(name = "iwa.enabled", matchIfMissing = true)
@ConditionalOnBean(AllowedTargets.class)
@Import({ ClientConfiguration.class, IwaWebClientAutoConfiguration.NamedClients.class })
public final class IwaWebClientAutoConfiguration {

	/**
	 * The client bean. Like Spring Boot's builders, it gets a transport first and then
	 * all customizers in order, which may replace the transport. The customizer that sets
	 * Spring Boot's connector is left out, unless it sets a connector of the application.
	 */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	WebClient iwaWebClient(@Qualifier("iwaClientHttpConnector") ObjectProvider<ClientHttpConnector> connector,
			@Qualifier("webClientHttpConnectorCustomizer") ObjectProvider<WebClientCustomizer> connectorCustomizer,
			ObjectProvider<WebClientCustomizer> customizers, IwaTokenService tokens,
			@Qualifier("iwaOwnClientTargets") AllowedTargets targets, TokenRefusals refusals) {
		return build(connector, connectorCustomizer, customizers, tokens, targets, refusals);
	}

	/**
	 * Creates the client bean of an entry of {@code iwa.clients}.
	 */
	static WebClient webClient(String name,
			@Qualifier("iwaClientHttpConnector") ObjectProvider<ClientHttpConnector> connector,
			@Qualifier("webClientHttpConnectorCustomizer") ObjectProvider<WebClientCustomizer> connectorCustomizer,
			ObjectProvider<WebClientCustomizer> customizers, IwaTokenService tokens, AllowedTargets targets,
			TokenRefusals refusals) {
		return build(connector, connectorCustomizer, customizers, tokens, targets.forClient(name), refusals);
	}

	private static WebClient build(ObjectProvider<ClientHttpConnector> connector,
			ObjectProvider<WebClientCustomizer> connectorCustomizer, ObjectProvider<WebClientCustomizer> customizers,
			IwaTokenService tokens, AllowedTargets targets, TokenRefusals refusals) {
		WebClient.Builder builder = WebClient.builder();
		connector.ifAvailable(builder::clientConnector);
		WebClientCustomizer excluded = (connector.getIfAvailable() != null) ? connectorCustomizer.getIfAvailable()
				: null;
		customizers.orderedStream()
			.filter((customizer) -> customizer != excluded)
			.forEach((customizer) -> customizer.customize(builder));
		builder.filters(new BearerTokenFilter(tokens, targets, refusals)::addTo);
		URI baseUrl = targets.baseUrl();
		if (baseUrl != null) {
			builder.baseUrl(baseUrl.toString());
		}
		return builder.build();
	}

	/**
	 * The transport of the client bean, which does not follow redirects. A bean, so that
	 * it is closed with the context.
	 */
	@Bean(defaultCandidate = false)
	@Lazy
	@ConditionalOnMissingBean(value = ClientHttpConnector.class, search = SearchStrategy.CURRENT)
	ClientHttpConnector iwaClientHttpConnector(ResourceLoader resourceLoader,
			ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilders,
			ObjectProvider<HttpClientSettings> httpClientSettings) {
		return connectorBuilders
			.getIfAvailable(() -> ClientHttpConnectorBuilder.detect(resourceLoader.getClassLoader()))
			.build(httpClientSettings.getIfAvailable(HttpClientSettings::defaults)
				.withRedirects(HttpRedirects.DONT_FOLLOW));
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebClientCustomizer iwaWebClientCustomizer(IwaTokenService tokens, AllowedTargets targets, TokenRefusals refusals) {
		BearerTokenFilter filter = new BearerTokenFilter(tokens, targets, refusals);
		return (builder) -> builder.filters(filter::addTo);
	}

	@Bean
	@Order(ServiceGroups.ORDER)
	WebClientHttpServiceGroupConfigurer iwaWebClientHttpServiceGroupConfigurer(AllowedTargets targets,
			IwaHttpRequestValuesProcessor processor, Environment environment) {
		return (groups) -> new ServiceGroups(targets, processor, environment).configure(groups,
				WebClient.Builder::baseUrl);
	}

	@Bean
	static WebClientBuilderPostProcessor iwaWebClientBuilderPostProcessor(ObjectProvider<AllowedTargets> targets,
			BeanFactory beanFactory) {
		return new WebClientBuilderPostProcessor(targets::getObject, beanFactory);
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ClientHttpConnectorBuilderCustomizer<ClientHttpConnectorBuilder<?>> iwaClientHttpConnectorBuilderCustomizer() {
		return RedirectGuard::guard;
	}

	/**
	 * Registers the client beans of the entries.
	 */
	static class NamedClients extends NamedClientRegistrar {

		NamedClients(Environment environment) {
			super(environment, WebClient.class, IwaWebClientAutoConfiguration.class, "webClient");
		}

	}

}
