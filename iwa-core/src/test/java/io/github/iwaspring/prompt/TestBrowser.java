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

package io.github.iwaspring.prompt;

import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Browsers that open no window.
 */
public final class TestBrowser {

	private TestBrowser() {
	}

	/**
	 * A browser on a Windows desktop.
	 * @param pages what to do with a page
	 */
	public static SystemBrowser that(Consumer<URI> pages) {
		return new SystemBrowser("Windows 11", Map.of(),
				(command) -> pages.accept(URI.create(command.get(command.size() - 1))));
	}

	public static SystemBrowser headless() {
		return new SystemBrowser("Linux", Map.of(), (command) -> {
			throw new AssertionError("no page should be opened");
		});
	}

}
