package io.github.iwaspring.autoconfigure;

import java.net.http.HttpClient.Redirect;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.SimpleClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;

/**
 * A guard against redirects that carry a token to another origin. JDK 17's
 * {@code HttpClient} repeats the {@code Authorization} header at any address, and
 * {@code HttpURLConnection} sends it to a proxy that a response names. Neither of them
 * follows redirects once its builder was post-processed here. All other transports drop
 * the header at another origin.
 * <p>
 * The guard sees the builders of Spring Boot and those of the application, after all
 * their customizers.
 */
final class RedirectGuard implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof JdkClientHttpConnectorBuilder builder) {
			return builder.withHttpClientCustomizer((client) -> client.followRedirects(Redirect.NEVER));
		}
		if (bean instanceof JdkClientHttpRequestFactoryBuilder builder) {
			return builder.withHttpClientCustomizer((client) -> client.followRedirects(Redirect.NEVER));
		}
		if (bean instanceof SimpleClientHttpRequestFactoryBuilder builder) {
			return withoutRedirects(builder);
		}
		return bean;
	}

	private static ClientHttpRequestFactoryBuilder<?> withoutRedirects(SimpleClientHttpRequestFactoryBuilder builder) {
		return (settings) -> builder.build(((settings != null) ? settings : HttpClientSettings.defaults())
			.withRedirects(HttpRedirects.DONT_FOLLOW));
	}

}
