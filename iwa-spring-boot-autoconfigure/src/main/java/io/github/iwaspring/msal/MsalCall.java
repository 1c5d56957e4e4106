package io.github.iwaspring.msal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.msal.http.Conversation;
import org.jspecify.annotations.Nullable;

/**
 * Calls msal4j, and unpacks what it returns and what it throws. Its messages are never
 * passed on, nor its exceptions as causes: they may quote the body of an answer.
 */
final class MsalCall {

	private MsalCall() {
	}

	/**
	 * Makes a call. It ends on this thread, before the call returns.
	 * @return the result, or {@code null} if msal4j has no token in its cache
	 * @throws IwaException if a hop failed, or msal4j could not use its answer
	 */
	static @Nullable IAuthenticationResult run(SignIn signIn, Call call) {
		try {
			return call.start(signIn.session().client()).join();
		}
		catch (Exception ex) {
			Throwable failure = (ex instanceof CompletionException && ex.getCause() != null) ? ex.getCause() : ex;
			if (failure instanceof MsalException refusal && "cache_miss".equals(refusal.errorCode())) {
				return null;
			}
			throw translate(failure, signIn.conversation());
		}
	}

	/**
	 * Describes a result that belongs to the user.
	 * @param principal names the user where the directory does not
	 */
	static IwaToken toToken(IAuthenticationResult result, IwaTokenRequest request, String principal, Source source) {
		String granted = result.scopes();
		return IwaToken.of(result.accessToken(), result.expiresOnDate().toInstant(),
				(granted != null && !granted.isBlank()) ? Set.of(granted.trim().split("\\s+")) : request.scopes(),
				IdToken.read(result.idToken()).names().stream().findFirst().orElse(principal), source);
	}

	private static IwaException translate(Throwable failure, Conversation conversation) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof IwaException ours) {
				return ours;
			}
		}
		if (failure instanceof Error) {
			return conversation.failure(IwaErrorCode.UNEXPECTED, "failed: msal4j cannot run here.")
				.mitigation("Check the versions of msal4j and azure-json on the class path.")
				.cause(failure)
				.build();
		}
		if (failure instanceof MsalThrottlingException throttling) {
			return conversation
				.failure(IwaErrorCode.THROTTLED, "was not sent: msal4j still waits after an earlier answer.")
				.mitigation("Wait before the next attempt.")
				.retryAfter(Duration.ofMillis(throttling.retryInMs()))
				.build();
		}
		String code = (failure instanceof MsalException refusal) ? refusal.errorCode() : null;
		return conversation
			.failure(IwaErrorCode.RESPONSE_INVALID,
					"had an answer that msal4j could not use (" + failure.getClass().getSimpleName()
							+ ((code != null) ? ", " + code : "") + ").")
			.mitigation("Check that iwa.authority leads to an Entra ID tenant, and that no proxy answers in its place.")
			.build();
	}

	/**
	 * A call of msal4j's client.
	 */
	@FunctionalInterface
	interface Call {

		CompletableFuture<IAuthenticationResult> start(PublicClientApplication client) throws Exception;

	}

}
