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

package io.github.iwaspring.test;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.beans.factory.annotation.ParameterResolutionDelegate;
import org.springframework.test.context.support.TestConstructorUtils;

/**
 * Ends the shared directory with the test run, sets it back after each test, and resolves
 * parameters.
 */
class EmbeddedIwaExtension implements BeforeAllCallback, AfterEachCallback, ParameterResolver {

	@Override
	public void beforeAll(ExtensionContext context) {
		context.getRoot()
			.getStore(Namespace.create(EmbeddedIwaExtension.class))
			.computeIfAbsent(SharedDirectory.ofThisRun(), (directory) -> directory, SharedDirectory.class);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		SharedDirectory.ofThisRun().reset();
	}

	/**
	 * A parameter that Spring resolves is left to Spring: JUnit refuses two resolvers.
	 */
	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == EmbeddedDirectory.class
				&& !ParameterResolutionDelegate.isAutowirable(parameter.getParameter(), parameter.getIndex())
				&& !TestConstructorUtils.isAutowirableConstructor(parameter.getDeclaringExecutable(),
						(name) -> context.getConfigurationParameter(name).orElse(null));
	}

	@Override
	public EmbeddedDirectory resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return SharedDirectory.ofThisRun().start();
	}

}
