package io.github.iwaspring.directory;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

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
		Json json = (claims != null) ? Json.parse(claims) : null;
		if (json == null || !json.object(ACCESS_TOKEN).members().containsKey(CAPABILITIES)) {
			return claims;
		}
		Map<String, Object> accessToken = new LinkedHashMap<>(json.object(ACCESS_TOKEN).members());
		accessToken.remove(CAPABILITIES);
		Map<String, Object> others = new LinkedHashMap<>(json.members());
		others.put(ACCESS_TOKEN, accessToken);
		return Json.write(others);
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
		String merged = String.valueOf(Json.merge(ofOthers(claims), present));
		String others = Arrays.stream(form.split("&"))
			.filter((field) -> !field.startsWith(NAME))
			.collect(Collectors.joining("&"));
		return others + "&" + NAME + URLEncoder.encode(merged, StandardCharsets.UTF_8);
	}

}
