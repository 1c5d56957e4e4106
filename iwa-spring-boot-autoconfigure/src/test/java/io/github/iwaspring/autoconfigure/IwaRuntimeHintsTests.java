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

import java.io.InputStream;

import com.sun.security.auth.module.Krb5LoginModule;
import io.github.iwaspring.IwaTokenService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.ImportRuntimeHints;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IwaRuntimeHints}.
 */
class IwaRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@Test
	void loginModuleOfTheJdkCanBeCreated() throws Exception {
		register(getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(Krb5LoginModule.class.getDeclaredConstructor())).accepts(this.hints);
	}

	@ParameterizedTest
	@FieldSource("io.github.iwaspring.autoconfigure.IwaRuntimeHints#CREATED")
	void typeThatIsCreatedByItsNameExistsAndHasAHint(String type) {
		register(getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of(type))).accepts(this.hints);
	}

	@ParameterizedTest
	@FieldSource("io.github.iwaspring.autoconfigure.IwaRuntimeHints#FOUND")
	void typeThatIsLookedForExistsAndHasAHint(String type) {
		register(getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of(type))).accepts(this.hints);
	}

	@Test
	void conversionOfAnEmptyEntryCanBeCalled() throws Exception {
		register(getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(IwaProperties.Client.class.getMethod("of", String.class))).accepts(this.hints);
	}

	@Test
	void fileOfTheServiceLoaderIsKept() throws Exception {
		register(getClass().getClassLoader());
		String file = "META-INF/services/" + IwaTokenService.Builder.class.getName();
		try (InputStream content = getClass().getClassLoader().getResourceAsStream(file)) {
			assertThat(content).as("the file").isNotNull();
		}
		assertThat(RuntimeHintsPredicates.resource().forResource(file)).accepts(this.hints);
	}

	@Test
	void libraryThatIsMissingNeedsNoHint() {
		register(new FilteredClassLoader("reactor", "com.azure.json"));
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of(IwaRuntimeHints.BROKER)))
			.rejects(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of("reactor.core.scheduler.Schedulers")))
			.rejects(this.hints);
	}

	@Test
	void autoConfigurationImportsTheHints() {
		assertThat(IwaAutoConfiguration.class.getAnnotation(ImportRuntimeHints.class).value())
			.contains(IwaRuntimeHints.class);
	}

	private void register(ClassLoader classLoader) {
		new IwaRuntimeHints().registerHints(this.hints, classLoader);
	}

}
