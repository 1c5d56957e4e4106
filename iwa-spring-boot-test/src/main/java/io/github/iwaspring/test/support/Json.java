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

package io.github.iwaspring.test.support;

import java.text.ParseException;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON.
 */
public final class Json {

	private Json() {
	}

	/**
	 * Reads an object.
	 * @param text the text
	 * @return the members, or {@code null} if the text is not a JSON object
	 */
	public static @Nullable Map<String, Object> parse(String text) {
		try {
			return text.stripLeading().startsWith("{") ? JSONObjectUtils.parse(text) : null;
		}
		catch (ParseException ex) {
			return null;
		}
	}

	/**
	 * Writes an object.
	 * @param members the members: strings, numbers, booleans, lists and maps
	 * @return the text
	 */
	public static String write(Map<String, ?> members) {
		return JSONObjectUtils.toJSONString(members);
	}

	/**
	 * Writes an array.
	 * @param elements the elements, of the same types as members of an object
	 * @return the text
	 */
	public static String write(List<?> elements) {
		return JSONArrayUtils.toJSONString(elements);
	}

}
