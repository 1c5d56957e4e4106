package io.github.iwaspring.autoconfigure;

import java.net.http.HttpClient.Redirect;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.SimpleClientHttpRequestFactoryBuilder;

/**
 * The redirects of {@code RestClient}'s transports. The JDK's two clients carry an
 * {@code Authorization} header to wherever a redirect leads, so they follow none once
 * their builder went through here; the others drop the header at the border of an origin.
 *
 * @see ConnectorRedirects
 */
final class RequestFactoryRedirects implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof ClientHttpRequestFactoryBuilder<?> builder) ? guard(builder) : bean;
	}

	static ClientHttpRequestFactoryBuilder<?> guard(ClientHttpRequestFactoryBuilder<?> builder) {
		if (builder instanceof JdkClientHttpRequestFactoryBuilder jdk) {
			return jdk.withHttpClientCustomizer((client) -> client.followRedirects(Redirect.NEVER));
		}
		if (builder instanceof SimpleClientHttpRequestFactoryBuilder simple) {
			return (settings) -> simple.build(((settings != null) ? settings : HttpClientSettings.defaults())
				.withRedirects(HttpRedirects.DONT_FOLLOW));
		}
		return builder;
	}

}
