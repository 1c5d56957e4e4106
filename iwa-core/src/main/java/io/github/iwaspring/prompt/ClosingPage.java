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

import java.nio.charset.StandardCharsets;

/**
 * The last page in the browser, after the sign-in. It repeats nothing of the request.
 */
enum ClosingPage {

	/**
	 * The response has reached the application.
	 */
	SIGNED_IN("200 OK", "Back to the application", "#2e8b57",
			"Your sign-in has been handed over. Close this tab and return to the application, which continues automatically."),

	/**
	 * The response says that nobody signed in.
	 */
	NOT_SIGNED_IN("200 OK", "Not signed in", "#d9534f",
			"Nothing was handed over. Close this tab and return to the application, which says why and what to do."),

	/**
	 * The response belongs to another sign-in page than the one that is open.
	 */
	NOT_EXPECTED("400 Bad Request", "Not signed in", "#d9534f",
			"This page is not the one that the application waits for. Close this tab and use the sign-in page that the "
					+ "application opened last.");

	private final String status;

	private final byte[] content;

	ClosingPage(String status, String title, String mark, String text) {
		this.status = status;
		this.content = """
				<!DOCTYPE html>
				<html lang="en"><head><meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
				<title>%1$s</title>
				<style>
				body { font: 1.125rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem; }
				main { border-left: .3rem solid %2$s; padding: .25rem 0 .25rem 1.5rem; }
				h1 { font-size: 1.75rem; line-height: 1.3; margin: 0; }
				p { margin: .75rem 0 0; }
				</style>
				</head><body><main><h1>%1$s</h1><p>%3$s</p></main></body></html>
				"""
			.formatted(title, mark, text)
			.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * The response with this page.
	 */
	byte[] response() {
		return response(this.status, this.content);
	}

	/**
	 * A response without a page.
	 * @param status the status code and its phrase
	 */
	static byte[] empty(String status) {
		return response(status, new byte[0]);
	}

	private static byte[] response(String status, byte[] content) {
		byte[] head = """
				HTTP/1.1 %s
				Content-Type: text/html; charset=utf-8
				Content-Length: %d
				Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'
				Cache-Control: no-store
				Referrer-Policy: no-referrer
				X-Content-Type-Options: nosniff
				Connection: close

				""".formatted(status, content.length).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
		byte[] response = new byte[head.length + content.length];
		System.arraycopy(head, 0, response, 0, head.length);
		System.arraycopy(content, 0, response, head.length, content.length);
		return response;
	}

}
