package io.github.iwaspring.msal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

import io.github.iwaspring.msal.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * The claims of ID tokens. They come over TLS from the authority that issued them, so
 * that their signature need not be checked (OpenID Connect Core 1.0, section 3.1.3.7).
 * Read here because {@code tenantProfile()} of msal4j 1.26.0 is always {@code null}: it
 * is computed before the ID token is assigned.
 */
final class IdTokens {

	private static final Json NOTHING = new Json(Map.of());

	private IdTokens() {
	}

	/**
	 * Reads the claims.
	 * @param idToken an ID token in its compact form
	 * @return the claims, none if the token is missing or malformed
	 */
	static Json read(@Nullable String idToken) {
		String[] parts = (idToken != null) ? idToken.split("\\.") : new String[0];
		if (parts.length < 2) {
			return NOTHING;
		}
		try {
			byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
			return Objects.requireNonNullElse(Json.parse(new String(payload, StandardCharsets.UTF_8)), NOTHING);
		}
		catch (IllegalArgumentException notBase64) {
			return NOTHING;
		}
	}

}
