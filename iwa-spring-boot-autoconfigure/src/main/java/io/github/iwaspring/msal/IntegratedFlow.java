package io.github.iwaspring.msal;

import com.microsoft.aad.msal4j.ClaimsRequest;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IntegratedWindowsAuthenticationParameters;
import com.microsoft.aad.msal4j.IntegratedWindowsAuthenticationParameters.IntegratedWindowsAuthenticationParametersBuilder;
import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaException.Stage;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.msal.http.Json;
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
		IntegratedWindowsAuthenticationParameters parameters = parameters(signIn,
				SignedInUser.lookupName(signIn.identity(), this.settings));
		IAuthenticationResult result = MsalCall.run(signIn, (client) -> client.acquireToken(parameters));
		if (result == null) {
			return null;
		}
		this.check.accept(signIn.session(), principal, result);
		return MsalCall.toToken(result, signIn.request(), principal, Source.INTEGRATED);
	}

	private static IntegratedWindowsAuthenticationParameters parameters(SignIn signIn, String username) {
		IntegratedWindowsAuthenticationParametersBuilder builder = IntegratedWindowsAuthenticationParameters
			.builder(signIn.request().scopes(), username);
		String claims = signIn.request().claims();
		if (claims != null) {
			if (Json.parse(claims) == null) {
				throw IwaException.of(IwaErrorCode.CONFIGURATION_REFUSED, Stage.CONFIGURATION)
					.fact("The claims of the request are no JSON object.")
					.mitigation("Pass the decoded claims of the API's challenge to withClaims().")
					.build();
			}
			builder.claims(ClaimsRequest.formatAsClaimsRequest(claims));
		}
		return builder.build();
	}

}
