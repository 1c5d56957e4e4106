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

package io.github.iwaspring.test.entra;

import io.github.iwaspring.test.http.Reply;
import io.github.iwaspring.test.support.Xml;

/**
 * The frame of all pages, plain HTML and CSS without other resources.
 */
final class Pages {

	private static final String FRAME = """
			<!DOCTYPE html>
			<html lang="en">
			<head>
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<title>%1$s</title>
			<style>
			body { font: 1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 3rem auto; padding: 0 1rem; }
			label, input { display: block; width: 100%%; box-sizing: border-box; }
			input, button { font: inherit; padding: .4rem .8rem; margin: .3rem 0 .8rem; }
			[role=alert] { color: #a80000; }
			</style>
			</head>
			<body>
			<main>
			<h1 id="title">%1$s</h1>
			%2$s
			<p id="note"><small>This is a directory for tests: it checks no password.</small></p>
			</main>
			</body>
			</html>
			""";

	private Pages() {
	}

	/**
	 * Creates a page.
	 * @param status the status code
	 * @param title the title, as text
	 * @param content the content, as HTML
	 * @return the page
	 */
	static Reply of(int status, String title, String content) {
		return Reply.of(status, "text/html; charset=utf-8", FRAME.formatted(Xml.escape(title), content))
			.withHeader("Cache-Control", "no-store")
			.withHeader("X-Frame-Options", "DENY");
	}

	static Reply message(String title, String message) {
		return of(200, title, "<p id=\"message\">" + Xml.escape(message) + "</p>");
	}

	static Reply error(EntraError error) {
		return of(400, "Sorry, but we cannot sign you in", alert(error.message()));
	}

	/**
	 * Returns an error message as HTML, or an empty text for an empty message.
	 */
	static String alert(String message) {
		return message.isEmpty() ? "" : "<p id=\"error\" role=\"alert\">" + Xml.escape(message) + "</p>";
	}

}
