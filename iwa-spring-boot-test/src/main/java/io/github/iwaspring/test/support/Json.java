package io.github.iwaspring.test.support;

import java.util.List;
import java.util.Map;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;

/**
 * Writing of JSON.
 */
public final class Json {

	private Json() {
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
	 * @param elements the elements, as the members of an object
	 * @return the text
	 */
	public static String write(List<?> elements) {
		return JSONArrayUtils.toJSONString(elements);
	}

}
