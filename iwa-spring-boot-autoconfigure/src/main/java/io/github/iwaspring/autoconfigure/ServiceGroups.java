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

import java.util.Map;
import java.util.function.BiConsumer;

import io.github.iwaspring.settings.PropertyChecks;
import io.github.iwaspring.web.AllowedTargets;
import io.github.iwaspring.web.AllowedTargets.Entry;
import io.github.iwaspring.web.IwaHttpRequestValuesProcessor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.service.registry.HttpServiceGroupConfigurer.Groups;

/**
 * What HTTP service groups get: annotations for all of them, and for the group that has
 * the name of an entry the token of the entry, and its base URL unless Spring Boot has
 * one for the group.
 *
 * @param targets the entries
 * @param processor reads the annotations
 * @param environment has Spring Boot's properties of the groups
 */
record ServiceGroups(AllowedTargets targets, IwaHttpRequestValuesProcessor processor, Environment environment) {

	/**
	 * After Spring Boot's properties, and before customizers.
	 */
	static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 20;

	/**
	 * Configures the groups of one kind of client.
	 * @param groups the groups
	 * @param baseUrl sets the base URL of a builder
	 */
	<B> void configure(Groups<B> groups, BiConsumer<B, String> baseUrl) {
		groups.forEachProxyFactory((group, factory) -> {
			Entry entry = entry(group.name());
			factory.httpRequestValuesProcessor(
					(entry != null && entry.name() != null) ? this.processor.forGroup(entry.name()) : this.processor);
		});
		groups.forEachClient((group, builder) -> {
			Entry entry = entry(group.name());
			if (entry != null && entry.baseUrl() != null && !hasBaseUrl(group.name())) {
				baseUrl.accept(builder, entry.baseUrl().toString());
			}
		});
	}

	/**
	 * Whether Spring Boot has a base URL for a group. It takes no other spelling of the
	 * name.
	 */
	private boolean hasBaseUrl(String group) {
		Binder binder = Binder.get(this.environment);
		return binder.bind(ClientEntries.GROUPS, Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of())
			.containsKey(group) && PropertyChecks.isSet(ClientEntries.groupBaseUrl(binder, group));
	}

	/**
	 * Finds the entry of a group. A group whose name differs only in case or dashes can
	 * mean no other entry.
	 */
	private @Nullable Entry entry(String group) {
		return this.targets.entries()
			.stream()
			.filter((entry) -> entry.name() != null && ClientNames.areSame(entry.name(), group))
			.findFirst()
			.orElse(null);
	}

}
