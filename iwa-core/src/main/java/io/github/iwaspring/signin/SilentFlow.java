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

import java.util.Optional;

import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.SilentParameters;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaInteractionRequiredException;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaToken.Source;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.directory.SignInContext;
import org.jspecify.annotations.Nullable;

/**
 * Acquires a token for the account that signed in before: from the token cache, or by its
 * refresh token.
 */
final class SilentFlow implements SignInFlow {

	private final SignInSettings settings;

	private final boolean signInFollows;

	/**
	 * Creates the flow.
	 * @param signInFollows whether the next flow signs in, so that a response which
	 * requires a sign-in is not a failure
	 */
	SilentFlow(SignInSettings settings, boolean signInFollows) {
		this.settings = settings;
		this.signInFollows = signInFollows;
	}

	@Override
	public @Nullable IwaToken acquire(Session session, SignInContext context) {
		Account bound = session.account();
		if (bound == null) {
			return null;
		}
		MsalResult result = isNewTokenRequired(context.request()) ? null
				: session.cachedToken(context.request().scopes());
		if (result == null && !(this.signInFollows && session.refusedRefreshes().contains(context.request()))) {
			result = refresh(session, context);
		}
		return (result != null)
				? session.accept(result, bound.principal(), context, result.cached() ? Source.CACHE : Source.REFRESH)
				: null;
	}

	private static boolean isNewTokenRequired(IwaTokenRequest request) {
		return request.forceRefresh() || request.claims() != null;
	}

	/**
	 * Refreshes the token. The authority is repeated, since msal4j drops its port
	 * otherwise. The HTTP client adds the claims of the request.
	 */
	private @Nullable MsalResult refresh(Session session, SignInContext context) {
		Optional<IAccount> account = session.cachedAccount();
		if (account.isEmpty()) {
			return null;
		}
		SilentParameters parameters = SilentParameters.builder(context.request().scopes(), account.get())
			.authorityUrl(this.settings.authority().url())
			.forceRefresh(isNewTokenRequired(context.request()))
			.build();
		try {
			return session.client().acquire(context, (application) -> application.acquireTokenSilently(parameters));
		}
		catch (IwaException ex) {
			if (this.signInFollows && ex instanceof IwaInteractionRequiredException) {
				return null;
			}
			throw ex;
		}
	}

}
