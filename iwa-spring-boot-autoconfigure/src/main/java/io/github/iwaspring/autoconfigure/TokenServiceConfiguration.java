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

import java.time.Clock;
import java.util.function.Supplier;

import io.github.iwaspring.IwaDeviceCodePrompt;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.prompt.ConsoleDeviceCodePrompt;
import io.github.iwaspring.signin.Brokers;
import io.github.iwaspring.signin.FallbackSettings;
import io.github.iwaspring.signin.TokenServices;
import io.github.iwaspring.token.AcquisitionObserver;
import io.github.iwaspring.token.AcquisitionThreads;
import io.github.iwaspring.token.CachingTokenService;
import io.github.iwaspring.token.TokenClients;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * The token service, unless the application has its own. The bean is cheap: msal4j,
 * Kerberos and TLS are loaded for the first token.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(IwaTokenService.class)
class TokenServiceConfiguration {

	private static final Clock CLOCK = Clock.systemUTC();

	private static final AcquisitionThreads.Factories VIRTUAL_THREADS = (
			prefix) -> new VirtualThreadTaskExecutor(prefix).getVirtualThreadFactory();

	@Bean
	CachingTokenService iwaTokenService(IwaPropertiesMapper settings, ObjectProvider<IwaDeviceCodePrompt> prompt,
			ObjectProvider<AcquisitionObserver> observer, BeanFactory beans, Environment environment) {
		Supplier<FallbackSettings> fallback = () -> settings.fallback(prompt::getObject,
				Brokers.in((type) -> beans.getBeanProvider(type).getIfAvailable()), CLOCK);
		return TokenServices.create(settings.signIn(), settings.kerberos(), settings.http(), fallback,
				settings.tokens(),
				Threading.VIRTUAL.isActive(environment) ? VIRTUAL_THREADS : AcquisitionThreads.Factories.DAEMONS,
				observer.getIfUnique(() -> AcquisitionObserver.NONE));
	}

	@Bean
	static TokenPrefetch iwaTokenPrefetch(Environment environment) {
		return new TokenPrefetch(environment);
	}

	@Bean
	@Lazy
	TokenClients iwaTokenClients(IwaPropertiesMapper settings) {
		return settings.clients();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	IwaDeviceCodePrompt iwaDeviceCodePrompt() {
		return new ConsoleDeviceCodePrompt(CLOCK);
	}

}
