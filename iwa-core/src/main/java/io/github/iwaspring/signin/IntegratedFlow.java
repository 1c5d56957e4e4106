package io.github.iwaspring.signin;

import java.util.EnumSet;
import java.util.Set;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IntegratedWindowsAuthenticationParameters;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import org.jspecify.annotations.Nullable;

/**
 * Integrated Windows authentication: the Kerberos ticket for an assertion, and the
 * assertion for a token. What is remembered of the directory may have changed meanwhile:
 * any failure has it forgotten, and one that this may explain leads to a second attempt.
 */
final class IntegratedFlow implements SignInFlow {

	private static final Set<IwaErrorCode> MAYBE_MOVED = EnumSet.of(IwaErrorCode.HOST_UNKNOWN,
			IwaErrorCode.CONNECTION_FAILED, IwaErrorCode.TLS_UNTRUSTED, IwaErrorCode.SPN_UNKNOWN,
			IwaErrorCode.FEDERATION_HOST_UNTRUSTED, IwaErrorCode.FEDERATION_UNAVAILABLE,
			IwaErrorCode.FEDERATION_REFUSED, IwaErrorCode.FEDERATION_FAULT, IwaErrorCode.RESPONSE_INVALID);

	private final SignInSettings settings;

	private final AccountCheck check;

	IntegratedFlow(SignInSettings settings, AccountCheck check) {
		this.settings = settings;
		this.check = check;
	}

	@Override
	public @Nullable IwaToken attempt(SignIn signIn) {
		try {
			return signIn(signIn);
		}
		catch (IwaException ex) {
			signIn.session().directory().forget();
			if (!signIn.conversation().hasRecalled() || !mayHaveMoved(ex)) {
				throw ex;
			}
			return signIn(signIn);
		}
	}

	private static boolean mayHaveMoved(IwaException failure) {
		return failure.stage() != Stage.TOKEN && MAYBE_MOVED.contains(failure.code()) && failure.retryAfter() == null;
	}

	private @Nullable IwaToken signIn(SignIn signIn) {
		String principal = signIn.identity().principal();
		IntegratedWindowsAuthenticationParameters parameters = IntegratedWindowsAuthenticationParameters
			.builder(signIn.request().scopes(), SignedInUser.lookupName(signIn.identity(), this.settings))
			.build();
		IAuthenticationResult result = MsalClient.run(signIn, (client) -> client.acquireToken(parameters));
		if (result == null) {
			return null;
		}
		this.check.accept(signIn.session(), principal, result);
		return MsalClient.toToken(result, signIn, principal, Source.INTEGRATED);
	}

}
