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

import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.web.StubTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.Configurations;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client beans of {@code iwa.clients} under processing ahead of time, which sees
 * their names and no tenant.
 */
class NamedClientAotTests {

	@Test
	@CompileWithForkedClassLoader
	@EnabledIf(value = "io.github.iwaspring.autoconfigure.IwaAotTests#isJdk", disabledReason = "a JRE compiles nothing")
	void namesAreThoseOfTheBuildAndValuesThoseOfTheStart() throws Exception {
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializer = process(generation);
		try (RecordingServer api = RecordingServer.http()) {
			TestCompiler.forSystem().with(generation).compile((compiled) -> {
				GenericApplicationContext context = new GenericApplicationContext();
				TestPropertyValues
					.of("iwa.clients.reports.base-url=" + api.url("/changed"), "iwa.clients.reports.scopes=changed")
					.applyTo(context);
				initializer(compiled.getInstance(ApplicationContextInitializer.class, initializer.toString()))
					.initialize(context);
				context.refresh();
				Application application = context.getBean(Application.class);
				assertThat(application.web).isSameAs(context.getBean("iwa.reports.webClient"));
				application.rest.get().uri("/1").retrieve().toBodilessEntity();
				assertThat(api.received()).extracting(RecordingServer.Received::path).containsExactly("/changed/1");
				assertThat(context.getBean(StubTokens.class).requests())
					.containsExactly(IwaTokenRequest.defaults().withScopes("changed"));
				assertThat(context.getBean(RestClient.class)).isSameAs(context.getBean("iwaRestClient"));
				context.close();
			});
		}
	}

	@Test
	void propertiesOfAnEntryCanBeBoundInNativeImage() {
		TestGenerationContext generation = new TestGenerationContext();
		process(generation);
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(IwaProperties.Client.class.getDeclaredConstructors()[0]))
			.accepts(generation.getRuntimeHints());
	}

	private static ClassName process(TestGenerationContext generation) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of(Map.of("iwa.clients.reports.base-url", "https://build.contoso.com")).applyTo(context);
			context.register(Application.class);
			context.register(Configurations.getClasses(AutoConfigurations.of(IwaAutoConfiguration.class,
					IwaWebClientAutoConfiguration.class, IwaRestClientAutoConfiguration.class)));
			ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
			return initializer;
		}
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextInitializer<GenericApplicationContext> initializer(
			ApplicationContextInitializer<?> initializer) {
		return (ApplicationContextInitializer<GenericApplicationContext>) initializer;
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		private final RestClient rest;

		private final WebClient web;

		Application(@Qualifier("reports") RestClient rest, @Qualifier("reports") WebClient web) {
			this.rest = rest;
			this.web = web;
		}

		@Bean
		static StubTokens tokens() {
			return new StubTokens();
		}

	}

}
