package io.github.iwaspring.directory;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.support.Json;

/**
 * The cloud's answer to the request for a token (RFC 6749, sections 5.1 and 5.2).
 */
final class TokenResponse {

	private static final List<String> REQUIRED = List.of("access_token", "id_token", "client_info");

	private TokenResponse() {
	}

	/**
	 * Checks that there is a token, and an account.
	 * @param asked what the token was asked for
	 * @return the body for msal4j
	 */
	static String read(DirectoryRequest exchange, DirectoryResponse answer, EntraErrors errors, Asked asked) {
		Json body = Json.parse(answer.body());
		if (!answer.isOk() && body != null && !body.text("error").isEmpty()) {
			throw errors.translate(exchange, answer, EntraError.of(body), asked);
		}
		Json token = EntraResponse.json(exchange, answer);
		for (String member : REQUIRED) {
			if (token.text(member).isEmpty()) {
				throw lacks(exchange, answer, member);
			}
		}
		if (token.number("expires_in") <= 0) {
			throw lacks(exchange, answer, "expires_in");
		}
		Json account = Json.parseBase64Url(token.text("client_info"));
		if (account == null || account.text("uid").isEmpty() || account.text("utid").isEmpty()) {
			throw lacks(exchange, answer, "account in its client_info");
		}
		return withDefaultScope(answer.body(), token.text("scope"), asked);
	}

	/**
	 * Names the default scope in the answer, if that was asked for: it stands for what
	 * was granted, and msal4j finds a token in its cache by what the answer names.
	 */
	private static String withDefaultScope(String body, String granted, Asked asked) {
		List<String> named = Arrays.asList(granted.split("\\s+"));
		String unnamed = asked.scopes()
			.stream()
			.filter((scope) -> scope.endsWith("/.default") && named.stream().noneMatch(scope::equalsIgnoreCase))
			.collect(Collectors.joining(" "));
		return (granted.isBlank() || unnamed.isEmpty()) ? body
				: Objects.requireNonNull(Json.merge(body, Json.write(Map.of("scope", granted + " " + unnamed))));
	}

	private static IwaException lacks(DirectoryRequest exchange, DirectoryResponse answer, String member) {
		return exchange.failure(IwaErrorCode.RESPONSE_INVALID, answer, "the answer has no usable " + member + ".")
			.action("Check that iwa.authority is an Entra ID authority.")
			.build();
	}

}
