package io.github.iwaspring.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.directory.SignInContext;
import org.jspecify.annotations.Nullable;

/**
 * Calls msal4j, and unpacks what it returns and what it throws. Its messages are never
 * passed on, nor its exceptions as causes: they may quote the body of an answer.
 */
final class MsalClient {

	private MsalClient() {
	}

	/**
	 * Makes a call. It ends on this thread, before the call returns.
	 * @return the result, or {@code null} if msal4j has no token in its cache
	 * @throws IwaException if a hop failed, or msal4j could not use its answer
	 */
	static @Nullable IAuthenticationResult run(SignIn signIn, Call call) {
		return run(signIn, signIn.session().client(), call, (refusal) -> null);
	}

	/**
	 * Makes a call whose failures mean something particular.
	 * @param client whom to call
	 * @param meaning translates a failure of msal4j, or leaves it with {@code null}
	 */
	static @Nullable IAuthenticationResult run(SignIn signIn, PublicClientApplication client, Call call,
			Function<MsalException, @Nullable IwaException> meaning) {
		try {
			return await(call.start(client), signIn.conversation());
		}
		catch (Exception ex) {
			Throwable failure = (ex instanceof ExecutionException && ex.getCause() != null) ? ex.getCause() : ex;
			if (failure instanceof MsalException refusal && "cache_miss".equals(refusal.errorCode())) {
				return null;
			}
			IwaException known = known(failure, meaning);
			throw (known != null) ? known : translate(failure, signIn.conversation());
		}
	}

	/**
	 * Waits for a result. Only a broker has threads of its own, so that there is anything
	 * to wait for.
	 */
	private static IAuthenticationResult await(CompletableFuture<IAuthenticationResult> future,
			SignInContext conversation) throws ExecutionException, InterruptedException {
		CallerThreadExecutor.work();
		try {
			return future.get(Math.max(conversation.remaining().toNanos(), 0), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw conversation.timedOut();
		}
		finally {
			future.cancel(true);
		}
	}

	private static @Nullable IwaException known(Throwable failure,
			Function<MsalException, @Nullable IwaException> meaning) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof IwaException ours) {
				return ours;
			}
			if (cause instanceof InterruptedException) {
				return givenUp();
			}
		}
		return (failure instanceof MsalException refusal) ? meaning.apply(refusal) : null;
	}

	/**
	 * The failure of a thread that was interrupted, and stays so.
	 */
	static IwaException givenUp() {
		Thread.currentThread().interrupt();
		return IwaException.of(IwaErrorCode.UNEXPECTED, Stage.TOKEN)
			.description("The sign-in was given up.")
			.action("The acquisition had timed out, or the application was closing.")
			.build();
	}

	/**
	 * Describes a result that belongs to the user, and notes from when the directory
	 * wants it renewed.
	 * @param principal names the user where the directory does not
	 */
	static IwaToken toToken(IAuthenticationResult result, SignIn signIn, String principal, Source source) {
		Long refreshOn = result.metadata().refreshOn();
		signIn.conversation().renewFrom((refreshOn != null && refreshOn > 0) ? Instant.ofEpochSecond(refreshOn) : null);
		String granted = result.scopes();
		return IwaToken.of(result.accessToken(), result.expiresOnDate().toInstant(),
				(granted != null && !granted.isBlank()) ? Set.of(granted.trim().split("\\s+"))
						: signIn.request().scopes(),
				IdToken.read(result.idToken()).names().stream().findFirst().orElse(principal), source);
	}

	private static IwaException translate(Throwable failure, SignInContext conversation) {
		if (failure instanceof Error) {
			return conversation.failure(IwaErrorCode.UNEXPECTED, "failed: msal4j cannot run here.")
				.action("Check the versions of msal4j and azure-json on the class path.")
				.cause(failure)
				.build();
		}
		if (failure instanceof MsalThrottlingException throttling) {
			return conversation
				.failure(IwaErrorCode.THROTTLED, "was not sent: msal4j still waits after an earlier answer.")
				.action("Wait before the next attempt.")
				.retryAfter(Duration.ofMillis(throttling.retryInMs()))
				.build();
		}
		String code = (failure instanceof MsalException refusal) ? refusal.errorCode() : null;
		return conversation
			.failure(IwaErrorCode.RESPONSE_INVALID,
					"had an answer that msal4j could not use (" + failure.getClass().getSimpleName()
							+ ((code != null) ? ", " + code : "") + ").")
			.action("Check that iwa.authority leads to an Entra ID tenant, and that no proxy answers in its place.")
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
