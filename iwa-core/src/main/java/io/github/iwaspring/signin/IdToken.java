package io.github.iwaspring.signin;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * An ID token: who the directory says that a token belongs to. It comes over TLS from the
 * authority that issued it, so that its signature need not be checked (OpenID Connect
 * Core 1.0, section 3.1.3.7). Read here because {@code tenantProfile()} of msal4j 1.26.0
 * is always {@code null}: it is computed before the ID token is assigned.
 *
 * @param claims the claims, none if the token is missing or malformed
 */
record IdToken(Json claims) {

	static IdToken read(@Nullable String compactForm) {
		String[] parts = (compactForm != null) ? compactForm.split("\\.") : new String[0];
		Json claims = (parts.length > 1) ? Json.parseBase64Url(parts[1]) : null;
		return new IdToken(Objects.requireNonNullElse(claims, new Json(Map.of())));
	}

	/**
	 * The tenant that issued the token, empty if it does not say.
	 */
	String tenant() {
		return this.claims.text("tid");
	}

	/**
	 * The names under which the directory knows the user, the one for display first.
	 */
	List<String> names() {
		return Stream.of("preferred_username", "upn", "email")
			.map(this.claims::text)
			.filter((name) -> !name.isEmpty())
			.toList();
	}

}
