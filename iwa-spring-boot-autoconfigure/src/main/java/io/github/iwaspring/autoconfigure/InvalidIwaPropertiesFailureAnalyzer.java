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

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.iwaspring.settings.PropertyError;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * The analysis of a configuration that cannot be used: every error, with the place where
 * its value comes from, and what to change.
 */
final class InvalidIwaPropertiesFailureAnalyzer extends AbstractFailureAnalyzer<InvalidIwaPropertiesException> {

	private static final String ITEM = "%n    - ";

	private final Environment environment;

	InvalidIwaPropertiesFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidIwaPropertiesException cause) {
		String description = cause.errors()
			.stream()
			.map((error) -> ITEM.formatted() + describe(error))
			.collect(Collectors.joining("", "Integrated Windows authentication cannot be configured:%n".formatted(),
					""));
		String action = cause.errors()
			.stream()
			.map((error) -> ITEM.formatted() + error.action())
			.collect(Collectors.joining("", "Change the configuration:%n".formatted(),
					"%n%nOr set iwa.enabled=false to start without integrated Windows authentication.".formatted()));
		return new FailureAnalysis(description, action, cause);
	}

	private String describe(PropertyError error) {
		String origin = originOf(error);
		String from = (origin != null) ? " (from " + origin + ")" : "";
		return (error.value() == null) ? error.message() + from
				: error.subject() + from + "%n      ".formatted() + error.description();
	}

	/**
	 * The place of the value. An element of a list may come from a property that holds
	 * the whole list, and a whole list from its elements.
	 */
	private @Nullable String originOf(PropertyError error) {
		return Stream.of(error.name(), error.key(), error.key() + "[0]")
			.map(this::originOf)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private @Nullable String originOf(String name) {
		ConfigurationPropertyName propertyName = ConfigurationPropertyName.adapt(name, '.');
		if (!(this.environment instanceof ConfigurableEnvironment configurable)) {
			return null;
		}
		for (ConfigurationPropertySource source : ConfigurationPropertySources
			.from(configurable.getPropertySources())) {
			ConfigurationProperty property = source.getConfigurationProperty(propertyName);
			if (property != null) {
				return (property.getOrigin() != null) ? property.getOrigin().toString() : null;
			}
		}
		return null;
	}

}
