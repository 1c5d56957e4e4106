package io.github.iwaspring.directory;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.support.Json;

/**
 * The cloud's answer to the request for a device code (RFC 8628, section 3.2).
 */
final class DeviceCodeResponse {

	/**
	 * What counts where the answer names no interval (RFC 8628, section 3.2).
	 */
	private static final long DEFAULT_INTERVAL_SECONDS = 5;

	/**
	 * As long as nobody could take it for an escape sequence of a terminal.
	 */
	private static final String USER_CODE = "[A-Za-z0-9-]{1,40}";

	private DeviceCodeResponse() {
	}

	/**
	 * Checks an answer.
	 * @param asked what the token is asked for
	 * @return the same answer, with an interval, and without the words for the user
	 */
	static String read(DirectoryRequest exchange, DirectoryResponse answer, EntraErrors errors, Asked asked) {
		Json body = Json.parse(answer.body());
		if (!answer.isOk() && body != null && !body.text("error").isEmpty()) {
			throw errors.translate(exchange, answer, EntraError.of(body), asked);
		}
		Json code = EntraResponse.json(exchange, answer);
		if (code.text("device_code").isEmpty() || !code.text("user_code").matches(USER_CODE)
				|| code.number("expires_in") <= 0) {
			throw exchange
				.failure(IwaErrorCode.RESPONSE_INVALID, answer, "the answer has no usable device code or user code.")
				.action("Check that iwa.authority is an Entra ID authority.")
				.build();
		}
		return write(code);
	}

	private static String write(Json code) {
		long interval = code.number("interval");
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("device_code", code.text("device_code"));
		members.put("user_code", code.text("user_code"));
		members.put("verification_uri", code.text("verification_uri"));
		members.put("expires_in", code.number("expires_in"));
		members.put("interval", (interval > 0) ? interval : DEFAULT_INTERVAL_SECONDS);
		return Json.write(members);
	}

}
