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

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.iwaspring.web.AllowedTargets;
import io.github.iwaspring.web.BearerTokenInterceptor;
import io.github.iwaspring.web.BearerTokenRestClient;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.SpringProxy;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * Lets Spring Boot's configurer make builders whose requests get tokens, and warns once
 * of each builder bean of the application whose requests get none, and of each client
 * bean that takes the place of ours. A {@code RestTemplate} takes no place, so of that it
 * only tells. A subclass of the configurer keeps its type, by which the application may
 * inject it.
 */
final class RestClientBuilderPostProcessor implements BeanPostProcessor {

	private final UnaryOperator<RestClient.Builder> signing;

	private final Supplier<AllowedTargets> targets;

	private final BeanFactory beanFactory;

	private final Set<String> named = ConcurrentHashMap.newKeySet();

	RestClientBuilderPostProcessor(UnaryOperator<RestClient.Builder> signing, Supplier<AllowedTargets> targets,
			BeanFactory beanFactory) {
		this.signing = signing;
		this.targets = targets;
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean.getClass() == RestClientBuilderConfigurer.class) {
			return new Configurer((RestClientBuilderConfigurer) bean, this.signing);
		}
		if (bean instanceof RestClient.Builder builder && isToBeNamed(builder, beanName)) {
			ClientConfiguration.warnOfOwnBuilder(beanName, "RestClient.Builder", "iwaRestClientCustomizer");
		}
		if (bean instanceof RestClient client && !(bean instanceof SpringProxy)
				&& !this.beanFactory.containsBean("iwaRestClient") && isToBeNamed(client.mutate(), beanName)) {
			ClientConfiguration.warnOfOwnClient(beanName, "RestClient");
		}
		if (bean instanceof RestTemplate template && !hasInterceptor(template.getInterceptors())
				&& isToBeNamed(beanName)) {
			ClientConfiguration.tellOfOwnRestTemplate(beanName);
		}
		return bean;
	}

	private boolean isToBeNamed(RestClient.@Nullable Builder builder, String beanName) {
		return builder != null && !sendsTokens(builder) && isToBeNamed(beanName);
	}

	private boolean isToBeNamed(String beanName) {
		return !this.targets.get().isEmpty() && this.named.add(beanName);
	}

	/**
	 * Whether a builder sends tokens. A copy is asked for its interceptors: to ask the
	 * builder would change it. A mock has no copy and sends nothing.
	 */
	private static boolean sendsTokens(RestClient.Builder builder) {
		RestClient.Builder copy = builder.clone();
		if (copy == null || BearerTokenRestClient.isBuilder(builder)) {
			return true;
		}
		AtomicBoolean found = new AtomicBoolean(true);
		copy.requestInterceptors((interceptors) -> found.set(hasInterceptor(interceptors)));
		return found.get();
	}

	private static boolean hasInterceptor(List<ClientHttpRequestInterceptor> interceptors) {
		return interceptors.stream().anyMatch(BearerTokenInterceptor.class::isInstance);
	}

	/**
	 * A configurer that lets another one configure.
	 */
	private static final class Configurer extends RestClientBuilderConfigurer {

		private final RestClientBuilderConfigurer delegate;

		private final UnaryOperator<RestClient.Builder> signing;

		Configurer(RestClientBuilderConfigurer delegate, UnaryOperator<RestClient.Builder> signing) {
			this.delegate = delegate;
			this.signing = signing;
		}

		@Override
		public RestClient.Builder configure(RestClient.Builder builder) {
			return this.delegate.configure(this.signing.apply(builder));
		}

	}

}
