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

package io.github.iwaspring.support;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import com.azure.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object. Reading never fails: a text that is not a JSON object is {@code null},
 * and a member of another type counts as missing.
 *
 * @param members the members, in their order: strings, numbers, booleans, lists and maps
 */
public record Json(Map<String, ?> members) {

	/**
	 * Parses a text.
	 * @param text the text
	 * @return the object, or {@code null} if the text is anything else
	 */
	public static @Nullable Json parse(String text) {
		try (JsonReader reader = JsonProviders.createReader(text)) {
			return (reader.readUntyped() instanceof Map<?, ?> map && reader.nextToken() == JsonToken.END_DOCUMENT)
					? new Json(copy(map)) : null;
		}
		catch (IOException | RuntimeException notJson) {
			return null;
		}
	}

	/**
	 * Parses a base64url-encoded text, as it occurs in tokens.
	 * @param encoded the encoded text
	 * @return the object, or {@code null} if the text is anything else
	 */
	public static @Nullable Json parseBase64Url(String encoded) {
		try {
			return parse(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8));
		}
		catch (IllegalArgumentException notBase64) {
			return null;
		}
	}

	/**
	 * Writes an object.
	 * @param members its members: strings, numbers, booleans, lists and maps
	 * @return the text, on one line
	 */
	public static String write(Map<String, ?> members) {
		StringWriter text = new StringWriter();
		try (JsonWriter writer = JsonProviders.createWriter(text)) {
			writer.writeUntyped(members);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return text.toString();
	}

	/**
	 * Merges two objects, including nested ones.
	 * @param text an object, or {@code null}
	 * @param other an object whose members win, or {@code null}
	 * @return the merged object; if one of the texts is not an object, the other one
	 */
	public static @Nullable String merge(@Nullable String text, @Nullable String other) {
		Json first = (text != null) ? parse(text) : null;
		Json second = (other != null) ? parse(other) : null;
		if (first == null || second == null) {
			return (second != null) ? other : text;
		}
		return write(merge(first.members, second.members));
	}

	private static Map<String, ?> merge(Map<?, ?> first, Map<?, ?> second) {
		Map<String, @Nullable Object> merged = copy(first);
		second.forEach((name, two) -> {
			Object one = merged.get(String.valueOf(name));
			merged.put(String.valueOf(name),
					(one instanceof Map<?, ?> left && two instanceof Map<?, ?> right) ? merge(left, right) : two);
		});
		return merged;
	}

	private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		map.forEach((name, value) -> members.put(String.valueOf(name), value));
		return members;
	}

	/**
	 * Returns a string.
	 * @param name the member's name
	 * @return the string, empty if there is none
	 */
	public String text(String name) {
		return (this.members.get(name) instanceof String text) ? text : "";
	}

	/**
	 * Returns a number, which may be written as a string of digits.
	 * @param name the member's name
	 * @return the number, 0 if there is none
	 */
	public long number(String name) {
		Object value = this.members.get(name);
		if (value instanceof Number number) {
			return number.longValue();
		}
		return text(name).matches("\\d{1,9}") ? Long.parseLong(text(name)) : 0;
	}

	/**
	 * Returns a nested object.
	 * @param name the member's name
	 * @return the object, without members if there is none
	 */
	public Json object(String name) {
		return (this.members.get(name) instanceof Map<?, ?> map) ? new Json(copy(map)) : new Json(Map.of());
	}

	/**
	 * Returns a list.
	 * @param name the member's name
	 * @return the list, empty if there is none
	 */
	public List<?> list(String name) {
		return (this.members.get(name) instanceof List<?> list) ? list : List.of();
	}

	/**
	 * Returns those elements of a list that are objects.
	 * @param name the member's name
	 * @return the objects, empty if there is no list
	 */
	public List<Json> objects(String name) {
		return list(name).stream()
			.filter(Map.class::isInstance)
			.map((element) -> new Json(copy((Map<?, ?>) element)))
			.toList();
	}

	/**
	 * Hides the members, which may hold tokens.
	 */
	@Override
	public String toString() {
		return "Json[" + this.members.size() + " members]";
	}

}
