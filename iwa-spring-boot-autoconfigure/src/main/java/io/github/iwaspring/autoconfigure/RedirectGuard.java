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

import java.net.http.HttpClient.Redirect;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.SimpleClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * A guard against transports that send credentials elsewhere.
 * <p>
 * JDK 17's {@code HttpClient} repeats the {@code Authorization} header at any address to
 * which it is redirected. It follows no redirects once its builder was guarded here. All
 * other transports drop the header at another origin.
 * <p>
 * {@code HttpURLConnection} sends a Kerberos ticket of the user to any host that asks for
 * one, over plain http too, and cannot be told not to. The JDK's {@code HttpClient} takes
 * its place.
 * <p>
 * The builders of Spring Boot are guarded by the last of their customizers, however early
 * another bean asks for one. A builder bean of the application has no customizers and is
 * post-processed.
 */
final class RedirectGuard implements BeanPostProcessor, PriorityOrdered {

	private static final Log logger = LogFactory.getLog(RedirectGuard.class);

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ClientHttpConnectorBuilder<?> builder) {
			return guard(builder);
		}
		return (bean instanceof ClientHttpRequestFactoryBuilder<?> builder) ? guard(builder) : bean;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	/**
	 * Guards a builder of {@code WebClient}'s transport.
	 */
	static ClientHttpConnectorBuilder<?> guard(ClientHttpConnectorBuilder<?> builder) {
		return (builder instanceof JdkClientHttpConnectorBuilder jdk)
				? jdk.withHttpClientCustomizer((client) -> client.followRedirects(Redirect.NEVER)) : builder;
	}

	/**
	 * Guards a builder of {@code RestClient}'s transport.
	 */
	static ClientHttpRequestFactoryBuilder<?> guard(ClientHttpRequestFactoryBuilder<?> builder) {
		if (builder instanceof SimpleClientHttpRequestFactoryBuilder) {
			logger.warn("The JDK's HttpClient is used instead of HttpURLConnection, which sends a Kerberos ticket"
					+ " of the user to any host that asks for one. Customizers of its request factory do not apply."
					+ " Set spring.http.clients.imperative.factory to jdk or to another value than simple.");
			return guard(ClientHttpRequestFactoryBuilder.jdk());
		}
		if (builder instanceof JdkClientHttpRequestFactoryBuilder jdk) {
			return jdk.withHttpClientCustomizer((client) -> client.followRedirects(Redirect.NEVER));
		}
		return builder;
	}

}
