package io.github.iwaspring.msal.http;

import java.util.List;

import io.github.iwaspring.IwaErrorCode;

/**
 * The cloud's answer to the request for a token (RFC 6749, sections 5.1 and 5.2).
 */
final class TokenAnswer {

	private static final List<String> REQUIRED = List.of("access_token", "id_token", "client_info");

	private TokenAnswer() {
	}

	static void check(Exchange exchange, Answer answer) {
		Json body = Json.parse(answer.body());
		if (!answer.isOk() && body != null && !body.text("error").isEmpty()) {
			throw EntraErrors.translate(exchange, answer, EntraError.of(body));
		}
		Json token = CloudAnswer.json(exchange, answer);
		for (String member : REQUIRED) {
			if (token.text(member).isEmpty()) {
				throw exchange.failure(IwaErrorCode.RESPONSE_INVALID, answer, "the answer has no " + member + ".")
					.mitigation("Check that iwa.authority is an Entra ID authority.")
					.build();
			}
		}
	}

}
