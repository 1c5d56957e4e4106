package io.github.iwaspring.directory;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.support.Json;

/**
 * What all answers of the cloud have in common.
 */
final class EntraResponse {

	private EntraResponse() {
	}

	/**
	 * Reads a successful answer.
	 * @return its JSON object
	 */
	static Json json(DirectoryRequest exchange, DirectoryResponse answer) {
		Json json = Json.parse(answer.body());
		if (!answer.isOk()) {
			throw unsuccessful(exchange, answer, "").build();
		}
		if (json == null) {
			throw exchange.failure(IwaErrorCode.RESPONSE_INVALID, answer, "the body is not JSON" + answer.butIs() + ".")
				.action("A proxy or a captive portal may have answered in the host's place.")
				.build();
		}
		return json;
	}

	/**
	 * Says what a status means where no error of the protocol says more.
	 * @param detail continues the description
	 */
	static IwaException.Builder unsuccessful(DirectoryRequest exchange, DirectoryResponse answer, String detail) {
		if (answer.status() == 429) {
			return exchange.failure(IwaErrorCode.THROTTLED, answer, "the directory asks to wait" + detail + ".")
				.action("Wait before the next attempt, and look for a loop of sign-ins.");
		}
		if (answer.status() >= 500) {
			return exchange
				.failure(IwaErrorCode.SERVICE_UNAVAILABLE, answer, "the directory has a failure" + detail + ".")
				.action("Try again later.");
		}
		if (answer.status() >= 300 && answer.status() < 400) {
			return exchange.failure(IwaErrorCode.RESPONSE_INVALID, answer, "it redirects, which is not followed.")
				.action("A proxy or a captive portal may have answered: sign in to the network, or check the host "
						+ "in iwa.authority.");
		}
		return exchange
			.failure(IwaErrorCode.RESPONSE_INVALID, answer, "that is no answer of a directory" + answer.butIs() + ".")
			.action("Check the host in iwa.authority; a proxy may have answered in its place.");
	}

}
