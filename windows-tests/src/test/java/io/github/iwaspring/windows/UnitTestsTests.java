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

package io.github.iwaspring.windows;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The unit tests of the library in a Windows JVM under Wine. Whatever cannot run there
 * says so beside the test.
 */
class UnitTestsTests {

	private static final Path CORE = Path.of("..", "iwa-core");

	private static final Path AUTOCONFIGURE = Path.of("..", "iwa-spring-boot-autoconfigure");

	@Test
	void testsOfWhatIsWindowsOwnPass() throws Exception {
		new TestsOnWindows(new WindowsJvm(), CORE).pass(600, "io.github.iwaspring.kerberos.sspi",
				"io.github.iwaspring.store", "io.github.iwaspring.prompt", "io.github.iwaspring.support",
				"io.github.iwaspring.settings");
	}

	@Test
	@EnabledIfSystemProperty(named = "windows.all", matches = "true", disabledReason = "takes minutes: -Pwindows-all")
	void testsOfTheCorePass() throws Exception {
		new TestsOnWindows(new WindowsJvm(), CORE).pass(2000);
	}

	@Test
	@EnabledIfSystemProperty(named = "windows.all", matches = "true", disabledReason = "takes minutes: -Pwindows-all")
	void testsOfTheAutoconfigureModulePass() throws Exception {
		new TestsOnWindows(new WindowsJvm(), AUTOCONFIGURE).pass(700);
	}

}
