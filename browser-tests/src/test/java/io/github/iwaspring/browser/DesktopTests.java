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

import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.tenant.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the desktop application's page, which the application opens in a real
 * browser.
 */
@EnabledIfSystemProperty(named = "browser", matches = "chromium", disabledReason = "run with -Pbrowser")
class DesktopTests {

	private static final String DARK = "rgba(18, 21, 27, 1)";

	private final EmbeddedDirectory directory = EmbeddedDirectory.start();

	@TempDir
	private Path folder;

	@AfterEach
	void stop() {
		this.directory.close();
	}

	@Test
	void thePageSignsInAndShowsWhatItDoes() throws Exception {
		try (Sample sample = start(User.ALICE); Chromium browser = browser()) {
			DesktopPage page = open(browser, sample).resize(1200, 836);
			page.shows("name", "alice@contoso.com").shows("way", "by integrated Windows authentication");
			assertThat(page.text("life-left")).endsWith("s left");
			assertThat(browser.driver().getCurrentUrl()).doesNotContain("key");
			page.press("call").shows("answer-status", "200").shows("answer-body", "\"upn\": \"alice@contoso.com\"");
			page.press("renew")
				.shows("way", "with a refresh token")
				.press("renew")
				.press("renew")
				.has(4, "#chart rect.token");
			page.press("doctor").shows("doctor-summary", "A sign-in works.");
			assertThat(page.count("#checks tr")).isGreaterThan(10).isEqualTo(page.count("#checks .pill.pass"));
			page.press("sign-out").shows("name", "Nobody");
			assertThat(page.isShown("answer")).isFalse();
			assertThat(page.focused()).isEqualTo("sign-in");
			page.press("sign-in").shows("way", "by integrated Windows authentication").press("call");
			photograph(browser, page.has(5, "#chart rect.token"));
			page.press("sign-out").shows("name", "Nobody");
			assertThat(browser.console()).isEmpty();
			browser.driver().navigate().refresh();
			page.shows("name", "Nobody").press("sign-in").shows("name", "alice@contoso.com");
			page.press("quit").shows("ended", "The application has ended");
			assertThat(sample.exitCode()).as(sample.output()).isZero();
		}
	}

	@Test
	void theKeyboardReachesEverything() throws Exception {
		try (Sample sample = start(User.ALICE); Chromium browser = browser()) {
			DesktopPage page = open(browser, sample).shows("name", "alice@contoso.com").key(Keys.TAB);
			assertThat(page.script("document.activeElement.className")).isEqualTo("skip");
			page.key(Keys.ENTER);
			assertThat(page.focused()).isEqualTo("main");
			assertThat(page.key(Keys.TAB).focused()).isEqualTo("renew");
			assertThat(page.key(Keys.TAB).focused()).isEqualTo("call");
			assertThat(page.style("#call", "outline-style")).isEqualTo("solid");
			page.key(Keys.ENTER).shows("answer-status", "200");
			assertThat(page.text("said")).startsWith("The API answered 200 in ");
			assertThat(page.key(Keys.TAB).focused()).isEqualTo("answer-body");
			assertThat(page.key(Keys.TAB).focused()).isEqualTo("doctor");
			page.key(Keys.SPACE).shows("doctor-summary", "A sign-in works.");
			page.backwards().backwards().backwards().backwards();
			assertThat(page.focused()).isEqualTo("quit");
			assertThat(page.backwards().focused()).isEqualTo("sign-out");
			page.key(Keys.ENTER).shows("name", "Nobody");
			assertThat(page.focused()).isEqualTo("sign-in");
			page.key(Keys.ENTER).shows("name", "alice@contoso.com");
			assertThat(page.focused()).isEqualTo("renew");
		}
	}

	@Test
	void thePageFollowsWhatThePersonPrefers() throws Exception {
		try (Sample sample = start(User.ALICE); Chromium browser = browser()) {
			DesktopPage page = open(browser, sample).shows("name", "alice@contoso.com").press("call").press("doctor");
			assertThat(page.prefer("prefers-color-scheme", "light").style("body", "background-color"))
				.isNotEqualTo(DARK);
			assertThat(page.prefer("prefers-color-scheme", "dark").style("body", "background-color")).isEqualTo(DARK);
			browser.picture("desktop-dark");
			page.resize(400, 800);
			assertThat(page.script("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
				.isEqualTo(true);
			browser.picture("desktop-narrow");
		}
	}

	@Test
	void thePageGoesOnAfterALostConnection() throws Exception {
		try (Sample sample = start(User.ALICE); Chromium browser = browser()) {
			DesktopPage page = open(browser, sample).shows("name", "alice@contoso.com");
			page.offline(true).shows("ended", "does not answer");
			page.offline(false).hides("ended").press("call").shows("answer-status", "200");
		}
	}

	@Test
	void aFailureSaysWhatToDo() throws Exception {
		this.directory.kdestroy(User.ALICE);
		try (Sample sample = start(User.ALICE); Chromium browser = browser()) {
			DesktopPage page = open(browser, sample).shows("failure-code", "ticket-missing");
			assertThat(page.text("failure-action")).isNotEmpty();
			browser.picture("desktop-failure");
			page.press("doctor").shows("doctor-summary", "checks failed");
			assertThat(page.count("#checks .pill.fail")).isPositive();
			this.directory.kinit(User.ALICE);
			page.press("sign-in").shows("name", "alice@contoso.com");
			assertThat(page.isShown("failure")).isFalse();
		}
	}

	@Test
	void aDeviceCodeIsShownWhileItIsNeeded() throws Exception {
		try (Sample sample = start(User.MIA, "iwa.fallback.flows=device-code"); Chromium browser = browser()) {
			DesktopPage page = open(browser, sample).shows("device-code", this.directory.deviceCodes().pending())
				.shows("device-page", this.directory.authority().resolve("/devicelogin").toString());
			browser.picture("desktop-device-code");
			this.directory.deviceCodes().approve(User.MIA);
			page.shows("name", "mia@contoso.com").shows("way", "with a device code");
			assertThat(page.isShown("device")).isFalse();
		}
	}

	/**
	 * Saves the picture of the documentation, if it is asked for.
	 */
	private static void photograph(Chromium browser, DesktopPage page) throws Exception {
		page.script("document.activeElement.blur()");
		new Actions(browser.driver()).moveToLocation(5, 5).perform();
		Path picture = browser.picture("desktop");
		if (Boolean.getBoolean("desktop.picture")) {
			compress(picture, Path.of("../docs/images/desktop.png"));
		}
	}

	private static void compress(Path picture, Path target) throws Exception {
		ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
		ImageWriteParam smallest = writer.getDefaultWriteParam();
		smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
		smallest.setCompressionQuality(0);
		Files.deleteIfExists(target);
		try (ImageOutputStream out = ImageIO.createImageOutputStream(target.toFile())) {
			writer.setOutput(out);
			writer.write(null, new IIOImage(ImageIO.read(picture.toFile()), null, null), smallest);
		}
	}

	private Sample start(User user, String... properties) throws Exception {
		return Sample.startDesktop(this.directory, user, this.folder, properties);
	}

	private Chromium browser() throws Exception {
		return new Chromium(DirectoryKey.hash(this.directory), Files.createDirectories(this.folder.resolve("profile")));
	}

	private static DesktopPage open(Chromium browser, Sample sample) throws Exception {
		return new DesktopPage(browser.open(sample.page()));
	}

}
