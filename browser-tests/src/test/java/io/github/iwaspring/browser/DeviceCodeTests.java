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

package io.github.iwaspring.browser;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a device code that the sample shows on its console and a person enters in a
 * real browser.
 */
@EnabledIfSystemProperty(named = "browser", matches = "chromium", disabledReason = "run with -Pbrowser")
class DeviceCodeTests {

	@TempDir
	private Path folder;

	@Test
	void deviceCodeWhenEnteredThenCallsTheApi() throws Exception {
		try (EmbeddedDirectory directory = EmbeddedDirectory.start();
				Sample sample = Sample.start(directory, User.MIA, this.folder, "device-code",
						"logging.level.io.github.iwaspring=error");
				Chromium browser = new Chromium(DirectoryKey.hash(directory),
						Files.createDirectories(this.folder.resolve("profile")))) {
			String code = directory.deviceCodes().pending();
			URI page = directory.authority().resolve("/devicelogin");
			browser.open(page).type("code", code).press("next");
			browser.type("username", User.MIA.upn()).press("sign-in").press("approve");
			assertThat(browser.title()).isEqualTo("Signed in");
			assertThat(sample.exitCode()).as(sample.output()).isZero();
			assertThat(sample.output()).contains("open " + page + " in a browser and enter the code " + code,
					"signed in as mia@contoso.com with a device code", "\"upn\":\"mia@contoso.com\"");
			browser.openText(sample.output()).picture("console");
		}
	}

}
