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

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Warns once of each builder bean of the application whose requests get no tokens.
 */
final class WebClientBuilderPostProcessor implements BeanPostProcessor {

	private final Supplier<AllowedTargets> targets;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	WebClientBuilderPostProcessor(Supplier<AllowedTargets> targets) {
		this.targets = targets;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof WebClient.Builder builder && !sendsTokens(builder) && !this.targets.get().isEmpty()
				&& this.warned.add(beanName)) {
			ClientConfiguration.warnOfOwnBuilder(beanName, "WebClient.Builder", "iwaWebClientCustomizer");
		}
		return bean;
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
