package io.github.iwaspring.signin;

import java.time.Instant;
import java.util.Optional;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.SilentParameters;
import com.microsoft.aad.msal4j.TokenSource;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaInteractionRequiredException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;

/**
 * The account that signed in before: a cached token, or a new one for its refresh token.
 * Where a new sign-in could help, it gives way to one.
 */
final class SilentFlow implements SignInFlow {

	private final SignInSettings settings;

	private final AccountCheck check;

	private final boolean givesWay;

	/**
	 * Creates the flow.
	 * @param givesWay whether a demand for a sign-in is left to the next flow, or told
	 */
	SilentFlow(SignInSettings settings, AccountCheck check, boolean givesWay) {
		this.givesWay = givesWay;
		this.settings = settings;
		this.check = check;
	}

	@Override
	public @Nullable IwaToken attempt(SignIn signIn) {
		Account bound = signIn.session().binding();
		if (bound == null) {
			return null;
		}
		Optional<IAccount> account = signIn.session().account(bound);
		return account.isPresent() ? renew(signIn, bound, account.get()) : null;
	}

	private @Nullable IwaToken renew(SignIn signIn, Account bound, IAccount account) {
		IAuthenticationResult result = isNewDemanded(signIn.request()) ? null : cached(signIn, account);
		if (result == null) {
			result = refresh(signIn, account);
		}
		if (result == null) {
			return null;
		}
		this.check.accept(signIn.session(), bound.principal(), result);
		return MsalClient.toToken(result, signIn, bound.principal(),
				(result.metadata().tokenSource() == TokenSource.CACHE) ? Source.CACHE : Source.REFRESH);
	}

	private static boolean isNewDemanded(IwaTokenRequest request) {
		return request.forceRefresh() || request.claims() != null;
	}

	private @Nullable IAuthenticationResult cached(SignIn signIn, IAccount account) {
		return CachedResult.find(signIn.session().client().tokenCache().serialize(), account,
				this.settings.authority().tenant(), signIn.request().scopes(), Instant.now());
	}

	private @Nullable IAuthenticationResult refresh(SignIn signIn, IAccount account) {
		SilentParameters parameters = SilentParameters.builder(signIn.request().scopes(), account)
			.authorityUrl(this.settings.authority().url()) // else msal4j drops the port
			.forceRefresh(isNewDemanded(signIn.request()))
			.build();
		try {
			return MsalClient.run(signIn, (client) -> client.acquireTokenSilently(parameters));
		}
		catch (IwaException ex) {
			if (this.givesWay && ex instanceof IwaInteractionRequiredException) {
				return null;
			}
			throw ex;
		}
	}

}
