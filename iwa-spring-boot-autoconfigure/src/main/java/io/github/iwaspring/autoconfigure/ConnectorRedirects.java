package io.github.iwaspring.autoconfigure;

import java.net.http.HttpClient.Redirect;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;

/**
 * The redirects of {@code WebClient}'s transports. The JDK's client carries an
 * {@code Authorization} header to wherever a redirect leads, so it follows none once its
 * builder went through here; the others drop the header at the border of an origin.
 * <p>
 * Boot's own builder gets here by a customizer, a builder bean of the application, which
 * Boot does not customize, as a post-processed bean.
 */
final class ConnectorRedirects implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof ClientHttpConnectorBuilder<?> builder) ? guard(builder) : bean;
	}

	static ClientHttpConnectorBuilder<?> guard(ClientHttpConnectorBuilder<?> builder) {
		return (builder instanceof JdkClientHttpConnectorBuilder jdk)
				? jdk.withHttpClientCustomizer((client) -> client.followRedirects(Redirect.NEVER)) : builder;
	}

}
