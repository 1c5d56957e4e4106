package io.github.iwaspring.autoconfigure;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.web.BearerTokenInterceptor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Auto-configuration of {@link RestClient}: a bean that signs its requests in, and the
 * same for every builder that the application injects.
 */
@AutoConfiguration(after = RestClientAutoConfiguration.class,
		afterName = "io.github.iwaspring.autoconfigure.IwaAutoConfiguration")
@ConditionalOnClass({ RestClient.class, RestClientCustomizer.class })
@ConditionalOnBooleanProperty(name = "iwa.enabled", matchIfMissing = true)
@Import(ApiTargets.class)
public final class IwaRestClientAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	RestClient iwaRestClient(ObjectProvider<RestClient.Builder> builders,
			@Qualifier("iwaClientHttpRequestFactory") ObjectProvider<ClientHttpRequestFactory> requestFactory,
			IwaTokenService tokens, ApiSettings settings, ApiTargets targets) {
		BearerTokenInterceptor interceptor = new BearerTokenInterceptor(tokens, targets.forOwnClients());
		return new LazyRestClient(() -> {
			RestClient.Builder builder = builders.getIfUnique(RestClient::builder)
				.clone()
				.requestFactory(requestFactory.getObject())
				.requestInterceptors((interceptors) -> Innermost.put(interceptor, interceptors));
			if (settings.baseUrl() != null) {
				builder.baseUrl(settings.baseUrl());
			}
			return builder.build();
		});
	}

	/**
	 * The transport of our own bean: what Boot would build, except that it follows no
	 * redirects. A bean, so that it is closed with the context.
	 */
	@Bean(defaultCandidate = false)
	@Lazy
	ClientHttpRequestFactory iwaClientHttpRequestFactory(ResourceLoader resourceLoader,
			ObjectProvider<ClientHttpRequestFactoryBuilder<?>> requestFactoryBuilders,
			ObjectProvider<HttpClientSettings> httpClientSettings) {
		HttpClientSettings settings = httpClientSettings.getIfAvailable(HttpClientSettings::defaults);
		return requestFactoryBuilders
			.getIfAvailable(() -> ClientHttpRequestFactoryBuilder.detect(resourceLoader.getClassLoader()))
			.build(settings.withRedirects(HttpRedirects.DONT_FOLLOW));
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	RestClientCustomizer iwaRestClientCustomizer(IwaTokenService tokens, ApiTargets targets) {
		BearerTokenInterceptor interceptor = new BearerTokenInterceptor(tokens, targets.forInjectedBuilders());
		return (builder) -> builder.requestInterceptors((interceptors) -> Innermost.put(interceptor, interceptors));
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ClientHttpRequestFactoryBuilderCustomizer<ClientHttpRequestFactoryBuilder<?>> iwaClientHttpRequestFactoryBuilderCustomizer() {
		return RequestFactoryRedirects::guard;
	}

	@Bean
	static RequestFactoryRedirects iwaRequestFactoryRedirects() {
		return new RequestFactoryRedirects();
	}

}
