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

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A request to the {@link LoopbackListener}: a GET, or a POST of a form with a length
 * (RFC 9112). Any local process may have sent it.
 *
 * @param path the path of its target
 * @param parameters the parameters of its query or its form
 */
record LoopbackRequest(String path, Map<String, String> parameters) {

	private static final Pattern REQUEST_LINE = Pattern
		.compile("(GET|POST) (/[^ ?#]*)(?:[?]([^ #]*))? HTTP/1[.][01]\r\n");

	private static final Pattern LENGTH = Pattern.compile("(?imd)^Content-Length:[ \t]*(\\d{1,9})[ \t]*\r$");

	private static final Pattern CHUNKED = Pattern.compile("(?imd)^Transfer-Encoding:");

	private static final String END_OF_HEAD = "\r\n\r\n";

	/**
	 * Parses what has arrived so far.
	 * @param bytes the bytes
	 * @param maxLength the maximum length of a request
	 * @return the request, or {@code null} if it is not complete
	 * @throws RefusedException if it will never be one
	 */
	static @Nullable LoopbackRequest parse(byte[] bytes, int maxLength) throws RefusedException {
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		int head = text.indexOf(END_OF_HEAD);
		if (head < 0) {
			if (bytes.length >= maxLength) {
				throw new RefusedException("431 Request Header Fields Too Large");
			}
			return null;
		}
		Matcher line = REQUEST_LINE.matcher(text);
		if (!line.lookingAt()) {
			throw new RefusedException("400 Bad Request");
		}
		int start = head + END_OF_HEAD.length();
		int length = contentLength(text.substring(line.end() - 2, head + 2));
		if (length > maxLength - start) {
			throw new RefusedException("413 Content Too Large");
		}
		if (bytes.length < start + length) {
			return null;
		}
		String query = (line.group(3) != null) ? line.group(3) : "";
		return new LoopbackRequest(line.group(2), parameters(
				line.group(1).equals("GET") ? query : new String(bytes, start, length, StandardCharsets.UTF_8)));
	}

	private static int contentLength(String fields) throws RefusedException {
		Matcher length = LENGTH.matcher(fields);
		int value = length.find() ? Integer.parseInt(length.group(1)) : 0;
		if (length.find() || CHUNKED.matcher(fields).find()) {
			throw new RefusedException("411 Length Required");
		}
		return value;
	}

	/**
	 * Reads the parameters, each of which must stand there once (RFC 6749, section 3.1).
	 */
	private static Map<String, String> parameters(String form) throws RefusedException {
		Map<String, String> parameters = new HashMap<>();
		try {
			for (String pair : form.split("&")) {
				int equals = Math.max(pair.indexOf('='), 0);
				String name = URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8);
				String value = URLDecoder.decode(pair.substring(Math.min(equals + 1, pair.length())),
						StandardCharsets.UTF_8);
				if (!name.isEmpty() && parameters.put(name, value) != null) {
					throw new RefusedException("400 Bad Request");
				}
			}
			return parameters;
		}
		catch (IllegalArgumentException notEncoded) {
			throw new RefusedException("400 Bad Request");
		}
	}

	/**
	 * Hides the code and the state.
	 */
	@Override
	public String toString() {
		return "LoopbackRequest[path=" + this.path + "]";
	}

	/**
	 * A request that gets no page.
	 */
	static final class RefusedException extends Exception {

		private final String status;

		RefusedException(String status) {
			super(status, null, false, false);
			this.status = status;
		}

		/**
		 * The status code and its phrase.
		 */
		String status() {
			return this.status;
		}

	}

}
