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

package io.github.iwaspring.test.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request with its body. It can hold secrets, so {@code toString()} hides its content.
 *
 * @param origin the server that it reached
 * @param hop its protocol step
 * @param method the method
 * @param path the path, decoded
 * @param query the query, encoded, empty without one
 * @param headers the headers, with names in any case
 * @param body the body, empty without one
 * @param connection the client's port, which identifies the connection
 */
public record Request(Origin origin, Hop hop, String method, String path, String query,
		Map<String, List<String>> headers, String body, int connection) {

	/**
	 * Returns the first value of a header.
	 * @param name the name, in any case
	 * @return the value, or {@code null}
	 */
	public @Nullable String header(String name) {
		List<String> values = this.headers.getOrDefault(name, Collections.emptyList());
		return values.isEmpty() ? null : values.get(0);
	}

	/**
	 * Returns a segment of the path.
	 * @param index the index, from 0
	 * @return the segment, empty if the path is shorter
	 */
	public String segment(int index) {
		String[] segments = this.path.substring(1).split("/");
		return (index < segments.length) ? segments[index] : "";
	}

	/**
	 * Returns the fields of a form in the body.
	 * @return the fields, with the last value of a repeated field
	 */
	public Map<String, String> form() {
		return fields(this.body);
	}

	/**
	 * Returns the parameters of the query.
	 * @return the parameters, with the last value of a repeated parameter
	 */
	public Map<String, String> parameters() {
		return fields(this.query);
	}

	private static Map<String, String> fields(String encoded) {
		Map<String, String> fields = new LinkedHashMap<>();
		for (String pair : encoded.split("&")) {
			int equals = pair.indexOf('=');
			if (equals > 0) {
				fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
			}
		}
		return fields;
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return this.method + " " + this.hop;
	}

}
