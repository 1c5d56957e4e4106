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

import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.tools.ToolProvider;

import io.github.iwaspring.IwaConfigurationException;
import io.github.iwaspring.signin.SignInSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.Configurations;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.Compiled;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link IwaAutoConfiguration} under processing ahead of time, which sees no
 * property of ours.
 */
class IwaAotTests {

	@Test
	@CompileWithForkedClassLoader
	@EnabledIf(value = "isJdk", disabledReason = "a JRE compiles nothing")
	void aotProcessingNeedsNoPropertyAndTheApplicationReadsItsOwn() {
		processed((start) -> {
			GenericApplicationContext context = start.get();
			TestPropertyValues
				.of("iwa.authority=https://login.microsoftonline.com/contoso.com",
						"iwa.client-id=5a0c7e5e-0000-4000-8000-1234567890ab", "iwa.scopes=User.Read",
						"iwa.username=alice@contoso.com")
				.applyTo(context);
			context.refresh();
			SignInSettings settings = context.getBean(IwaPropertiesMapper.class).signIn();
			assertThat(settings.authority().url()).isEqualTo("https://login.microsoftonline.com/contoso.com/");
			assertThat(settings.username()).isEqualTo("alice@contoso.com");
		});
	}

	@Test
	@CompileWithForkedClassLoader
	@EnabledIf(value = "isJdk", disabledReason = "a JRE compiles nothing")
	void processedApplicationIsValidatedAtItsStartLazyOrNot() {
		processed((start) -> {
			assertThatException().isThrownBy(start.get()::refresh)
				.havingRootCause()
				.isInstanceOf(IwaConfigurationException.class);
			GenericApplicationContext lazy = start.get();
			lazy.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
			assertThatException().isThrownBy(lazy::refresh)
				.havingRootCause()
				.isInstanceOf(IwaConfigurationException.class);
		});
	}

	@Test
	void propertiesCanBeBoundInNativeImage() {
		TestGenerationContext generation = new TestGenerationContext();
		process(generation);
		assertThat(new Class<?>[] { IwaProperties.class, IwaProperties.Kerberos.class, IwaProperties.Http.class,
				IwaProperties.Ssl.class, IwaProperties.Token.class, IwaProperties.Api.class,
				IwaProperties.Federation.class, IwaProperties.Diagnostics.class })
			.allSatisfy((type) -> assertThat(
					RuntimeHintsPredicates.reflection().onConstructorInvocation(type.getDeclaredConstructors()[0]))
				.accepts(generation.getRuntimeHints()));
	}

	static boolean isJdk() {
		return ToolProvider.getSystemJavaCompiler() != null;
	}

	private static void processed(Consumer<Supplier<GenericApplicationContext>> test) {
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializer = process(generation);
		TestCompiler.forSystem().with(generation).compile((compiled) -> test.accept(() -> {
			GenericApplicationContext context = new GenericApplicationContext();
			initializer(compiled, initializer).initialize(context);
			return context;
		}));
	}

	private static ClassName process(TestGenerationContext generation) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(Configurations.getClasses(AutoConfigurations.of(IwaAutoConfiguration.class)));
			ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
			return initializer;
		}
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextInitializer<GenericApplicationContext> initializer(Compiled compiled,
			ClassName name) {
		return compiled.getInstance(ApplicationContextInitializer.class, name.toString());
	}

}
