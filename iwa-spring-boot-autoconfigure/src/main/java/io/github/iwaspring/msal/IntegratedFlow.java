package io.github.iwaspring.msal;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IntegratedWindowsAuthenticationParameters;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import org.jspecify.annotations.Nullable;

/**
 * Integrated Windows authentication: the Kerberos ticket for an assertion, and the
 * assertion for a token.
 */
final class IntegratedFlow implements SignInFlow {

	private final SignInSettings settings;

	private final AccountCheck check;

	IntegratedFlow(SignInSettings settings, AccountCheck check) {
		this.settings = settings;
		this.check = check;
	}

	@Override
	public @Nullable IwaToken attempt(SignIn signIn) {
		String principal = signIn.identity().principal();
		IntegratedWindowsAuthenticationParameters parameters = IntegratedWindowsAuthenticationParameters
			.builder(signIn.request().scopes(), SignedInUser.lookupName(signIn.identity(), this.settings))
			.build();
		IAuthenticationResult result = MsalCall.run(signIn, (client) -> client.acquireToken(parameters));
		if (result == null) {
			return null;
		}
		this.check.accept(signIn.session(), principal, result);
		return MsalCall.toToken(result, signIn.request(), principal, Source.INTEGRATED);
	}

}
