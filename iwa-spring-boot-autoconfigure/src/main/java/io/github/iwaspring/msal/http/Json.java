package io.github.iwaspring.msal.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
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
	 * A member that is a number, or a string of digits.
	 * @param name the member's name
	 * @return the number, 0 if there is none
	 */
	long number(String name) {
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

	List<?> list(String name) {
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
