package io.github.iwaspring.directory;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import com.azure.json.JsonProviders;
import com.azure.json.JsonWriter;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * The parameter {@code claims} of a request for a token (OpenID Connect Core 1.0, section
 * 5.5).
 */
public final class ClaimsParameter {

	private static final String NAME = "claims=";

	private static final String ACCESS_TOKEN = "access_token";

	private static final String CAPABILITIES = "xms_cc";

	private ClaimsParameter() {
	}

	/**
	 * Refuses claims that no directory could read, before anything is sent.
	 * @param claims the claims as JSON, or {@code null}
	 * @throws IwaException if they are no JSON object
	 */
	public static void check(@Nullable String claims) {
		if (claims != null && Json.parse(claims) == null) {
			throw IwaException.of(IwaErrorCode.CONFIGURATION_REFUSED, Stage.CONFIGURATION)
				.description("The claims of the request are no JSON object.")
				.action("Pass the decoded claims of the API's challenge to withClaims().")
				.build();
		}
	}

	/**
	 * Takes out of claims what the client can do, which nobody else is to say: an API
	 * would otherwise get tokens for it that only a client with that capability can use.
	 * @param claims the claims of an API or of the directory as JSON, or {@code null}
	 * @return the claims without it, or {@code null} for {@code null}
	 */
	public static @Nullable String ofOthers(@Nullable String claims) {
		if (claims == null || !(members(claims).get(ACCESS_TOKEN) instanceof Map<?, ?> wanted)
				|| !wanted.containsKey(CAPABILITIES)) {
			return claims;
		}
		Map<String, Object> others = merge(members(claims), Map.of());
		Map<String, Object> accessToken = merge(wanted, Map.of());
		accessToken.remove(CAPABILITIES);
		others.put(ACCESS_TOKEN, accessToken);
		return write(others);
	}

	/**
	 * Adds claims to those that a form has.
	 * @param form a form, whose own claims win: they say what the client can do, which
	 * nobody else is to say
	 * @param claims the claims as JSON
	 * @return the form with both
	 */
	static String addTo(String form, String claims) {
		String present = Arrays.stream(form.split("&"))
			.filter((field) -> field.startsWith(NAME))
			.map((field) -> URLDecoder.decode(field.substring(NAME.length()), StandardCharsets.UTF_8))
			.findFirst()
			.orElse("{}");
		String merged = write(merge(members(Objects.requireNonNull(ofOthers(claims))), members(present)));
		String others = Arrays.stream(form.split("&"))
			.filter((field) -> !field.startsWith(NAME))
			.collect(Collectors.joining("&"));
		return others + "&" + NAME + URLEncoder.encode(merged, StandardCharsets.UTF_8);
	}

	private static Map<String, ?> members(String json) {
		Json object = Json.parse(json);
		return (object != null) ? object.members() : Map.of();
	}

	private static Map<String, Object> merge(Map<?, ?> base, Map<?, ?> winning) {
		Map<String, Object> merged = new LinkedHashMap<>();
		base.forEach((name, value) -> merged.put(String.valueOf(name), value));
		winning.forEach((name, value) -> {
			if (merged.get(name) instanceof Map<?, ?> lower && value instanceof Map<?, ?> upper) {
				merged.put(String.valueOf(name), merge(lower, upper));
			}
			else {
				merged.put(String.valueOf(name), value);
			}
		});
		return merged;
	}

	private static String write(Map<String, ?> members) {
		StringWriter text = new StringWriter();
		try (JsonWriter writer = JsonProviders.createWriter(text)) {
			writer.writeUntyped(members);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return text.toString();
	}

}
