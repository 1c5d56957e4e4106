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

package io.github.iwaspring.web;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.PropertyResolver;
import org.springframework.web.service.invoker.HttpRequestValues;

/**
 * Reads {@link IwaClient} and {@link IwaScopes} of HTTP interfaces. The starter adds it
 * to HTTP service groups. An application adds it to an {@code HttpServiceProxyFactory} of
 * its own: <pre class="code">
 * HttpServiceProxyFactory.builderFor(RestClientAdapter.create(restClient))
 * 	.httpRequestValuesProcessor(processor)
 * 	.build();
 * </pre> There is a bean to inject. Thread-safe.
 */
public final class IwaHttpRequestValuesProcessor implements HttpRequestValues.Processor {

	private final PropertyResolver properties;

	private final TokenSelection group;

	private final Map<Method, TokenSelection> selections = new ConcurrentHashMap<>();

	/**
	 * Creates a processor.
	 * @param properties resolves the placeholders of annotations, such as the environment
	 */
	public IwaHttpRequestValuesProcessor(PropertyResolver properties) {
		this(properties, TokenSelection.NONE);
	}

	private IwaHttpRequestValuesProcessor(PropertyResolver properties, TokenSelection group) {
		this.properties = properties;
		this.group = group;
	}

	/**
	 * Returns the processor of a group whose requests get the token of an entry, unless
	 * an annotation names another one.
	 * @param client the name of the entry
	 * @return the processor
	 */
	public IwaHttpRequestValuesProcessor forGroup(String client) {
		return new IwaHttpRequestValuesProcessor(this.properties, new TokenSelection(client, null));
	}

	/**
	 * Adds what the method, its type and its group say to the attributes of the request.
	 * @throws IllegalArgumentException if a placeholder cannot be resolved, or scopes are
	 * missing
	 */
	@Override
	public void process(Method method, MethodParameter[] parameters, @Nullable Object[] arguments,
			HttpRequestValues.Builder values) {
		TokenSelection selection = this.selections.get(method);
		if (selection == null) {
			selection = read(method).orElse(read(method.getDeclaringClass())).orElse(this.group);
			this.selections.put(method, selection);
		}
		if (!selection.equals(TokenSelection.NONE)) {
			values.addAttribute(IwaRequestAttributes.INTERFACE, selection);
		}
	}

	private TokenSelection read(AnnotatedElement element) {
		IwaClient client = AnnotatedElementUtils.findMergedAnnotation(element, IwaClient.class);
		IwaScopes scopes = AnnotatedElementUtils.findMergedAnnotation(element, IwaScopes.class);
		return new TokenSelection((client != null) ? this.properties.resolveRequiredPlaceholders(client.value()) : null,
				(scopes != null) ? IwaRequestAttributes.token(Arrays.stream(scopes.value())
					.map(this.properties::resolveRequiredPlaceholders)
					.toArray(String[]::new)) : null);
	}

}
