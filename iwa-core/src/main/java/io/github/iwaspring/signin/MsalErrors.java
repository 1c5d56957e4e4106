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

package io.github.iwaspring.signin;

import java.time.Duration;
import java.util.function.Function;

import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.directory.SignInContext;
import io.github.iwaspring.support.Redaction;
import io.github.iwaspring.support.RuntimeModule;
import org.jspecify.annotations.Nullable;

/**
 * The failures of msal4j, told apart by its types, codes and texts. Its messages and
 * exceptions are never passed on: they may quote the body of a response.
 */
final class MsalErrors {

	private MsalErrors() {
	}

	/**
	 * Translates what a call of msal4j ended with.
	 * @param errors gives some failures of msal4j a meaning of its own, or returns
	 * {@code null} for the usual translation
	 */
	static IwaException translate(Throwable failure, SignInContext context,
			Function<Failure, @Nullable IwaException> errors) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof IwaException ours) {
				return ours; // thrown by the HTTP client or by a callback
			}
			if (cause instanceof InterruptedException) {
				return interrupted();
			}
		}
		IwaException known = (failure instanceof MsalException msal) ? errors.apply(Failure.of(msal)) : null;
		return (known != null) ? known : translate(failure, context);
	}

	/**
	 * Translates a failure of msal4j itself.
	 */
	static IwaException translate(Throwable failure, SignInContext context) {
		IwaException missing = RuntimeModule.explain(failure, Stage.TOKEN);
		if (missing != null) {
			return missing;
		}
		if (failure instanceof Error) {
			return context.failure(IwaErrorCode.UNEXPECTED, "msal4j cannot run here.")
				.action("Check the versions of msal4j and azure-json on the class path.")
				.cause(failure)
				.build();
		}
		if (failure instanceof MsalThrottlingException throttling) {
			return context
				.failure(IwaErrorCode.THROTTLED,
						"msal4j sent no request, because it still waits after an earlier response.")
				.action("Wait before the next attempt.")
				.retryAfter(Duration.ofMillis(throttling.retryInMs()))
				.build();
		}
		String code = (failure instanceof MsalException msal) ? msal.errorCode() : null;
		return context
			.failure(IwaErrorCode.RESPONSE_INVALID,
					"msal4j could not use the response (" + failure.getClass().getSimpleName()
							+ ((code != null) ? ", " + code : "") + ").")
			.action("Check that iwa.authority leads to an Entra ID tenant, and that no proxy answers in its place.")
			.build();
	}

	/**
	 * Restores the interrupt of this thread and describes it as a failure.
	 */
	static IwaException interrupted() {
		return SignInContext.interrupted(
				IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN).description("The sign-in was interrupted."));
	}

	/**
	 * A failure that msal4j reports without a request that failed. Told apart by the
	 * codes and texts of msal4j.
	 *
	 * @param kind what happened
	 * @param code msal4j's code, or an empty string where it must not be shown
	 */
	record Failure(Kind kind, String code) {

		static Failure of(MsalException failure) {
			String code = String.valueOf(failure.errorCode());
			String message = String.valueOf(failure.getMessage());
			return new Failure(kind(code, message), Redaction.code(code));
		}

		private static Kind kind(String code, String message) {
			return switch (code) {
				case "code_expired" -> Kind.DEVICE_CODE_EXPIRED;
				default -> isCancellation(code, message) ? Kind.CANCELLED : Kind.OTHER;
			};
		}

		private static boolean isCancellation(String code, String message) {
			return code.contains("cancel") || message.contains("USER_CANCELED") || message.contains("UserCanceled");
		}

		/**
		 * The failures that a flow tells apart.
		 */
		enum Kind {

			DEVICE_CODE_EXPIRED, CANCELLED, OTHER

		}

	}

}
