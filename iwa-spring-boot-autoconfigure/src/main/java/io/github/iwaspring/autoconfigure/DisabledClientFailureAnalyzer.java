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

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * An analysis of a missing bean that the starter provides unless it is disabled. It comes
 * before the analysis of Spring Boot, which suggests to define the bean.
 */
final class DisabledClientFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException>
		implements Ordered {

	private static final String ENABLED = "iwa.enabled";

	/**
	 * The names of types whose libraries are optional.
	 */
	private static final Set<String> TYPES = Set.of("org.springframework.web.reactive.function.client.WebClient",
			"org.springframework.web.client.RestClient", "io.github.iwaspring.IwaTokenService");

	private final Environment environment;

	DisabledClientFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause,
			@Nullable String description) {
		String enabled = this.environment.getProperty(ENABLED);
		String type = typeOf(cause.getResolvableType());
		if (cause.getNumberOfBeansFound() != 0 || !TYPES.contains(type) || enabled == null
				|| enabled.equalsIgnoreCase("true")) {
			return null;
		}
		return new FailureAnalysis(
				"%s required a bean of type '%s' that could not be found. The starter provides one, but %s is '%s'."
					.formatted((description != null) ? description : "A component", type, ENABLED, enabled),
				"Remove %s or set it to true, or define a bean of type '%s'.".formatted(ENABLED, type), cause);
	}

	private static String typeOf(@Nullable ResolvableType type) {
		Class<?> rawType = (type != null) ? type.getRawClass() : null;
		return (rawType != null) ? rawType.getName() : "";
	}

	@Override
	public int getOrder() {
		return 0;
	}

}
