/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.directory;

import java.time.Duration;
import java.util.Map;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.DirectoryRequest.ProtocolStep;
import io.github.iwaspring.support.Json;
import org.jspecify.annotations.Nullable;

/**
 * Entra ID's responses in the device authorization grant (RFC 8628): the device code, and
 * the token that is polled for until the user has signed in.
 */
final class DeviceCodeGrant {

	/**
	 * The interval of a response that names none (RFC 8628, section 3.2).
	 */
	private static final long DEFAULT_INTERVAL_SECONDS = 5;

	/**
	 * Letters, digits and hyphens only, since the code is printed on a terminal.
	 */
	private static final String USER_CODE = "[A-Za-z0-9-]{1,40}";

	/**
	 * The only error after which msal4j polls again.
	 */
	private static final String PENDING = "authorization_pending";

	private static final String SLOW_DOWN = "slow_down";

	/**
	 * The body after which msal4j polls again.
	 */
	static final String POLL_AGAIN = "{\"error\":\"" + PENDING + "\",\"error_description\":\"polled again later\"}";

	private DeviceCodeGrant() {
	}

	/**
	 * Checks the response to the request for a device code (RFC 8628, section 3.2).
	 * @return the body for msal4j, with an interval, and without Entra ID's message to
	 * the user
	 */
	static String readCode(DirectoryRequest request, DirectoryResponse response, EntraErrors errors,
			IwaTokenRequest tokenRequest) {
		Json code = errors.requireSuccess(request, response, tokenRequest);
		if (code.text("device_code").isEmpty() || !code.text("user_code").matches(USER_CODE)
				|| code.number("expires_in") <= 0) {
			throw request
				.failure(IwaErrorCode.RESPONSE_INVALID, response,
						"The response has no usable device code or user code.")
				.action(EntraErrors.CHECK_AUTHORITY)
				.build();
		}
		long interval = code.number("interval");
		return Json.write(Map.of("device_code", code.text("device_code"), "user_code", code.text("user_code"),
				"verification_uri", code.text("verification_uri"), "expires_in", code.number("expires_in"), "interval",
				(interval > 0) ? interval : DEFAULT_INTERVAL_SECONDS));
	}

	/**
	 * Checks the response to a poll for the token (RFC 8628, section 3.5). Waits if Entra
	 * ID demands to be polled more slowly, which msal4j does not know of.
	 * @return the body for msal4j
	 */
	static String readToken(DirectoryRequest request, DirectoryResponse response, EntraErrors errors,
			IwaTokenRequest tokenRequest, SlowDown slowDown) {
		Json body = Json.parse(response.body());
		String error = (response.isOk() || body == null) ? "" : body.text("error");
		if (error.equals(PENDING) || error.equals(SLOW_DOWN)) {
			slowDown.await(error.equals(SLOW_DOWN));
			return POLL_AGAIN;
		}
		IwaException.Builder ended = ended(request, response, error);
		if (ended != null && body != null) {
			throw ended.cause(EntraError.of(body)).build();
		}
		return TokenResponse.read(request, response, errors, tokenRequest);
	}

	private static IwaException.@Nullable Builder ended(DirectoryRequest request, DirectoryResponse response,
			String error) {
		return switch (error) {
			case "authorization_declined", "access_denied" ->
				request.failure(IwaErrorCode.FALLBACK_DECLINED, response, "The user declined to sign in.")
					.action("Sign in again when the user is ready.");
			case "expired_token", "code_expired" ->
				request.failure(IwaErrorCode.FALLBACK_TIMEOUT, response, "Nobody signed in before the code expired.")
					.action("Sign in again when somebody can enter the code.");
			case "bad_verification_code" -> request
				.failure(IwaErrorCode.FALLBACK_FAILED, response, "Entra ID no longer knows the device code.")
				.action("Sign in again; if it happens again, an administrator finds the request in the sign-in log.");
			default -> null;
		};
	}

	/**
	 * Whether polling goes on after a failed poll, since ending it would waste what the
	 * user is doing (RFC 8628, section 3.5).
	 */
	static boolean isTransient(DirectoryRequest request, IwaException failure) {
		return request.step() == ProtocolStep.DEVICE_TOKEN && switch (failure.code()) {
			case TIMEOUT, CONNECTION_FAILED, HOST_UNKNOWN, THROTTLED, SERVICE_UNAVAILABLE -> true;
			default -> false;
		};
	}

	/**
	 * Whether a failed poll is a demand to poll more slowly.
	 */
	static boolean demandsSlowDown(IwaException failure) {
		return failure.code() == IwaErrorCode.THROTTLED || failure.code() == IwaErrorCode.SERVICE_UNAVAILABLE;
	}

	/**
	 * The time between two polls beyond the interval of the device code: 5 seconds more
	 * for each {@code slow_down} (RFC 8628, section 3.5). Belongs to one sign-in.
	 */
	static final class SlowDown {

		private static final Duration STEP = Duration.ofSeconds(5);

		private final Sleeper sleeper;

		private Duration delay = Duration.ZERO;

		SlowDown(Sleeper sleeper) {
			this.sleeper = sleeper;
		}

		/**
		 * Creates the delay of a sign-in. It ends with the time of the acquisition, and
		 * with an exception if that is cancelled.
		 */
		static SlowDown in(SignInContext context) {
			return new SlowDown((time) -> {
				Duration left = context.remaining();
				try {
					Thread.sleep(Math.max(((left.compareTo(time) < 0) ? left : time).toMillis(), 0));
				}
				catch (InterruptedException ex) {
					throw SignInContext.interrupted(
							context.failure(IwaErrorCode.UNEXPECTED, "The wait for the user's sign-in was cancelled."));
				}
			});
		}

		/**
		 * Waits for as long as was demanded so far; not at all if nothing was.
		 * @param more whether the last response demanded more
		 */
		void await(boolean more) {
			this.delay = more ? this.delay.plus(STEP) : this.delay;
			if (!this.delay.isZero()) {
				this.sleeper.sleep(this.delay);
			}
		}

		/**
		 * Sleeps, or throws if it is cancelled.
		 */
		@FunctionalInterface
		interface Sleeper {

			void sleep(Duration time);

		}

	}

}
