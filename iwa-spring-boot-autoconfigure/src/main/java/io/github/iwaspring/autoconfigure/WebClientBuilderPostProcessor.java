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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.iwaspring.web.AllowedTargets;
import io.github.iwaspring.web.BearerTokenFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.SpringProxy;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Warns once of each builder bean of the application whose requests get no tokens, and of
 * each such client bean that takes the place of ours.
 */
final class WebClientBuilderPostProcessor implements BeanPostProcessor {

	private final Supplier<AllowedTargets> targets;

	private final BeanFactory beanFactory;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	WebClientBuilderPostProcessor(Supplier<AllowedTargets> targets, BeanFactory beanFactory) {
		this.targets = targets;
		this.beanFactory = beanFactory;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof WebClient.Builder builder && isToBeNamed(builder, beanName)) {
			ClientConfiguration.warnOfOwnBuilder(beanName, "WebClient.Builder", "iwaWebClientCustomizer");
		}
		if (bean instanceof WebClient client && !(bean instanceof SpringProxy)
				&& !this.beanFactory.containsBean("iwaWebClient") && isToBeNamed(client.mutate(), beanName)) {
			ClientConfiguration.warnOfOwnClient(beanName, "WebClient");
		}
		return bean;
	}

	private boolean isToBeNamed(WebClient.@Nullable Builder builder, String beanName) {
		return builder != null && !sendsTokens(builder) && !this.targets.get().isEmpty() && this.warned.add(beanName);
	}

	/**
	 * Whether a builder sends tokens. A mock, which shows no filters, sends nothing.
	 */
	private static boolean sendsTokens(WebClient.Builder builder) {
		AtomicBoolean found = new AtomicBoolean(true);
		builder.filters((filters) -> found.set(filters.stream().anyMatch(BearerTokenFilter.class::isInstance)));
		return found.get();
	}

}
