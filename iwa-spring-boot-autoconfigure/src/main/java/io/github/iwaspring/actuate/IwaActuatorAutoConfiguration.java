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

package io.github.iwaspring.actuate;

import java.time.InstantSource;

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.token.CachingTokenService;
import io.github.iwaspring.token.TokenClients;
import io.github.iwaspring.token.TokenStatus;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of the health of the sign-in and of the endpoint {@code iwa}, for
 * the token service of this starter. A mock may take the place of its bean.
 */
@AutoConfiguration(afterName = "io.github.iwaspring.autoconfigure.IwaAutoConfiguration")
@ConditionalOnBooleanProperty(name = "iwa.enabled", matchIfMissing = true)
@ConditionalOnBean(CachingTokenService.class)
public final class IwaActuatorAutoConfiguration {

	/**
	 * The health, with a component for each configured API.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ CompositeHealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
	static class HealthConfiguration {

		@Bean
		@ConditionalOnEnabledHealthIndicator("iwa")
		@ConditionalOnMissingBean(name = { "iwaHealthIndicator", "iwaHealthContributor" })
		CompositeHealthContributor iwaHealthIndicator(IwaTokenService tokens, TokenClients clients) {
			return CompositeHealthContributor.fromMap(clients.scopes(),
					(scopes) -> new TokenHealth(tokens, scopes, InstantSource.system()));
		}

	}

	/**
	 * The endpoint.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
	static class EndpointConfiguration {

		@Bean
		@ConditionalOnAvailableEndpoint(IwaEndpoint.class)
		@ConditionalOnMissingBean
		IwaEndpoint iwaEndpoint(IwaTokenService tokens, TokenClients clients, ObjectProvider<IwaDoctor> doctor) {
			return new IwaEndpoint(TokenStatus.of(tokens), clients, doctor, InstantSource.system());
		}

	}

}
