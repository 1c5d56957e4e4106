package io.github.iwaspring.msal;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
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
			throw translate(failure, signIn.conversation().stage());
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

	private static IwaException translate(Throwable failure, Stage stage) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof IwaException ours) {
				return ours;
			}
		}
		String code = (failure instanceof MsalException refusal) ? refusal.errorCode() : null;
		if ("wstrust_endpoint_not_found".equals(code)) {
			return IwaException.of(IwaErrorCode.FEDERATION_ENDPOINT_MISSING, Stage.FEDERATION_METADATA)
				.fact("The federation metadata names no windowstransport endpoint.")
				.mitigation("An AD FS administrator enables /adfs/services/trust/13/windowstransport "
						+ "or /adfs/services/trust/2005/windowstransport.")
				.build();
		}
		return IwaException.of(IwaErrorCode.RESPONSE_INVALID, stage)
			.fact("msal4j could not use the directory's answer (" + failure.getClass().getSimpleName()
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
