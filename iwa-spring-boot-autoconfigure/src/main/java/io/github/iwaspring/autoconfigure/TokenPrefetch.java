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

import io.github.iwaspring.IwaFallbackFlow;
import io.github.iwaspring.token.CachingTokenService;

import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.Environment;

/**
 * Begins the sign-in in the background ({@code iwa.token.prefetch}) before the beans of
 * the application are made, on whose thread all beans are looked up that it needs. A
 * broker is looked up during a sign-in: with that flow, it begins after the refresh. So
 * it does with a checkpoint on refresh, which must hold neither a token nor a connection:
 * the restored application goes on with the refresh, and begins.
 * <p>
 * The token service ends the sign-in when the context closes. Nothing begins during
 * processing ahead of time, which makes no beans, nor where the application exits on
 * refresh, since it only starts to be recorded.
 */
final class TokenPrefetch
		implements BeanFactoryInitializer<ListableBeanFactory>, ApplicationListener<ContextRefreshedEvent> {

	private final Environment environment;

	private volatile boolean due;

	TokenPrefetch(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void initialize(ListableBeanFactory beans) {
		Binder binder = Binder.get(this.environment);
		this.due = binder.bind("iwa.token.prefetch", Boolean.class).orElse(false)
				&& !happensOnRefresh(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME);
		if (this.due && !happensOnRefresh(DefaultLifecycleProcessor.CHECKPOINT_PROPERTY_NAME)
				&& !mayNeedBroker(binder)) {
			begin(beans);
		}
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (this.due) {
			begin(event.getApplicationContext());
		}
	}

	/**
	 * An application's own token service is left alone.
	 */
	private void begin(ListableBeanFactory beans) {
		this.due = false;
		beans.getBeanProvider(CachingTokenService.class).ifUnique(CachingTokenService::prefetch);
	}

	private static boolean mayNeedBroker(Binder binder) {
		return binder.bind("iwa.fallback.flows", Bindable.listOf(IwaFallbackFlow.class))
			.orElse(List.of())
			.contains(IwaFallbackFlow.BROKER);
	}

	private static boolean happensOnRefresh(String property) {
		return DefaultLifecycleProcessor.ON_REFRESH_VALUE.equalsIgnoreCase(SpringProperties.getProperty(property));
	}

}
