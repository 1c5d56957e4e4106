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

package io.github.iwaspring.observation;

import java.time.InstantSource;

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.token.CachingTokenService;
import io.github.iwaspring.token.TokenClients;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of the observation of token acquisitions, for the token service of
 * this starter. spring-web brings the observation API to every application: what counts
 * is whether there is a registry.
 */
@AutoConfiguration(afterName = { "io.github.iwaspring.autoconfigure.IwaAutoConfiguration",
		"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "iwa.enabled", matchIfMissing = true)
@ConditionalOnBean(CachingTokenService.class)
public final class IwaObservationAutoConfiguration {

	/**
	 * The observation of acquisitions.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ObservationRegistry.class)
	static class ObservationConfiguration {

		@Bean
		@ConditionalOnBean(ObservationRegistry.class)
		TokenObserver iwaTokenObserver(ObjectProvider<ObservationRegistry> registries,
				ObjectProvider<IwaTokenObservationConvention> conventions, ObjectProvider<TokenClients> clients) {
			return new TokenObserver(registries, conventions, clients);
		}

	}

	/**
	 * The gauge.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class MeterConfiguration {

		@Bean
		TokenLifetime iwaTokenLifetime(IwaTokenService tokens, TokenClients clients) {
			return new TokenLifetime(tokens, clients, InstantSource.system());
		}

	}

}
