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

package io.github.iwaspring.desktop;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Browser}. None of them opens one.
 */
class BrowserTests {

	private static final URI PAGE = URI.create("http://127.0.0.1:49152/open?key=k");

	private final CountDownLatch otherwise = new CountDownLatch(1);

	@Test
	void windowsOpensThePageWithoutAShell() {
		assertThat(new Browser("Windows 11", Map.of("SystemRoot", "D:\\Windows")).command(PAGE))
			.containsExactly("D:\\Windows\\System32\\rundll32.exe", "url.dll,FileProtocolHandler", PAGE.toString());
	}

	@Test
	void macOpensThePage() {
		assertThat(new Browser("Mac OS X", Map.of()).command(PAGE)).containsExactly("/usr/bin/open", PAGE.toString());
	}

	@Test
	void linuxOpensThePageWhereThereIsADesktop() {
		assertThat(new Browser("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0")).hasDesktop()).isTrue();
		assertThat(new Browser("Linux", Map.of("DISPLAY", ":0")).command(PAGE)).containsExactly("xdg-open",
				PAGE.toString());
	}

	@Test
	void nothingIsOpenedWithoutADesktop() {
		new Browser("Linux", Map.of()).open(PAGE, this.otherwise::countDown);
		assertThat(this.otherwise.getCount()).isZero();
	}

	@Test
	void aCommandThatIsMissingOpensNothing() {
		Browser.start(List.of("no-such-browser"), this.otherwise::countDown);
		assertThat(this.otherwise.getCount()).isZero();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aCommandThatFailsOpensNothing() throws InterruptedException {
		Browser.start(List.of("false"), this.otherwise::countDown);
		assertThat(this.otherwise.await(30, TimeUnit.SECONDS)).isTrue();
	}

}
