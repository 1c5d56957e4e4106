package io.github.iwaspring.autoconfigure;

import java.util.function.Supplier;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.web.BearerTokenFilter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Auto-configuration of {@link WebClient}: a bean that signs its requests in, and the
 * same for every builder that the application injects.
 */
@AutoConfiguration(after = WebClientAutoConfiguration.class,
		afterName = "io.github.iwaspring.autoconfigure.IwaAutoConfiguration")
@ConditionalOnClass({ WebClient.class, WebClientCustomizer.class })
@ConditionalOnBooleanProperty(name = "iwa.enabled", matchIfMissing = true)
@Import(ApiTargets.class)
public final class IwaWebClientAutoConfiguration {

	/**
	 * The client of the application. A server that answers by event loops gets it built
	 * at its start, since the first request could come on one.
	 */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	WebClient iwaWebClient(ObjectProvider<WebClient.Builder> builders,
			@Qualifier("iwaClientHttpConnector") ObjectProvider<ClientHttpConnector> connector, IwaTokenService tokens,
			ApiSettings settings, ApiTargets targets, ApplicationContext context) {
		BearerTokenFilter filter = new BearerTokenFilter(tokens, targets.forOwnClients());
		Supplier<WebClient> client = () -> {
			WebClient.Builder builder = builders.getIfUnique(WebClient::builder)
				.clone()
				.clientConnector(connector.getObject())
				.filters((filters) -> Innermost.put(filter, filters));
			if (settings.baseUrl() != null) {
				builder.baseUrl(settings.baseUrl().toString());
			}
			return builder.build();
		};
		return (context instanceof ReactiveWebApplicationContext) ? client.get() : new LazyWebClient(client);
	}

	/**
	 * The transport of our own bean: what Boot would build, except that it follows no
	 * redirects. A bean, so that it is closed with the context.
	 */
	@Bean(defaultCandidate = false)
	@Lazy
	ClientHttpConnector iwaClientHttpConnector(ResourceLoader resourceLoader,
			ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilders,
			ObjectProvider<HttpClientSettings> httpClientSettings) {
		HttpClientSettings settings = httpClientSettings.getIfAvailable(HttpClientSettings::defaults);
		return connectorBuilders
			.getIfAvailable(() -> ClientHttpConnectorBuilder.detect(resourceLoader.getClassLoader()))
			.build(settings.withRedirects(HttpRedirects.DONT_FOLLOW));
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebClientCustomizer iwaWebClientCustomizer(IwaTokenService tokens, ApiTargets targets) {
		BearerTokenFilter filter = new BearerTokenFilter(tokens, targets.forInjectedBuilders());
		return (builder) -> builder.filters((filters) -> Innermost.put(filter, filters));
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ClientHttpConnectorBuilderCustomizer<ClientHttpConnectorBuilder<?>> iwaClientHttpConnectorBuilderCustomizer() {
		return ConnectorRedirects::guard;
	}

	@Bean
	static ConnectorRedirects iwaConnectorRedirects() {
		return new ConnectorRedirects();
	}

}
