package io.github.iwaspring.support;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object from the directory.
 *
 * @param members the members of the object
 */
public record Json(Map<String, ?> members) {

	/**
	 * Parses a text.
	 * @param text the text
	 * @return the object, or {@code null} if the text is anything else
	 */
	public static @Nullable Json parse(String text) {
		try (JsonReader reader = JsonProviders.createReader(text)) {
			return (reader.readUntyped() instanceof Map<?, ?> map) ? new Json(copy(map)) : null;
		}
		catch (IOException | RuntimeException notJson) {
			return null;
		}
	}

	/**
	 * Parses the base64url form of a text, as tokens have it.
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
	 * Joins two objects, to all depths.
	 * @param text an object, or {@code null}
	 * @param other an object whose members count where both have them, or {@code null}
	 * @return the object of all members; one of the texts where the other is none
	 */
	public static @Nullable String merge(@Nullable String text, @Nullable String other) {
		Json first = (text != null) ? parse(text) : null;
		Json second = (other != null) ? parse(other) : null;
		if (first == null || second == null) {
			return (second != null) ? other : text;
		}
		return write(join(first.members, second.members));
	}

	/**
	 * Writes an object.
	 * @param members its members: texts, numbers, lists and maps
	 * @return the text
	 */
	public static String write(Map<String, ?> members) {
		StringWriter text = new StringWriter();
		try (JsonWriter writer = JsonProviders.createWriter(text)) {
			writer.writeUntyped(members);
		}
		catch (IOException ex) {
			throw new IllegalStateException("A string cannot be written to", ex);
		}
		return text.toString();
	}

	private static Map<String, ?> join(Map<?, ?> first, Map<?, ?> second) {
		Map<String, @Nullable Object> joined = new HashMap<>(copy(first));
		second.forEach((name, two) -> {
			Object one = joined.get(String.valueOf(name));
			joined.put(String.valueOf(name),
					(one instanceof Map<?, ?> left && two instanceof Map<?, ?> right) ? join(left, right) : two);
		});
		return joined;
	}

	/**
	 * A member that is a number, or a string of digits.
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
	 * A member that is a string.
	 * @param name the member's name
	 * @return the string, empty if there is none
	 */
	public String text(String name) {
		return (this.members.get(name) instanceof String text) ? text : "";
	}

	/**
	 * A member that is an object.
	 * @param name the member's name
	 * @return the object, without members if there is none
	 */
	public Json object(String name) {
		return new Json((this.members.get(name) instanceof Map<?, ?> map) ? copy(map) : Map.of());
	}

	/**
	 * The members of a list that are objects.
	 * @param name the list's name
	 * @return the objects, none if there is no list
	 */
	public List<Json> objects(String name) {
		return list(name).stream()
			.filter(Map.class::isInstance)
			.map((member) -> new Json(copy((Map<?, ?>) member)))
			.toList();
	}

	public List<?> list(String name) {
		return (this.members.get(name) instanceof List<?> list) ? list : List.of();
	}

	private static Map<String, ?> copy(Map<?, ?> map) {
		Map<String, Object> members = new HashMap<>();
		map.forEach((name, value) -> members.put(String.valueOf(name), value));
		return members;
	}

	/**
	 * Prints no member: they may hold tokens.
	 */
	@Override
	public String toString() {
		return "Json[" + this.members.size() + " members]";
	}

}
