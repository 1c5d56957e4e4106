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

package io.github.iwaspring.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sign-ins on the page that an application opens, in a separate process with a desktop.
 * The module {@code browser-tests} tests the same with a real browser.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "pages are opened by xdg-open")
class BrowserPromptTests {

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	private final Desktop desktop;

	BrowserPromptTests(@TempDir Path folder) throws IOException {
		this.desktop = new Desktop(folder);
	}

	@AfterEach
	void stop() throws IOException {
		this.desktop.close();
		this.directory.close();
	}

	@ParameterizedTest
	@MethodSource
	void promptIsShownOnceAndNextTokenIsSilent(User user, String button) throws Exception {
		try (ForkedApplication application = start(user)) {
			CompletableFuture<String> token = askForToken(application);
			HttpBrowser browser = new HttpBrowser(this.directory, this.desktop.page());
			browser.press("sign-in").press(button).press("continue");
			assertThat(browser.title()).isEqualTo("Back to the application");
			assertThat(token.get(30, TimeUnit.SECONDS)).isEqualTo("INTERACTIVE " + user.upn());
			assertThat(application.ask("token")).isEqualTo("CACHE " + user.upn());
			assertThat(application.ask("forced")).isEqualTo("REFRESH " + user.upn());
			assertThat(this.directory.log().requests(Hop.AUTHORIZE)).hasSize(1);
		}
	}

	static Stream<Arguments> promptIsShownOnceAndNextTokenIsSilent() {
		return Stream.of(Arguments.of(User.MIA, "approve"), Arguments.of(User.CORA, "accept"),
				Arguments.of(User.PETRA, "change-password"));
	}

	@Test
	void cancelledPromptIsNotRepeated() throws Exception {
		try (ForkedApplication application = start(User.MIA)) {
			CompletableFuture<String> token = askForToken(application);
			HttpBrowser browser = new HttpBrowser(this.directory, this.desktop.page());
			browser.press("sign-in").press("cancel").press("continue");
			assertThat(browser.title()).isEqualTo("Not signed in");
			assertThat(token.get(30, TimeUnit.SECONDS)).startsWith("fallback-declined FALLBACK");
			assertThat(application.ask("token")).startsWith("fallback-unavailable FALLBACK");
			assertThat(this.directory.log().requests(Hop.AUTHORIZE)).hasSize(1);
		}
	}

	@Test
	void responseWithForgedStateIsRefusedAndThePromptStaysOpen() throws Exception {
		try (ForkedApplication application = start(User.MIA)) {
			CompletableFuture<String> token = askForToken(application);
			URI page = this.desktop.page();
			this.directory.log().clear();
			HttpBrowser forger = new HttpBrowser(this.directory, page).press("sign-in")
				.press("approve")
				.type("state", "forged")
				.press("continue");
			assertThat(forger.title()).isEqualTo("Not signed in");
			assertThat(this.directory.log().requests(Hop.TOKEN)).as("its code is not redeemed").isEmpty();
			assertThat(token).isNotDone();
			new HttpBrowser(this.directory, page).press("sign-in").press("approve").press("continue");
			assertThat(token.get(30, TimeUnit.SECONDS)).isEqualTo("INTERACTIVE " + User.MIA.upn());
		}
	}

	@Test
	void signInOfOtherUserIsMismatchAndIsNotCached() throws Exception {
		try (ForkedApplication application = start(User.MIA, "iwa.username", User.MIA.upn())) {
			CompletableFuture<String> token = askForToken(application);
			new HttpBrowser(this.directory, this.desktop.page()).type("username", User.BOB.upn())
				.press("sign-in")
				.press("continue");
			assertThat(token.get(30, TimeUnit.SECONDS)).startsWith("user-mismatch ");
			assertThat(application.ask("token")).startsWith("fallback-unavailable FALLBACK");
		}
	}

	private static CompletableFuture<String> askForToken(ForkedApplication application) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return application.ask("token");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private ForkedApplication start(User user, String... more) throws IOException {
		Map<String, String> properties = new LinkedHashMap<>(this.directory.properties(user));
		properties.put("iwa.fallback.flows", "interactive");
		// only a failing test waits for it, instead of hanging
		properties.put("iwa.fallback.interactive.timeout", "60s");
		if (more.length > 0) {
			properties.put(more[0], more[1]);
		}
		return ForkedApplication.start(this.desktop.environment(), List.of(), properties);
	}

}
