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

import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.token.AcquisitionListener;
import io.github.iwaspring.token.AcquisitionObserver;
import io.github.iwaspring.token.CachingTokenService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.SpringProperties;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

/**
 * Tests for {@link TokenPrefetch}. An observer sees when the acquisition starts.
 */
class TokenPrefetchTests {

	private final AcquisitionObserver observer = mock(AcquisitionObserver.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(IwaAutoConfiguration.class))
		.withBean(AcquisitionObserver.class, () -> this.observer)
		.withPropertyValues("iwa.authority=https://login.microsoftonline.com/contoso.com",
				"iwa.client-id=5a0c7e5e-0000-4000-8000-1234567890ab", "iwa.scopes=api://orders/.default",
				"iwa.kerberos.provider=java", "iwa.kerberos.ticket-cache=target/no-such-cache");

	TokenPrefetchTests() {
		given(this.observer.started(any())).willReturn(AcquisitionListener.NONE);
	}

	@AfterEach
	void reset() {
		SpringProperties.setProperty("spring.context.exit", null);
		SpringProperties.setProperty("spring.context.checkpoint", null);
	}

	@Test
	void nothingBeginsByDefault() {
		this.runner.run((context) -> verify(this.observer, never()).started(any()));
	}

	@Test
	void signInBeginsBeforeTheBeansOfTheApplicationAreMade() {
		this.runner.withPropertyValues("iwa.token.prefetch=true").withBean(Check.class, () -> {
			verify(this.observer).started(any());
			return new Check();
		}).run((context) -> assertThat(context).hasNotFailed().hasSingleBean(Check.class));
	}

	@Test
	void signInWithABrokerBeginsAfterTheRefresh() {
		this.runner.withPropertyValues("iwa.token.prefetch=true", "iwa.fallback.flows=broker")
			.withBean(Check.class, () -> {
				verify(this.observer, never()).started(any());
				return new Check();
			})
			.run((context) -> {
				assertThat(context).hasNotFailed();
				verify(this.observer).started(any());
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "onRefresh", "onrefresh" })
	void nothingBeginsWhereTheApplicationExitsAfterTheRefresh(String value) {
		SpringProperties.setProperty("spring.context.exit", value);
		TokenPrefetch prefetch = new TokenPrefetch(new MockEnvironment().withProperty("iwa.token.prefetch", "true"));
		ListableBeanFactory beans = mock();
		prefetch.initialize(beans);
		verifyNoInteractions(beans);
		ApplicationContext context = mock();
		prefetch.onApplicationEvent(new ContextRefreshedEvent(context));
		verifyNoInteractions(context);
	}

	@Test
	void signInWithACheckpointBeginsInTheRestoredApplication() {
		SpringProperties.setProperty("spring.context.checkpoint", "onRefresh");
		TokenPrefetch prefetch = new TokenPrefetch(new MockEnvironment().withProperty("iwa.token.prefetch", "true"));
		ListableBeanFactory beans = mock();
		prefetch.initialize(beans);
		verifyNoInteractions(beans);
		this.runner.run((restored) -> {
			prefetch.onApplicationEvent(new ContextRefreshedEvent(restored.getSourceApplicationContext()));
			prefetch.onApplicationEvent(new ContextRefreshedEvent(restored.getSourceApplicationContext()));
			verify(this.observer).started(any());
		});
	}

	@Test
	void nothingBeginsDuringProcessingAheadOfTime() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of("iwa.token.prefetch=true").applyTo(context);
			context.register(NoObserver.class, IwaAutoConfiguration.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, new TestGenerationContext());
			assertThat(context.getBeanFactory().containsBeanDefinition("iwaTokenPrefetch")).isTrue();
			assertThat(context.getBeanFactory().containsSingleton("iwaTokenService")).isFalse();
		}
	}

	@Test
	void tokenServiceOfTheApplicationIsLeftAlone() {
		IwaTokenService own = mock();
		this.runner.withPropertyValues("iwa.token.prefetch=true")
			.withBean(IwaTokenService.class, () -> own)
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(CachingTokenService.class);
				verify(own, never()).getTokenAsync(any());
			});
	}

	@Test
	void valueThatDoesNotConvertStopsTheStart() {
		this.runner.withPropertyValues("iwa.token.prefetch=perhaps").run((context) -> assertThat(context).hasFailed());
	}

	static class Check {

	}

	@Configuration(proxyBeanMethods = false)
	static class NoObserver {

		@Bean
		AcquisitionObserver observer() {
			throw new IllegalStateException("Processing ahead of time makes no beans.");
		}

	}

}
