package io.github.iwaspring.directory;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * The cloud's answer to the question whether the user has signed in with a device code
 * (RFC 8628, section 3.5).
 */
final class DeviceTokenResponse {

	/**
	 * The one answer after which msal4j asks again.
	 */
	private static final String PENDING = "authorization_pending";

	static final String ASK_AGAIN = "{\"error\":\"" + PENDING + "\",\"error_description\":\"asked again later\"}";

	private DeviceTokenResponse() {
	}

	/**
	 * Checks an answer, and waits where the cloud asks for more time between questions,
	 * which msal4j 1.26.0 does not know of.
	 * @param asked what the token is asked for
	 * @return the body for msal4j
	 */
	static String read(DirectoryRequest exchange, DirectoryResponse answer, EntraErrors errors, Asked asked,
			SlowDown slowDown) {
		Json body = Json.parse(answer.body());
		String error = (answer.isOk() || body == null) ? "" : body.text("error");
		if (error.equals(PENDING) || error.equals("slow_down")) {
			slowDown.await(error.equals("slow_down"));
			return ASK_AGAIN;
		}
		IwaException.Builder ended = ended(exchange, answer, error);
		if (ended != null && body != null) {
			throw ended.cause(EntraError.of(body)).build();
		}
		return TokenResponse.read(exchange, answer, errors, asked);
	}

	/**
	 * Whether a failure may be over at the next question: one that ends the waiting would
	 * waste what the person is doing (RFC 8628, section 3.5).
	 */
	static boolean mayPass(IwaException failure) {
		return switch (failure.code()) {
			case TIMEOUT, CONNECTION_FAILED, HOST_UNKNOWN, THROTTLED, SERVICE_UNAVAILABLE -> true;
			default -> false;
		};
	}

	/**
	 * Whether such a failure asks to be left alone for a while.
	 */
	static boolean asksForTime(IwaException failure) {
		return failure.code() == IwaErrorCode.THROTTLED || failure.code() == IwaErrorCode.SERVICE_UNAVAILABLE;
	}

	private static IwaException.@Nullable Builder ended(DirectoryRequest exchange, DirectoryResponse answer,
			String error) {
		return switch (error) {
			case "authorization_declined", "access_denied" ->
				exchange.failure(IwaErrorCode.FALLBACK_DECLINED, answer, "the user declined to sign in.")
					.action("Ask again when the user is ready.");
			case "expired_token", "code_expired" ->
				exchange.failure(IwaErrorCode.FALLBACK_TIMEOUT, answer, "nobody signed in before the code expired.")
					.action("Ask again when somebody can enter the code.");
			case "bad_verification_code" ->
				exchange.failure(IwaErrorCode.FALLBACK_FAILED, answer, "the directory does not know the code any more.")
					.action("Ask again; if it happens again, an administrator finds the request in the sign-in log.");
			default -> null;
		};
	}

}
