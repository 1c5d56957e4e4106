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

import java.util.Arrays;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.util.ClassUtils;

/**
 * The auto-configurations that an application would have. Those of Boot differ between
 * its versions: 4.1 has one of its own for the properties of HTTP service groups.
 */
final class InstalledAutoConfigurations {

	private InstalledAutoConfigurations() {
	}

	static AutoConfigurations of(String... packages) {
		return AutoConfigurations.of(ImportCandidates.load(AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter((name) -> Arrays.stream(packages).anyMatch((prefix) -> name.startsWith(prefix + ".")))
			.map((name) -> ClassUtils.resolveClassName(name, null))
			.toArray(Class<?>[]::new));
	}

}
