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

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.SimpleClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * A guard against redirects that carry a token to another origin. JDK 17's
 * {@code HttpClient} repeats the {@code Authorization} header at any address, and
 * {@code HttpURLConnection} sends it to a proxy that a response names. Neither of them
 * follows redirects once its builder was guarded here. All other transports drop the
 * header at another origin.
 * <p>
 * The builders of Spring Boot are guarded by the last of their customizers, however early
 * another bean asks for one. A builder bean of the application has no customizers and is
 * post-processed.
 */
final class RedirectGuard implements BeanPostProcessor, PriorityOrdered {

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
		if (builder instanceof JdkClientHttpRequestFactoryBuilder jdk) {
			return jdk.withHttpClientCustomizer((client) -> client.followRedirects(Redirect.NEVER));
		}
		return (builder instanceof SimpleClientHttpRequestFactoryBuilder simple) ? withoutRedirects(simple) : builder;
	}

	private static ClientHttpRequestFactoryBuilder<?> withoutRedirects(SimpleClientHttpRequestFactoryBuilder builder) {
		return (settings) -> builder.build(((settings != null) ? settings : HttpClientSettings.defaults())
			.withRedirects(HttpRedirects.DONT_FOLLOW));
	}

}
