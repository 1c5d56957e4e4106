package io.github.iwaspring.test.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request with its body. It holds secrets, and therefore does not print them.
 *
 * @param origin the server that it reached
 * @param hop the hop that it is
 * @param method the method
 * @param path the path, decoded
 * @param query the query as it came, empty if there is none
 * @param headers the headers, their names in any case
 * @param body the body, empty if there is none
 * @param connection the connection that it came on: the client's port
 */
public record Request(Origin origin, Hop hop, String method, String path, String query,
		Map<String, List<String>> headers, String body, int connection) {

	/**
	 * The first value of a header.
	 * @param name the name, in any case
	 * @return the value, or {@code null}
	 */
	public @Nullable String header(String name) {
		List<String> values = this.headers.getOrDefault(name, Collections.emptyList());
		return values.isEmpty() ? null : values.get(0);
	}

	/**
	 * A part of the path.
	 * @param index the index, from 0
	 * @return the part, empty if there is none
	 */
	public String segment(int index) {
		String[] segments = this.path.substring(1).split("/");
		return (index < segments.length) ? segments[index] : "";
	}

	/**
	 * The fields of a body that is a form.
	 * @return the fields; of a field that is repeated the last
	 */
	public Map<String, String> form() {
		return fields(this.body);
	}

	/**
	 * The parameters of the query.
	 * @return the parameters; of one that is repeated the last
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
