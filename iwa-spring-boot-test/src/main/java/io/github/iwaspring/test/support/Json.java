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
