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

import java.io.PrintStream;
import java.net.URI;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Opens the page when the server is ready, or prints its address where there is no
 * browser to open.
 */
@Component
class PageOpener implements ApplicationRunner {

	private final PageKey key;

	private final DesktopProperties properties;

	private final Environment environment;

	private final PrintStream out = System.out;

	PageOpener(PageKey key, DesktopProperties properties, Environment environment) {
		this.key = key;
		this.properties = properties;
		this.environment = environment;
	}

	@Override
	public void run(ApplicationArguments args) {
		URI page = URI.create("http://127.0.0.1:" + this.environment.getRequiredProperty("local.server.port")
				+ PageGuard.OPEN + "?key=" + this.key.value());
		Runnable print = () -> this.out
			.println("Open this address in a browser of this machine; it works once: " + page);
		if (this.properties.openBrowser() && !args.containsOption("no-browser")) {
			new Browser(System.getProperty("os.name", ""), System.getenv()).open(page, print);
		}
		else {
			print.run();
		}
	}

}
