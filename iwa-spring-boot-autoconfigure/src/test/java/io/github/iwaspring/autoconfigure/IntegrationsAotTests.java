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
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.fixtures.RecordingServer;
import io.github.iwaspring.web.StubTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.context.annotation.Configurations;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
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
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceProxyRegistry;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All auto-configurations of ours under processing ahead of time, with what they
 * integrate.
 */
class IntegrationsAotTests {

	private static final String JDK = "io.github.iwaspring.autoconfigure.IwaAotTests#isJdk";

	private static final Map<String, String> BUILD = Map.of("iwa.azure-sql.enabled", "true",
			"iwa.clients.reports.base-url", "https://build.contoso.com", "management.endpoints.jmx.exposure.include",
			"iwa,health", "spring.jmx.enabled", "true");

	private static final Map<String, String> START = Map.of("iwa.authority",
			"https://login.microsoftonline.com/contoso.com", "iwa.client-id", "5a0c7e5e-0000-4000-8000-1234567890ab",
			"iwa.scopes", "User.Read");

	@Test
	@CompileWithForkedClassLoader
	@EnabledIf(value = JDK, disabledReason = "a JRE compiles nothing")
	void processedApplicationHasTheBeansOfAnOrdinaryOne() {
		try (AnnotationConfigApplicationContext ordinary = context(DataSources.class)) {
			TestPropertyValues.of(START).applyTo(ordinary);
			ordinary.refresh();
			processed(DataSources.class, (context) -> {
				TestPropertyValues.of(START).applyTo(context);
				context.refresh();
				assertThat(beans(context)).containsExactlyInAnyOrderElementsOf(beans(ordinary))
					.contains("iwa.reports.webClient", "iwa.reports.restClient", "iwaTokenCredential",
							"iwaAzureSqlDataSources", "iwaTokenLifetime", "iwaHealthIndicator", "iwaEndpoint")
					.anyMatch((name) -> name.endsWith("iwaTokenObserver"));
				assertThat(context.getBean(HikariDataSource.class).getDataSourceProperties())
					.containsKey("accessTokenCallback");
				assertThat(context.getBean(HealthEndpoint.class).healthForPath("iwa", "default")).isNotNull();
			});
		}
	}

	@Test
	@CompileWithForkedClassLoader
	@EnabledIf(value = JDK, disabledReason = "a JRE compiles nothing")
	void groupOfTheBuildGetsTheTokenOfItsEntryAtTheStart() throws Exception {
		try (RecordingServer api = RecordingServer.http()) {
			processed(Groups.class, (context) -> {
				TestPropertyValues
					.of("iwa.clients.reports.base-url=" + api.url("/reports"), "iwa.clients.reports.scopes=reports")
					.applyTo(context);
				context.refresh();
				context.getBean(HttpServiceProxyRegistry.class).getClient("reports", Api.class).get();
				assertThat(api.received()).extracting(RecordingServer.Received::path).containsExactly("/reports/x");
				assertThat(api.authorizations()).containsExactly("Bearer token-1");
				assertThat(context.getBean(StubTokens.class).requests())
					.containsExactly(IwaTokenRequest.defaults().withScopes("reports"));
			});
		}
	}

	private static List<String> beans(GenericApplicationContext context) {
		return Stream.of(context.getBeanDefinitionNames()).filter((name) -> name.contains("iwa")).toList();
	}

	private static void processed(Class<?> application, Consumer<GenericApplicationContext> test) {
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializer;
		try (AnnotationConfigApplicationContext context = context(application)) {
			initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				initializer(compiled.getInstance(ApplicationContextInitializer.class, initializer.toString()))
					.initialize(context);
				test.accept(context);
			}
		});
	}

	private static AnnotationConfigApplicationContext context(Class<?> application) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of(BUILD).applyTo(context);
		context.register(application);
		context.register(Configurations
			.getClasses(InstalledAutoConfigurations.of("io.github.iwaspring", "org.springframework.boot.http.client",
					"org.springframework.boot.restclient", "org.springframework.boot.micrometer.observation",
					"org.springframework.boot.autoconfigure.availability",
					"org.springframework.boot.health.autoconfigure.registry",
					"org.springframework.boot.health.autoconfigure.actuate.endpoint")));
		return context;
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextInitializer<GenericApplicationContext> initializer(
			ApplicationContextInitializer<?> initializer) {
		return (ApplicationContextInitializer<GenericApplicationContext>) initializer;
	}

	interface Api {

		@GetExchange("/x")
		void get();

	}

	@Configuration(proxyBeanMethods = false)
	static class DataSources {

		@Bean(destroyMethod = "close")
		HikariDataSource dataSource() {
			HikariDataSource dataSource = new HikariDataSource();
			dataSource.setJdbcUrl("jdbc:sqlserver://orders.database.windows.net");
			return dataSource;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "reports", types = Api.class)
	static class Groups {

		@Bean
		static StubTokens tokens() {
			return new StubTokens();
		}

	}

}
