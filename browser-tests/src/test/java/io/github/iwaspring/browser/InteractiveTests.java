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
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a sign-in of the sample in a real browser, with a user who needs a second
 * factor.
 */
@EnabledIfSystemProperty(named = "browser", matches = "chromium", disabledReason = "run with -Pbrowser")
class InteractiveTests {

	private static final int NOT_SIGNED_IN = 3;

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@TempDir
	private Path folder;

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void signInWhenApprovedThenCallsTheApi() throws Exception {
		try (Sample sample = start(); Chromium browser = browser()) {
			browser.open(sample.page()).press("sign-in").press("approve");
			assertThat(browser.closingTitle()).isEqualTo("Back to the application");
			browser.picture("signed-in");
			assertThat(sample.exitCode()).as(sample.output()).isZero();
			assertThat(sample.output()).contains("signed in as mia@contoso.com in the browser", "with a cached token",
					"\"upn\":\"mia@contoso.com\"");
			assertThat(sample.isListening()).isFalse();
			assertThat(this.directory.log().requests(Hop.API)).hasSize(2);
		}
	}

	@Test
	void signInWhenCancelledThenIsDeclined() throws Exception {
		try (Sample sample = start(); Chromium browser = browser()) {
			browser.open(sample.page()).press("sign-in").press("cancel");
			assertThat(browser.closingTitle()).isEqualTo("Not signed in");
			browser.picture("not-signed-in");
			assertFailed(sample, "fallback-declined");
		}
	}

	@Test
	void signInWhenTabClosedThenTimesOut() throws Exception {
		try (Sample sample = start("iwa.fallback.interactive.timeout=3s"); Chromium browser = browser()) {
			browser.openAndClose(sample.page());
			assertFailed(sample, "fallback-timeout");
		}
	}

	@Test
	void signInWhenIgnoredThenTimesOut() throws Exception {
		try (Sample sample = start("iwa.fallback.interactive.timeout=3s"); Chromium browser = browser()) {
			browser.open(sample.page());
			assertFailed(sample, "fallback-timeout");
		}
	}

	@Test
	void signInWhenStateForgedThenWaitsForTheOpenPage() throws Exception {
		try (Sample sample = start("iwa.fallback.interactive.timeout=10s"); Chromium browser = browser()) {
			String page = sample.page().toString();
			browser.open(URI.create(page.replaceFirst("([?&]state=)[^&]+", "$1forged")))
				.press("sign-in")
				.press("approve");
			assertThat(browser.closingTitle()).isEqualTo("Not signed in");
			assertFailed(sample, "fallback-timeout");
		}
	}

	private void assertFailed(Sample sample, String code) throws Exception {
		assertThat(sample.exitCode()).isEqualTo(NOT_SIGNED_IN);
		assertThat(sample.output()).contains(code).doesNotContain("signed in as");
		assertThat(sample.isListening()).isFalse();
		assertThat(this.directory.log().requests(Hop.API)).isEmpty();
	}

	private Sample start(String... properties) throws Exception {
		return Sample.start(this.directory, User.MIA, this.folder, "interactive", properties);
	}

	private Chromium browser() throws Exception {
		return new Chromium(DirectoryKey.hash(this.directory), Files.createDirectories(this.folder.resolve("profile")));
	}

}
